//! The lock of digests: what the build gives from the sources at hand, for each
//! toolchain that somebody has built them with.
//!
//! ```toml
//! sources_sha256 = "..."
//!
//! [[toolchain]]
//! compiler = "clang 22.1.8"
//! ...
//! plain_sha256 = "..."
//! counting_sha256 = "..."
//! ```

use crate::manifest::{Manifest, Toolchain};
use std::fmt;

/// The lock's name, at the top of the project.
pub const LOCK_FILE: &str = "artifacts.lock";

/// The lock.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DigestLock {
    /// The sources that all of it is about: see [`Manifest::sources_sha256`].
    pub sources_sha256: String,
    /// What they give.
    pub entries: Vec<Entry>,
}

/// What one toolchain gives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The toolchain.
    pub toolchain: Toolchain,
    /// The SHA-256 of the module.
    pub plain_sha256: String,
    /// The SHA-256 of the variant that counts steps.
    pub counting_sha256: String,
}

/// What the lock says of a module.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Finding {
    /// It is what these sources and this toolchain give.
    Expected,
    /// It says that it was made from these sources with a toolchain of the lock,
    /// which gives something else.
    Unexpected {
        /// The digest that the lock has.
        expected: String,
    },
    /// Nobody has built these sources with this toolchain yet.
    UnknownToolchain,
    /// It was made from other sources.
    OtherSources,
}

impl DigestLock {
    /// Reads the lock.
    ///
    /// # Errors
    ///
    /// With the line that is not as it should be.
    pub fn parse(text: &str) -> Result<DigestLock, String> {
        let mut lock = DigestLock::default();
        let mut keys: Vec<(&str, String)> = Vec::new();
        let mut in_entry = false;
        for (number, line) in (1..).zip(text.lines()) {
            let line = line.trim();
            if line == "[[toolchain]]" {
                lock.take(&mut keys, in_entry).map_err(|fault| at(number, &fault))?;
                in_entry = true;
            } else if !line.is_empty() && !line.starts_with('#') {
                let pair = line.split_once(" = ").and_then(|(key, value)| {
                    Some((key, value.strip_prefix('"')?.strip_suffix('"')?.to_owned()))
                });
                keys.push(pair.ok_or_else(|| at(number, "expected key = \"value\""))?);
            }
        }
        let last = text.lines().count();
        lock.take(&mut keys, in_entry).map_err(|fault| at(last, &fault))?;
        Ok(lock)
    }

    /// Takes the keys that end before a line.
    fn take(&mut self, keys: &mut Vec<(&str, String)>, in_entry: bool) -> Result<(), String> {
        let mut value = |name: &str| {
            let place = keys.iter().position(|(key, _)| *key == name);
            place.map(|place| keys.remove(place).1).ok_or_else(|| format!("`{name}` is missing"))
        };
        if in_entry {
            self.entries.push(Entry {
                toolchain: Toolchain {
                    compiler: value("compiler")?,
                    linker: value("linker")?,
                    walrus: value("walrus")?,
                    wasi_libc_sha256: value("wasi_libc_sha256")?,
                    builtins_sha256: value("builtins_sha256")?,
                },
                plain_sha256: value("plain_sha256")?,
                counting_sha256: value("counting_sha256")?,
            });
        } else {
            self.sources_sha256 = value("sources_sha256")?;
        }
        match keys.first() {
            Some((key, _)) => Err(format!("`{key}` is not known, or there twice")),
            None => Ok(()),
        }
    }

    /// What it says of a module with this manifest and this digest.
    pub fn find(&self, manifest: &Manifest, sha256: &str) -> Finding {
        let entry = self.entries.iter().find(|entry| entry.toolchain == manifest.toolchain);
        let expected = entry.map(|entry| match manifest.counts_steps() {
            true => &entry.counting_sha256,
            false => &entry.plain_sha256,
        });
        match expected {
            Some(expected) if expected == sha256 => Finding::Expected,
            _ if self.sources_sha256 != manifest.sources_sha256() => Finding::OtherSources,
            Some(expected) => Finding::Unexpected { expected: expected.clone() },
            None => Finding::UnknownToolchain,
        }
    }

    /// Puts in what a build has given. What other toolchains gave from other
    /// sources goes.
    pub fn put(&mut self, sources_sha256: String, entry: Entry) {
        if self.sources_sha256 != sources_sha256 {
            self.entries.clear();
        }
        self.sources_sha256 = sources_sha256;
        self.entries.retain(|other| other.toolchain != entry.toolchain);
        self.entries.push(entry);
        let key = |entry: &Entry| {
            let Toolchain { compiler, linker, walrus, .. } = entry.toolchain.clone();
            (compiler, linker, walrus, entry.plain_sha256.clone())
        };
        self.entries.sort_by_key(key);
    }
}

fn at(line: usize, fault: &str) -> String {
    format!("{LOCK_FILE}, line {line}: {fault}")
}

impl fmt::Display for DigestLock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(
            "# The digests of the modules that the build gives, for each toolchain that\n\
             # somebody has built these sources with. `mpsandbox verify` compares with\n\
             # them; scripts/verify-reproducible --update writes them anew.\n\n",
        )?;
        writeln!(f, "sources_sha256 = \"{}\"", self.sources_sha256)?;
        for Entry { toolchain, plain_sha256, counting_sha256 } in &self.entries {
            let Toolchain { compiler, linker, walrus, wasi_libc_sha256, builtins_sha256 } =
                toolchain;
            f.write_str("\n[[toolchain]]\n")?;
            for (key, value) in [
                ("compiler", compiler),
                ("linker", linker),
                ("walrus", walrus),
                ("wasi_libc_sha256", wasi_libc_sha256),
                ("builtins_sha256", builtins_sha256),
                ("plain_sha256", plain_sha256),
                ("counting_sha256", counting_sha256),
            ] {
                writeln!(f, "{key} = \"{value}\"")?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contract::Contract;
    use crate::manifest::{FORMAT, Landmarks, Pass, Source};

    fn toolchain(compiler: &str) -> Toolchain {
        Toolchain {
            compiler: compiler.to_owned(),
            linker: "LLD".to_owned(),
            walrus: "1".to_owned(),
            wasi_libc_sha256: "c".to_owned(),
            builtins_sha256: "b".to_owned(),
        }
    }

    fn manifest(compiler: &str, port: &str) -> Manifest {
        Manifest {
            format: FORMAT,
            builder: "1".to_owned(),
            contract: Contract::default(),
            micropython: Source::default(),
            patches: Vec::new(),
            port_sha256: port.to_owned(),
            toolchain: toolchain(compiler),
            gc_torture: None,
            passes: Vec::new(),
            frozen: Vec::new(),
            c_modules: Default::default(),
            left_out: Vec::new(),
            modules: Vec::new(),
            switches: Vec::new(),
            landmarks: Landmarks::default(),
            sbom_sha256: String::new(),
            licenses_sha256: String::new(),
        }
    }

    fn entry(compiler: &str, plain: &str) -> Entry {
        let counting_sha256 = format!("counting {plain}");
        Entry { toolchain: toolchain(compiler), plain_sha256: plain.to_owned(), counting_sha256 }
    }

    fn lock() -> DigestLock {
        let mut lock = DigestLock::default();
        let sources = manifest("", "port").sources_sha256();
        lock.put(sources.clone(), entry("clang 9", "nine"));
        lock.put(sources, entry("clang 8", "eight"));
        lock
    }

    #[test]
    fn what_is_written_is_read() {
        let lock = lock();
        assert_eq!(DigestLock::parse(&lock.to_string()), Ok(lock.clone()));
        assert_eq!(lock.entries[0].toolchain.compiler, "clang 8");
    }

    #[test]
    fn what_is_no_lock_is_refused_with_the_line() {
        let good = lock().to_string();
        for (from, to, message) in [
            ("walrus = \"1\"", "walrus = 1", "line 10: expected key = \"value\""),
            ("walrus = \"1\"\n", "", "line 15: `walrus` is missing"),
            ("walrus", "Walrus", "line 16: `walrus` is missing"),
            ("walrus = \"1\"", "walrus = \"1\"\nwalrus = \"2\"", "line 17: `walrus` is not known"),
            ("sources_sha256 = ", "# ", "line 7: `sources_sha256` is missing"),
        ] {
            let bad = good.replacen(from, to, 1);
            let error = DigestLock::parse(&bad).unwrap_err();
            assert!(error.contains(message), "{error}");
        }
    }

    #[test]
    fn a_module_is_compared_with_its_own_toolchain_only() {
        let lock = lock();
        let own = manifest("clang 8", "port");
        assert_eq!(lock.find(&own, "eight"), Finding::Expected);
        let expected = "eight".to_owned();
        assert_eq!(lock.find(&own, "nine"), Finding::Unexpected { expected });
        assert_eq!(lock.find(&manifest("clang 7", "port"), "eight"), Finding::UnknownToolchain);
        assert_eq!(lock.find(&manifest("clang 8", "other"), "nine"), Finding::OtherSources);
        let added = Manifest { c_modules: [("a".into(), "b".into())].into(), ..own.clone() };
        assert_eq!(lock.find(&added, "nine"), Finding::OtherSources);
        let lacking = Manifest { left_out: vec!["modules.re".to_owned()], ..own.clone() };
        assert_eq!(lock.find(&lacking, "nine"), Finding::OtherSources);
        let report = serde_json::Value::Null;
        let counting = Pass { name: "count_steps".to_owned(), report };
        let counting = Manifest { passes: vec![counting], ..own };
        assert_eq!(lock.find(&counting, "counting eight"), Finding::Expected);
        let expected = "counting eight".to_owned();
        assert_eq!(lock.find(&counting, "eight"), Finding::Unexpected { expected });
    }

    #[test]
    fn other_sources_take_the_place_of_all() {
        let mut lock = lock();
        lock.put("other".to_owned(), entry("clang 8", "new"));
        assert_eq!((lock.sources_sha256.as_str(), lock.entries.len()), ("other", 1));
        lock.put("other".to_owned(), entry("clang 8", "newer"));
        assert_eq!(lock.entries, [entry("clang 8", "newer")]);
    }
}
