//! Paths as a program writes them.

use super::fault::Fault;

/// How long a path may be, in bytes: as on Linux.
pub(crate) const MAX_PATH_BYTES: usize = 4096;

/// How long the name of a file may be, in bytes: as on most systems.
pub(crate) const MAX_NAME_BYTES: usize = 255;

/// An absolute path without `.`, `..` and empty names: `/` or `/one/two`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Path {
    text: String,
    /// Whether it ended in a slash or a dot, so that it can only be a folder's.
    pub folder_wanted: bool,
}

impl Path {
    pub(crate) fn as_str(&self) -> &str {
        &self.text
    }

    /// Reads a path, which is taken as one from `/` whether or not it begins with a
    /// slash. `..` leads to the folder that a name is in, whatever that name is; so
    /// that `visit` can say whether it is one that `..` may follow, it is called with
    /// the path up to there.
    ///
    /// # Errors
    ///
    /// Where the path is empty, too long or has a NUL in it, and those of `visit`.
    pub(crate) fn parse(
        text: &str,
        mut visit: impl FnMut(&str) -> Result<(), Fault>,
    ) -> Result<Path, Fault> {
        if text.is_empty() {
            return Err(Fault::NotFound);
        }
        if text.len() > MAX_PATH_BYTES {
            return Err(Fault::NameTooLong);
        }
        if text.contains('\0') {
            return Err(Fault::Invalid);
        }
        let mut path = String::with_capacity(text.len() + 1);
        let mut last = "";
        for name in text.split('/') {
            last = name;
            match name {
                "" | "." => {}
                ".." => {
                    if !path.is_empty() {
                        visit(&path)?;
                    }
                    path.truncate(path.rfind('/').unwrap_or(0));
                }
                _ if name.len() > MAX_NAME_BYTES => return Err(Fault::NameTooLong),
                _ => {
                    path.push('/');
                    path.push_str(name);
                }
            }
        }
        if path.is_empty() {
            path.push('/');
        }
        Ok(Path { text: path, folder_wanted: matches!(last, "" | "." | "..") })
    }
}

/// The part of a path below another: without a slash before it, and empty if they
/// are the same. `None` if it is not below.
pub(crate) fn below<'a>(path: &'a str, folder: &str) -> Option<&'a str> {
    let rest = path.strip_prefix(folder.trim_end_matches('/'))?;
    match rest.strip_prefix('/') {
        Some(rest) => Some(rest),
        None => rest.is_empty().then_some(rest),
    }
}

/// The path of what has this name in a folder, or of the folder itself.
pub(crate) fn join(folder: &str, name: &str) -> String {
    if name.is_empty() {
        return folder.to_owned();
    }
    format!("{}/{name}", folder.trim_end_matches('/'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Result<(String, bool), Fault> {
        Path::parse(text, |_| Ok(())).map(|path| (path.text, path.folder_wanted))
    }

    #[test]
    fn paths_are_read_as_they_are_meant() {
        for (text, path, folder_wanted) in [
            ("/", "/", true),
            ("//", "/", true),
            (".", "/", true),
            ("..", "/", true),
            ("/../..", "/", true),
            ("a", "/a", false),
            ("/a", "/a", false),
            ("/a/", "/a", true),
            ("/a/.", "/a", true),
            ("/a//b/./c", "/a/b/c", false),
            ("/a/../b", "/b", false),
            ("/a/b/..", "/a", true),
            ("/a/../../b", "/b", false),
            ("/...", "/...", false),
            ("/a\\..\\b", "/a\\..\\b", false),
        ] {
            assert_eq!(parse(text), Ok((path.to_owned(), folder_wanted)), "{text}");
        }
        let long = format!("/{}", "x".repeat(MAX_NAME_BYTES));
        assert_eq!(parse(&long), Ok((long.clone(), false)));
        assert_eq!(parse(&format!("{long}x")), Err(Fault::NameTooLong));
        assert_eq!(parse(&"/x".repeat(MAX_PATH_BYTES / 2 + 1)), Err(Fault::NameTooLong));
        assert_eq!(parse(""), Err(Fault::NotFound));
        assert_eq!(parse("/a\0b"), Err(Fault::Invalid));
    }

    #[test]
    fn what_two_dots_follow_is_looked_at() {
        let mut seen = Vec::new();
        let path = Path::parse("/a/b/../../c/..", |path| {
            seen.push(path.to_owned());
            Ok(())
        });
        assert_eq!(path.unwrap().as_str(), "/");
        assert_eq!(seen, ["/a/b", "/a", "/c"]);
        assert_eq!(Path::parse("/a/..", |_| Err(Fault::NotFound)), Err(Fault::NotFound));
    }

    #[test]
    fn a_name_that_begins_alike_is_not_below() {
        assert_eq!(below("/data", "/data"), Some(""));
        assert_eq!(below("/data/x/y", "/data"), Some("x/y"));
        assert_eq!(below("/database", "/data"), None);
        assert_eq!(below("/dat", "/data"), None);
        assert_eq!(below("/data", "/"), Some("data"));
        assert_eq!(below("/", "/"), Some(""));
        assert_eq!(join("/", "a"), "/a");
        assert_eq!(join("/a", "b"), "/a/b");
    }
}
