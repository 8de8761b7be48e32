//! What of other people's is inside every module, under which licence, and the
//! section with the texts of these licences. LICENSES/README.md has the same
//! list for people.

/// The custom section with the texts of the licences of what is inside.
pub const LICENSES_SECTION: &str = "micropython_sandbox.licenses";

/// How the line before each ingredient's licence starts.
const HEADING: &str = "==== ";

/// Something that is compiled into the module.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ingredient {
    /// A short name that stays the same.
    pub id: &'static str,
    /// What it is called.
    pub name: &'static str,
    /// Its licence, as an SPDX expression; `None` if it is in the public domain.
    pub license: Option<&'static str>,
    /// The files with its notices, from the top of the project.
    pub texts: &'static [&'static str],
}

/// This project's own part.
pub const OWN: Ingredient = Ingredient {
    id: "micropython-sandbox",
    name: "micropython-sandbox",
    license: Some("Apache-2.0 OR MIT"),
    texts: &["LICENSE-MIT"],
};

/// MicroPython, which all the others but the last two come with.
pub const MICROPYTHON: Ingredient = Ingredient {
    id: "micropython",
    name: "MicroPython",
    license: Some("MIT"),
    texts: &["LICENSES/micropython.txt"],
};

/// The C library.
pub const WASI_LIBC: Ingredient = Ingredient {
    id: "wasi-libc",
    name: "wasi-libc, with parts of musl and cloudlibc",
    license: Some("CC0-1.0 AND MIT AND BSD-2-Clause AND BSD-3-Clause AND ISC"),
    // CC0 asks for no notice.
    texts: &["LICENSES/wasi-libc.txt"],
};

/// The compiler's support library.
pub const BUILTINS: Ingredient = Ingredient {
    id: "compiler-rt",
    name: "compiler-rt's builtins",
    // The exception waives the notice in compiled code.
    license: Some("Apache-2.0 WITH LLVM-exception"),
    texts: &[],
};

/// All of them.
pub const INGREDIENTS: [Ingredient; 6] = [
    OWN,
    MICROPYTHON,
    Ingredient {
        id: "uzlib",
        name: "uzlib",
        license: Some("Zlib AND MIT"),
        texts: &["LICENSES/uzlib.txt"],
    },
    Ingredient {
        id: "crypto-algorithms",
        name: "SHA-256 by Brad Conte",
        license: None,
        texts: &[],
    },
    WASI_LIBC,
    BUILTINS,
];

/// The content of the section, from what reads a file by its path from the top
/// of the project.
///
/// # Errors
///
/// When a file cannot be read.
pub fn licenses<E>(mut read: impl FnMut(&str) -> Result<String, E>) -> Result<String, E> {
    let mut section = "The licences of what is inside this module.\n".to_owned();
    for ingredient in INGREDIENTS {
        let license = ingredient.license.unwrap_or("public domain");
        section += &format!("\n{HEADING}{} ({license})\n", ingredient.name);
        for text in ingredient.texts {
            section += &format!("\n{}\n", read(text)?.replace('\r', "").trim_end());
        }
    }
    Ok(section)
}

/// What is missing in such a section: an ingredient, or its notice.
pub fn lacking(section: &str) -> Vec<&'static str> {
    INGREDIENTS
        .into_iter()
        .filter(|ingredient| {
            let notice = section
                .split(&format!("\n{HEADING}"))
                .skip(1)
                .filter_map(|part| part.split_once('\n'))
                .find(|(heading, _)| heading.starts_with(&format!("{} (", ingredient.name)));
            let is_there = notice.is_some_and(|(_, notice)| {
                ingredient.texts.is_empty() || !notice.trim().is_empty()
            });
            !is_there
        })
        .map(|ingredient| ingredient.name)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_notice_is_needed() {
        let section = licenses(|path| Ok::<_, ()>(format!("text of {path}\r\nand more\n\n")));
        let section = section.unwrap();
        assert_eq!(lacking(&section), [""; 0]);
        assert!(section.contains("\n==== uzlib (Zlib AND MIT)\n\ntext of LICENSES/uzlib.txt\nand"));
        let without = section.replace("text of LICENSES/uzlib.txt\nand more", "");
        assert_eq!(lacking(&without), ["uzlib"]);
        let without = section.replace("==== compiler-rt", "==== another");
        assert_eq!(lacking(&without), ["compiler-rt's builtins"]);
        assert_eq!(lacking("").len(), INGREDIENTS.len());
        assert_eq!(licenses(|path| Err::<String, _>(path.to_owned())), Err("LICENSE-MIT".into()));
    }
}
