//! What a script is granted, as it is said on the command line.

use clap::Args;
use micropython_sandbox::{Access, FileGrant, FileQuota, Files, Scratch, units};
use std::path::PathBuf;
use std::str::FromStr;

/// The files that a script may use.
#[derive(Debug, Clone, Args)]
pub struct FileOptions {
    /// Let the script read this file or folder, as GUEST or by the same path
    #[arg(long, value_name = "PATH[=GUEST]")]
    pub allow_read: Vec<Mapping>,

    /// Let the script read and change this file or folder
    #[arg(long, value_name = "PATH[=GUEST]")]
    pub allow_write: Vec<Mapping>,

    /// Give the script a folder in memory, /tmp, of this size
    #[arg(long, value_name = "SIZE", value_parser = units::parse_size)]
    pub scratch: Option<u64>,

    /// Let the script import modules from this folder of those granted
    #[arg(long, value_name = "GUEST")]
    pub import_from: Vec<String>,

    /// What the script may write to files in all
    #[arg(long, value_name = "SIZE", value_parser = units::parse_size, default_value = "64MiB")]
    pub max_written: u64,

    /// What the script may read from files in all
    #[arg(long, value_name = "SIZE", value_parser = units::parse_size, default_value = "1GiB")]
    pub max_read: u64,

    /// How many files and folders the script may make
    #[arg(long, value_name = "NUMBER", default_value_t = FileQuota::DEFAULT.files_created)]
    pub max_files: u64,

    /// How many files the script may have open at once
    #[arg(long, value_name = "NUMBER", default_value_t = FileQuota::DEFAULT.open_handles)]
    pub max_open_files: u32,
}

impl FileOptions {
    /// The same as a setting of the library.
    pub fn files(self) -> Files {
        let grants = |mappings: Vec<Mapping>, access| {
            mappings.into_iter().map(move |mapping| mapping.grant(access))
        };
        Files {
            grants: grants(self.allow_read, Access::Read)
                .chain(grants(self.allow_write, Access::Write))
                .collect(),
            scratch: self.scratch.map(|bytes| Scratch { bytes }),
            quota: FileQuota {
                bytes_written: self.max_written,
                files_created: self.max_files,
                open_handles: self.max_open_files,
                bytes_read: self.max_read,
            },
            search_path: self.import_from,
        }
    }
}

/// `PATH` or `PATH=GUEST`. What comes after the last `=` is the guest path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mapping {
    host: PathBuf,
    guest: String,
}

impl Mapping {
    /// The same as a setting of the library.
    pub fn grant(self, access: Access) -> FileGrant {
        FileGrant { host: self.host, guest: self.guest, access }
    }
}

impl FromStr for Mapping {
    type Err = String;

    fn from_str(text: &str) -> Result<Mapping, String> {
        let (host, guest) = text.rsplit_once('=').unwrap_or((text, text));
        if host.is_empty() || guest.is_empty() {
            return Err("a path is missing; write PATH or PATH=GUEST".to_owned());
        }
        // As a person writes a path here: `./data` is `data`.
        let mut plain = guest;
        while let Some(rest) = plain.strip_prefix("./").filter(|rest| !rest.is_empty()) {
            plain = rest.trim_start_matches('/');
        }
        let guest = if plain.is_empty() { "." } else { plain };
        Ok(Mapping { host: host.into(), guest: guest.to_owned() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::Parser;

    #[derive(Parser)]
    struct Line {
        #[command(flatten)]
        files: FileOptions,
    }

    #[test]
    fn paths_are_seen_by_the_same_names_unless_others_are_given() {
        for (text, host, guest) in [
            ("data", "data", "data"),
            ("./data", "./data", "data"),
            (".//./data", ".//./data", "data"),
            ("./", "./", "./"),
            (".", ".", "."),
            ("/srv/data", "/srv/data", "/srv/data"),
            ("../shared=/shared", "../shared", "/shared"),
            ("a=b=/c", "a=b", "/c"),
        ] {
            let mapping = Mapping { host: host.into(), guest: guest.to_owned() };
            assert_eq!(text.parse(), Ok(mapping), "{text}");
        }
        for text in ["", "=", "a=", "=/a"] {
            assert!(text.parse::<Mapping>().is_err(), "{text}");
        }
    }

    #[test]
    fn defaults_are_those_of_the_library() {
        let files = Line::parse_from(["mpsandbox"]).files.files();
        assert_eq!(files, Files::default());
    }

    #[test]
    fn each_option_has_its_place() {
        let line = "mpsandbox --allow-read a --allow-write b=/c --allow-read d --scratch 1MiB \
                    --import-from /a --import-from /d --max-written 1K --max-read 2K \
                    --max-files 3 --max-open-files 4";
        let files = Line::parse_from(line.split_whitespace()).files.files();
        let quota =
            FileQuota { bytes_written: 1024, files_created: 3, open_handles: 4, bytes_read: 2048 };
        let expected = Files::default().read("a", "a").read("d", "d").write("b", "/c");
        let expected = expected.scratch(1 << 20).import_from("/a").import_from("/d");
        assert_eq!(files, Files { quota, ..expected });
    }
}
