//! What a module's imports let it do, in words.

use serde::Serialize;

/// The module of the host's own functions, as port/host.h calls it. Not taken
/// from what a module says of itself, which may be anything.
pub const HOST_MODULE: &str = "micropython_host";

/// The module of WASI calls.
pub const WASI_MODULE: &str = "wasi_snapshot_preview1";

/// What a module can do.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Abilities {
    /// What programs can do through it, beside computing: each can be put after
    /// "it can".
    pub programs: Vec<String>,
    /// What only the interpreter itself does, for its host.
    pub interpreter: Vec<String>,
    /// Imports that are not known here, as `module.name`: what they do is up to
    /// whoever links them.
    pub unknown: Vec<String>,
}

/// Who does something with an import.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Who {
    /// Programs.
    Programs,
    /// The interpreter, whatever the program.
    Interpreter,
}

use Who::{Interpreter, Programs};

/// Functions that only the host's own module has.
const HOST: &[(Who, &str, &[&str])] = &[
    (Programs, "print", &["print"]),
    (
        Programs,
        "call functions that its host gives it",
        &["call", "start", "finished", "collect", "cancel", "reply"],
    ),
    (Programs, "fetch what its host lets it", &["fetch"]),
    (Interpreter, "tell how a run ended", &["report", "exception", "frame"]),
    (Interpreter, "ask what is left of its limits", &["budget"]),
    (Interpreter, "look whether it is to stop", &["poll", "signal"]),
];

/// WASI calls.
const WASI: &[(Who, &str, &[&str])] = &[
    (Programs, "read its standard input", &["fd_read"]),
    (Programs, "read the clock", &["clock_time_get", "clock_res_get"]),
    (Programs, "get random numbers", &["random_get"]),
    (Programs, "sleep", &["poll_oneoff"]),
    (
        Programs,
        "use files that its host gives it",
        &[
            "fd_advise",
            "fd_allocate",
            "fd_close",
            "fd_datasync",
            "fd_fdstat_get",
            "fd_fdstat_set_flags",
            "fd_filestat_get",
            "fd_filestat_set_size",
            "fd_filestat_set_times",
            "fd_pread",
            "fd_prestat_dir_name",
            "fd_prestat_get",
            "fd_pwrite",
            "fd_readdir",
            "fd_renumber",
            "fd_seek",
            "fd_sync",
            "fd_tell",
            "fd_write",
            "path_create_directory",
            "path_filestat_get",
            "path_filestat_set_times",
            "path_link",
            "path_open",
            "path_readlink",
            "path_remove_directory",
            "path_rename",
            "path_symlink",
            "path_unlink_file",
        ],
    ),
    (Programs, "read its arguments", &["args_get", "args_sizes_get"]),
    (Programs, "read the environment", &["environ_get", "environ_sizes_get"]),
    (Programs, "use sockets", &["sock_accept", "sock_recv", "sock_send", "sock_shutdown"]),
    (Interpreter, "end itself", &["proc_exit", "proc_raise", "sched_yield"]),
];

/// What these imports let a module do.
pub fn abilities(imports: &[(String, String)]) -> Abilities {
    let mut abilities = Abilities::default();
    for (module, name) in imports {
        let table = match module.as_str() {
            HOST_MODULE => HOST,
            WASI_MODULE => WASI,
            _ => &[],
        };
        if !table.iter().any(|(_, _, names)| names.contains(&name.as_str())) {
            abilities.unknown.push(format!("{module}.{name}"));
        }
    }
    // In the order of the tables, so that it reads well.
    for (module, table) in [(HOST_MODULE, HOST), (WASI_MODULE, WASI)] {
        for (who, phrase, names) in table {
            let is_meant =
                |(from, name): &(String, String)| from == module && names.contains(&name.as_str());
            if imports.iter().any(is_meant) {
                let list = match who {
                    Programs => &mut abilities.programs,
                    Interpreter => &mut abilities.interpreter,
                };
                list.push((*phrase).to_owned());
            }
        }
    }
    abilities
}

impl Abilities {
    /// All of it, as a person would say it.
    pub fn sentence(&self) -> String {
        let mut text = match &self.programs[..] {
            [] => "This file can compute".to_owned(),
            programs => format!("This file can {}", listed(programs)),
        };
        if self.unknown.is_empty() {
            text += ": nothing else.";
        } else {
            text += &format!(
                ". It also asks for {}, which this program does not know: what that does is up to \
                 whoever links it.",
                listed(&self.unknown)
            );
        }
        if !self.interpreter.is_empty() {
            text += &format!(" For its host it can {}.", listed(&self.interpreter));
        }
        text
    }
}

/// `a`, `a and b`, `a, b and c`.
fn listed(items: &[String]) -> String {
    match items {
        [] => String::new(),
        [only] => only.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(imports: &[(&'static str, &str)]) -> String {
        let long = |module: &'static str| match module {
            "host" => HOST_MODULE,
            "wasi" => WASI_MODULE,
            other => other,
        };
        let owned =
            |(module, name): &(&'static str, &str)| (long(module).to_owned(), (*name).to_owned());
        let imports: Vec<_> = imports.iter().map(owned).collect();
        abilities(&imports).sentence()
    }

    #[test]
    fn imports_are_put_into_words() {
        assert_eq!(told(&[]), "This file can compute: nothing else.");
        assert_eq!(told(&[("host", "print")]), "This file can print: nothing else.");
        assert_eq!(
            told(&[("wasi", "clock_time_get"), ("host", "reply"), ("host", "print")]),
            "This file can print, call functions that its host gives it and read the clock: \
             nothing else."
        );
        assert_eq!(
            told(&[("host", "print"), ("host", "signal"), ("host", "report")]),
            "This file can print: nothing else. For its host it can tell how a run ended and look \
             whether it is to stop."
        );
    }

    /// What is not known is never passed over, whichever module it is from.
    #[test]
    fn an_unknown_import_is_named() {
        for import in [("host", "clock_time_get"), ("wasi", "print"), ("env", "print")] {
            let sentence = told(&[("host", "print"), import]);
            assert!(!sentence.contains("nothing else"), "{sentence}");
            let name = format!(".{}, which this program does not know", import.1);
            assert!(sentence.contains("It also asks for "), "{sentence}");
            assert!(sentence.contains(&name), "{sentence}");
        }
    }

    #[test]
    fn no_import_is_in_two_places() {
        for table in [HOST, WASI] {
            let mut names: Vec<_> = table.iter().flat_map(|(_, _, names)| *names).collect();
            let all = names.len();
            names.sort();
            names.dedup();
            assert_eq!(names.len(), all);
        }
    }
}
