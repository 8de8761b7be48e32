//! `mpsandbox`: parses, runs, and says how it went.

mod args;
#[cfg_attr(not(feature = "build"), path = "build_missing.rs")]
mod build;
mod ctrl_c;
mod ending;
mod examine;
mod exit;
mod export;
mod file;
mod grants;
mod json;
mod modules;
mod policy;
mod recording;
mod repl;
mod run;
mod script;

use args::{Command, Parsed, PolicyCommand};
use std::io::{self, BufWriter, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// The whole program; gives its exit code.
pub fn main() -> u8 {
    // A panic is a fault of ours, which is told in one line like any other.
    // Its own text would show source paths of whoever built this.
    std::panic::set_hook(Box::new(|_| {}));
    let arguments: Vec<_> = std::env::args_os().collect();
    let parsed = match args::parse(arguments) {
        Parsed::Command(command) => command,
        Parsed::Text(text) => return print(|stdout| stdout.write_all(text.as_bytes()), exit::OK),
        Parsed::Wrong { message, json } => return Complaint::usage(message).tell(json),
    };
    let json = parsed.wants_json();
    let command = || match parsed {
        Command::Run(options) => run::run(*options),
        Command::Repl(options) => repl::repl(&options),
        Command::Modules(options) => modules::modules(&options),
        Command::Policy { command: PolicyCommand::Check { file } } => policy::check(&file),
        Command::Build(options) => build::build(options),
        Command::Export(options) => export::export(&options),
        Command::Inspect(options) => examine::inspect(&options),
        Command::Verify(options) => examine::verify(&options),
        Command::Diff(options) => examine::diff(&options),
    };
    catch_unwind(AssertUnwindSafe(command))
        .unwrap_or_else(|_| Err(Complaint::internal()))
        .unwrap_or_else(|complaint| complaint.tell(json))
}

/// Why nothing was run.
pub struct Complaint {
    kind: &'static str,
    message: String,
    exit_code: u8,
}

impl Complaint {
    /// The user asked for something that cannot be.
    pub fn usage(message: impl Into<String>) -> Complaint {
        Complaint { kind: "usage", message: message.into(), exit_code: exit::USAGE }
    }

    /// Something of the system's that is needed does not work.
    pub fn unusable(message: impl Into<String>) -> Complaint {
        Complaint { kind: "internal", message: message.into(), exit_code: exit::FAILED }
    }

    /// A module's own code failed, in one of the ways in which scripts do.
    pub fn of_script(message: impl Into<String>, exit_code: u8) -> Complaint {
        let kind = match exit_code {
            exit::STOPPED => "limit",
            exit::FAILED => "internal",
            _ => "raised",
        };
        Complaint { kind, message: message.into(), exit_code }
    }

    /// The sandbox could not be made.
    pub fn failed(error: &micropython_sandbox::Error) -> Complaint {
        Complaint { kind: "internal", message: error.to_string(), exit_code: exit::FAILED }
    }

    fn internal() -> Complaint {
        let message = "internal error: the sandbox failed unexpectedly; please report it";
        Complaint { kind: "internal", message: message.to_owned(), exit_code: exit::FAILED }
    }

    fn tell(self, json: bool) -> u8 {
        if json {
            let Complaint { kind, message, exit_code } = &self;
            let object = |to: &mut dyn Write| json::complaint(kind, message, *exit_code, to);
            return print(object, *exit_code);
        }
        tell(&self.message);
        self.exit_code
    }
}

/// Says something to the user, in one line of our own on stderr.
fn tell(message: &str) {
    // Where stderr is closed there is nobody to tell.
    let _ = writeln!(std::io::stderr(), "mpsandbox: {message}");
}

/// Prints on stdout; a reader that has gone away is no error.
fn print(text: impl Fn(&mut dyn Write) -> io::Result<()>, exit_code: u8) -> u8 {
    let mut stdout = BufWriter::new(io::stdout().lock());
    match text(&mut stdout).and_then(|()| stdout.flush()) {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => {
            tell(&format!("cannot write to stdout: {}", error.kind()));
            exit::FAILED
        }
        _ => exit_code,
    }
}
