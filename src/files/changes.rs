//! Which files a run has changed, so that its caller can be told.

use std::collections::BTreeMap;

/// How many files are remembered.
pub(crate) const MAX_CHANGES: usize = 1000;

/// The files that a run has made, changed or removed, by their guest paths, and
/// whether they were there before.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Changes {
    touched: BTreeMap<String, bool>,
    more: bool,
}

impl Changes {
    /// Remembers a file. The first word on whether it was there is the right one.
    pub(crate) fn touch(&mut self, path: &str, was_there: bool) {
        if self.touched.contains_key(path) {
            return;
        }
        if self.touched.len() < MAX_CHANGES {
            self.touched.insert(path.to_owned(), was_there);
        } else {
            self.more = true;
        }
    }

    /// Remembers that there are more.
    pub(crate) fn touch_more(&mut self) {
        self.more = true;
    }

    /// Whether there were more than are remembered.
    pub(crate) fn more(&self) -> bool {
        self.more
    }

    /// Each path, in order, and whether it was there before.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, bool)> {
        self.touched.iter().map(|(path, was_there)| (path.as_str(), *was_there))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_word_on_a_file_counts_and_the_list_ends() {
        let mut changes = Changes::default();
        changes.touch("/a", false);
        changes.touch("/a", true);
        assert_eq!(changes.iter().collect::<Vec<_>>(), [("/a", false)]);
        for number in 1..MAX_CHANGES {
            changes.touch(&format!("/{number}"), true);
        }
        changes.touch("/a", true);
        assert!(!changes.more());
        changes.touch("/one too many", true);
        assert!(changes.more());
        assert_eq!(changes.iter().count(), MAX_CHANGES);
    }
}
