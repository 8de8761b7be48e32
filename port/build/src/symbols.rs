//! The names of a finished module's functions, kept aside: a text of its own
//! beside the module.
//!
//! ```text
//! functions of 9f86d081884c7d65...
//! 0 mph_host_print
//! 12 gc_collect
//! ```

use crate::sealing::sha256;
use std::collections::BTreeMap;
use std::fmt;

/// How the first line starts.
const HEADING: &str = "functions of ";

/// The names of a module's functions, by their numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Symbols {
    /// The SHA-256 of the module.
    pub module_sha256: String,
    /// The names.
    pub names: BTreeMap<u32, String>,
}

impl Symbols {
    /// Reads the text.
    ///
    /// # Errors
    ///
    /// With the number of the line that is not as it should be.
    pub fn parse(text: &str) -> Result<Symbols, String> {
        let mut lines = text.lines();
        let module_sha256 = lines
            .next()
            .and_then(|line| line.strip_prefix(HEADING))
            .ok_or_else(|| format!("line 1 does not start with {HEADING:?}"))?
            .to_owned();
        let names = (2..)
            .zip(lines)
            .map(|(number, line)| {
                let (function, name) = line
                    .split_once(' ')
                    .ok_or_else(|| format!("line {number} is no number and name"))?;
                let function = function
                    .parse()
                    .map_err(|_| format!("line {number} starts with no function's number"))?;
                Ok((function, name.to_owned()))
            })
            .collect::<Result<_, String>>()?;
        Ok(Symbols { module_sha256, names })
    }

    /// Whether these are the names of this module.
    pub fn are_of(&self, wasm: &[u8]) -> bool {
        self.module_sha256 == sha256(wasm)
    }
}

impl fmt::Display for Symbols {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{HEADING}{}", self.module_sha256)?;
        self.names.iter().try_for_each(|(function, name)| writeln!(f, "{function} {name}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        let names = [(3, "gc_collect"), (12, "mp_map_lookup.unguarded"), (100, "with a space")];
        let symbols = Symbols {
            module_sha256: sha256(b"a module"),
            names: names.map(|(function, name)| (function, name.to_owned())).into(),
        };
        assert_eq!(Symbols::parse(&symbols.to_string()), Ok(symbols.clone()));
        assert!(symbols.are_of(b"a module") && !symbols.are_of(b"another"));
    }

    #[test]
    fn what_is_no_such_text_is_refused_with_the_line() {
        for (text, line) in
            [("", 1), ("a text", 1), ("functions of x\nname\n", 2), ("functions of x\n1 a\nb c", 3)]
        {
            let error = Symbols::parse(text).unwrap_err();
            assert!(error.contains(&format!("line {line} ")), "{error}");
        }
    }
}
