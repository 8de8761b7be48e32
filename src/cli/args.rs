//! The command line, parsed.

use super::grants::FileOptions;
use clap::error::ErrorKind;
use clap::{CommandFactory as _, FromArgMatches as _, Parser, Subcommand};
use micropython_sandbox::{Limits, OutputPolicy, units};
use std::ffi::OsString;
use std::fmt;
use std::str::FromStr;
use std::time::Duration;

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
    Run(RunOptions),
}

/// What is to be run, and under which limits.
#[derive(Debug, clap::Args)]
pub struct RunOptions {
    /// Run this program text; the first item of sys.argv is "-c"
    #[arg(short = 'c', value_name = "CODE", allow_hyphen_values = true)]
    pub code: Option<String>,

    /// Memory that the script may use
    #[arg(long, value_name = "SIZE", default_value_t = Size(Limits::DEFAULT.memory_bytes))]
    pub memory: Size,

    /// Time that the script may take, sleeping and waiting included; or "none"
    #[arg(long, value_name = "DURATION", default_value_t = Timeout(Limits::DEFAULT.wall_time))]
    pub timeout: Timeout,

    /// Steps that the script may make: turns of loops, calls, and the like; or "none"
    #[arg(long, value_name = "COUNT", default_value_t = Count(Limits::DEFAULT.steps))]
    pub steps: Count,

    /// Fuel that the script may use: WebAssembly instructions; or "none"
    #[arg(long, value_name = "COUNT", default_value_t = Count(Limits::DEFAULT.fuel))]
    pub fuel: Count,

    /// What the script may print on stdout and on stderr each
    #[arg(long, value_name = "SIZE", default_value_t = Size(Limits::DEFAULT.stdout_bytes))]
    pub max_output: Size,

    /// What to do with a script that prints more: cut the rest, or stop it
    #[arg(long, value_name = "WHAT", value_enum, default_value_t = OnOutputLimit::Truncate)]
    pub on_output_limit: OnOutputLimit,

    /// How many calls may nest; or "none" for as many as there is room for
    #[arg(long, value_name = "NUMBER", default_value_t = Depth(Limits::DEFAULT.recursion_depth))]
    pub recursion_depth: Depth,

    #[command(flatten)]
    pub files: Box<FileOptions>,

    /// Print one JSON object that tells everything, and nothing else
    #[arg(long)]
    pub json: bool,

    /// The script ("-" for standard input), then its arguments
    #[arg(
        value_name = "FILE",
        required_unless_present = "code",
        trailing_var_arg = true,
        num_args = 0..
    )]
    pub words: Vec<OsString>,
}

/// What becomes of a script that prints more than it may.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum OnOutputLimit {
    /// The rest is cut
    Truncate,
    /// It is stopped
    Stop,
}

impl From<OnOutputLimit> for OutputPolicy {
    fn from(what: OnOutputLimit) -> OutputPolicy {
        match what {
            OnOutputLimit::Truncate => OutputPolicy::Truncate,
            OnOutputLimit::Stop => OutputPolicy::Stop,
        }
    }
}

/// A number of bytes, as it is written on a command line.
#[derive(Debug, Clone, Copy)]
pub struct Size(pub u64);

impl FromStr for Size {
    type Err = String;
    fn from_str(text: &str) -> Result<Size, String> {
        units::parse_size(text).map(Size)
    }
}

impl fmt::Display for Size {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&units::size(self.0).replace(' ', ""))
    }
}

/// A number of calls or none, as it is written on a command line.
#[derive(Debug, Clone, Copy)]
pub struct Depth(pub Option<u32>);

impl FromStr for Depth {
    type Err = String;
    fn from_str(text: &str) -> Result<Depth, String> {
        match (text, text.parse()) {
            ("none", _) => Ok(Depth(None)),
            (_, Ok(0)) => Err("nothing runs without a call; use at least 1".to_owned()),
            (_, Ok(depth)) => Ok(Depth(Some(depth))),
            (_, Err(_)) => Err(format!("a number up to {}, or none", u32::MAX)),
        }
    }
}

impl fmt::Display for Depth {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Some(depth) => write!(f, "{depth}"),
            None => f.write_str("none"),
        }
    }
}

/// A duration or none, as it is written on a command line.
#[derive(Debug, Clone, Copy)]
pub struct Timeout(pub Option<Duration>);

impl FromStr for Timeout {
    type Err = String;
    fn from_str(text: &str) -> Result<Timeout, String> {
        match text {
            "none" => Ok(Timeout(None)),
            _ => match units::parse_duration(text)? {
                Duration::ZERO => Err("nothing runs in no time; use at least 1ms".to_owned()),
                duration => Ok(Timeout(Some(duration))),
            },
        }
    }
}

impl fmt::Display for Timeout {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Some(duration) => f.write_str(&units::duration(duration).replace(' ', "")),
            None => f.write_str("none"),
        }
    }
}

/// A count or none, as it is written on a command line.
#[derive(Debug, Clone, Copy)]
pub struct Count(pub Option<u64>);

impl FromStr for Count {
    type Err = String;
    fn from_str(text: &str) -> Result<Count, String> {
        match text {
            "none" => Ok(Count(None)),
            _ => match units::parse_count(text)? {
                0 => Err("nothing runs on none at all; use at least 1, or \"none\"".to_owned()),
                count => Ok(Count(Some(count))),
            },
        }
    }
}

impl fmt::Display for Count {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Some(count) => f.write_str(&units::count(count)),
            None => f.write_str("none"),
        }
    }
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
    let parsed = Cli::command()
        .try_get_matches_from(arguments)
        .and_then(|matches| Cli::from_arg_matches(&matches));
    match parsed {
        Ok(cli) => Parsed::Command(cli.command),
        Err(error) => match error.kind() {
            ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
                Parsed::Text(error.render().to_string())
            }
            _ => Parsed::Wrong { message: one_line(&error), json },
        },
    }
}

/// What is wrong, and where to read more, without the pages around it.
fn one_line(error: &clap::Error) -> String {
    if error.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand {
        return "a command is missing; try 'mpsandbox run FILE' or 'mpsandbox --help'".to_owned();
    }
    if error.kind() == ErrorKind::MissingRequiredArgument {
        return "a script is missing; name a file, or pass the program with -c".to_owned();
    }
    let text = error.render().to_string();
    let first = text.split("\n\n").next().unwrap_or_default();
    let first = first.strip_prefix("error: ").unwrap_or(first);
    let words: Vec<&str> = first.split_whitespace().collect();
    format!("{}; see 'mpsandbox run --help'", words.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn options(arguments: &[&str]) -> RunOptions {
        let all = ["mpsandbox", "run"].iter().chain(arguments).map(OsString::from).collect();
        match parse(all) {
            Parsed::Command(Command::Run(options)) => options,
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
        let options = options(&["x.py"]);
        assert_eq!(options.memory.0, Limits::default().memory_bytes);
        assert_eq!(options.timeout.0, Limits::default().wall_time);
        assert_eq!(options.max_output.0, Limits::default().stdout_bytes);
        assert_eq!(options.max_output.0, Limits::default().stderr_bytes);
        assert_eq!(options.recursion_depth.0, Limits::default().recursion_depth);
        assert_eq!(options.steps.0, Limits::default().steps);
        assert_eq!(options.fuel.0, Limits::default().fuel);
        let policy = OutputPolicy::from(options.on_output_limit);
        assert_eq!(policy, Limits::default().output_policy);
    }

    #[test]
    fn counts_are_written_as_people_do() {
        let options = options(&["--steps", "1_000_000", "--fuel", "2G", "x.py"]);
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
