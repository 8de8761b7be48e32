//! The command line, parsed.

mod build;
mod examine;
mod limits;
mod repl;
mod run;

pub use build::{BuildOptions, ExportOptions};
pub use examine::{DiffOptions, InspectOptions, VerifyOptions};
pub use limits::LimitOptions;
pub use repl::{ColorWhen, ReplOptions};
pub use run::RunOptions;

use clap::error::ErrorKind;
use clap::{CommandFactory as _, FromArgMatches as _, Parser, Subcommand};
use std::ffi::OsString;
use std::path::PathBuf;

/// Runs Python scripts that nobody has reviewed, in a sandbox.
#[derive(Debug, Parser)]
#[command(name = "mpsandbox", version = env!("MPSANDBOX_VERSION"), max_term_width = 100)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Run a script.
    #[command(
        override_usage = "mpsandbox run [OPTIONS] FILE [ARGS]...
       mpsandbox run [OPTIONS] -c CODE [-- ARGS...]
       mpsandbox run [OPTIONS] - [ARGS]...",
        after_help = "Exit codes: 0 fine, 1 the script raised, n for sys.exit(n), 2 wrong usage, \
                      124 stopped by a limit, 125 the sandbox failed, 130 interrupted."
    )]
    Run(Box<RunOptions>),

    /// Type Python at a prompt, and see what it does.
    #[command(
        override_usage = "mpsandbox repl [OPTIONS]",
        after_help = "Ctrl-C interrupts what runs, Ctrl-D leaves. Where standard input is no \
                      terminal, what comes is run block by block, up to the first failure; exit \
                      codes are those of 'mpsandbox run'."
    )]
    Repl(ReplOptions),

    /// Build an interpreter with frozen modules, C modules and features of your own.
    #[command(after_help = "Exit codes: 0 it is written, 1 it could not be built, 2 wrong usage. \
                            docs/building.md describes manifests, C modules and features.")]
    Build(BuildOptions),

    /// Write the built-in interpreter to a WebAssembly file.
    Export(ExportOptions),

    /// Look at policy files.
    Policy {
        #[command(subcommand)]
        command: PolicyCommand,
    },

    /// Say what an interpreter can do, and what it is made of.
    #[command(after_help = "Exit codes: 0 it is described, 2 it is none or cannot be read.")]
    Inspect(InspectOptions),

    /// Check that an interpreter is what it says.
    #[command(
        after_help = "Exit codes: 0 verified, 1 something is wrong, 2 wrong usage, 3 all is right \
                      but the digest, with which there is nothing to compare."
    )]
    Verify(VerifyOptions),

    /// Say in what two interpreters differ.
    #[command(
        after_help = "Exit codes: 0 they are the same, 1 they differ, 2 one is none or cannot be \
                      read."
    )]
    Diff(DiffOptions),
}

impl Command {
    /// Whether it is to print one JSON object, whatever happens.
    pub fn wants_json(&self) -> bool {
        match self {
            Command::Run(options) => options.json,
            Command::Repl(_) | Command::Policy { .. } | Command::Build(_) | Command::Export(_) => {
                false
            }
            Command::Inspect(options) => options.json,
            Command::Verify(options) => options.json,
            Command::Diff(options) => options.json,
        }
    }
}

#[derive(Debug, Subcommand)]
pub enum PolicyCommand {
    /// Say in plain words what a policy file grants, or all that is wrong with it.
    Check {
        /// The policy file
        #[arg(value_name = "FILE")]
        file: PathBuf,
    },
}

/// What the command line says.
pub enum Parsed {
    Command(Command),
    /// Help or version, to be printed.
    Text(String),
    Wrong {
        message: String,
        json: bool,
    },
}

/// Reads the command line, its first item being the program's name.
pub fn parse(arguments: Vec<OsString>) -> Parsed {
    // For a command line that cannot be parsed it is a guess whether it asks
    // for JSON; what comes after the script is the script's own.
    let json = arguments.iter().skip(1).any(|argument| argument == "--json");
    let help = match arguments.get(1).and_then(|command| command.to_str()) {
        Some("repl") => "mpsandbox repl --help",
        Some("build") => "mpsandbox build --help",
        Some("export") => "mpsandbox export --help",
        Some("policy") => "mpsandbox policy check --help",
        Some("inspect") => "mpsandbox inspect --help",
        Some("verify") => "mpsandbox verify --help",
        Some("diff") => "mpsandbox diff --help",
        _ => "mpsandbox run --help",
    };
    let parsed = Cli::command()
        .try_get_matches_from(arguments)
        .and_then(|matches| Cli::from_arg_matches(&matches));
    match parsed {
        Ok(cli) => Parsed::Command(cli.command),
        Err(error) => match error.kind() {
            ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
                Parsed::Text(error.render().to_string())
            }
            ErrorKind::InvalidSubcommand => {
                Parsed::Wrong { message: one_line(&error, "mpsandbox --help"), json }
            }
            _ => Parsed::Wrong { message: one_line(&error, help), json },
        },
    }
}

/// What is wrong, and where to read more, without the pages around it.
fn one_line(error: &clap::Error, help: &str) -> String {
    if error.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand {
        return "a command is missing; try 'mpsandbox run FILE' or 'mpsandbox --help'".to_owned();
    }
    if error.kind() == ErrorKind::MissingRequiredArgument && help.contains(" run ") {
        return "a script is missing; name a file, or pass the program with -c".to_owned();
    }
    let text = error.render().to_string();
    let first = text.split("\n\n").next().unwrap_or_default();
    let first = first.strip_prefix("error: ").unwrap_or(first);
    let words: Vec<&str> = first.split_whitespace().collect();
    format!("{}; see '{help}'", words.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use micropython_sandbox::Limits;

    fn options(arguments: &[&str]) -> RunOptions {
        let all = ["mpsandbox", "run"].iter().chain(arguments).map(OsString::from).collect();
        match parse(all) {
            Parsed::Command(Command::Run(options)) => *options,
            Parsed::Command(command) => panic!("{command:?}"),
            Parsed::Text(text) => panic!("{text}"),
            Parsed::Wrong { message, .. } => panic!("{message}"),
        }
    }

    #[test]
    fn the_definition_is_consistent() {
        Cli::command().debug_assert();
    }

    #[test]
    fn defaults_are_those_of_the_library() {
        let defaults = Limits::default();
        let options = options(&["x.py"]).limits;
        assert_eq!(options.limits(), defaults);
        let given = ["mpsandbox", "repl"].map(OsString::from).to_vec();
        let Parsed::Command(Command::Repl(options)) = parse(given) else { panic!() };
        assert_eq!(options.limits.limits(), defaults);
    }

    #[test]
    fn counts_are_written_as_people_do() {
        let options = options(&["--steps", "1_000_000", "--fuel", "2G", "x.py"]).limits;
        assert_eq!((options.steps.0, options.fuel.0), (Some(1_000_000), Some(2_000_000_000)));
        for bad in ["0", "many", "1.5M", ""] {
            let all = ["mpsandbox", "run", "--steps", bad, "x.py"].map(OsString::from);
            assert!(matches!(parse(all.to_vec()), Parsed::Wrong { .. }), "{bad}");
        }
    }

    #[test]
    fn what_follows_the_script_is_the_scripts() {
        let options = options(&["--json", "x.py", "--json", "-c", "--timeout"]);
        assert_eq!(options.words, ["x.py", "--json", "-c", "--timeout"]);
        assert_eq!(options.code, None);
    }

    #[test]
    fn code_may_look_like_an_option() {
        let options = options(&["-c", "-1", "--", "-x", "--help"]);
        assert_eq!(options.code.as_deref(), Some("-1"));
        assert_eq!(options.words, ["-x", "--help"]);
    }
}
