//! Modules and what is in them, as text and as JSON.

use super::super::repl::visible;
use super::Content;
use super::inventory::{Entry, Inventory, Origin};
use super::reference::Reference;
use serde::Serialize;
use std::fmt::Write as _;

/// How wide lists of names are, in columns: for any terminal.
const WIDTH: usize = 80;

/// How many constants in capitals are shown among the names that are missing.
const MOST_CONSTANTS: usize = 12;

/// The modules, for people.
pub fn inventory(inventory: &Inventory, reference: &Reference) -> String {
    let public = || inventory.entries().iter().filter(|entry| entry.is_public());
    let is_granted = |entry: &&Entry| matches!(entry.origin, Origin::Granted(_));
    let widest = public().map(|entry| entry.name.chars().count()).max().unwrap_or(0);
    let mut text = format!("What programs can import, in MicroPython {}.\n", inventory.version);
    let groups: [(&str, Vec<&Entry>); 3] = [
        ("As in CPython:", public().filter(|it| it.is_cpythons && !is_granted(it)).collect()),
        ("Not in CPython:", public().filter(|it| !it.is_cpythons && !is_granted(it)).collect()),
        ("From files that are granted:", public().filter(is_granted).collect()),
    ];
    for (title, entries) in groups.into_iter().filter(|(_, entries)| !entries.is_empty()) {
        let _ = writeln!(text, "\n{title}");
        for entry in entries {
            let about = match &entry.origin {
                Origin::Granted(path) => path.clone(),
                _ => entry.about(),
            };
            let line = format!("  {:<widest$}  {about}", entry.name);
            let _ = writeln!(text, "{}", visible::text(line.trim_end()));
        }
    }
    let absent = reference.modules().filter(|name| !inventory.has(name)).count();
    let _ = writeln!(
        text,
        "\n'mpsandbox modules NAME' tells what is in one, and what it lacks of CPython's.\n\
         {absent} modules of CPython 3.11's are not there; with the name of one it says why."
    );
    text
}

/// What is in a module, for people.
pub fn content(name: &str, content: &Content, reference: &Reference) -> String {
    let mut text = String::new();
    match content.doc.trim() {
        "" => text.push_str(name),
        doc => {
            let _ = write!(text, "{name}: {doc}");
        }
    }
    text.push_str("\n\n");
    let Some(listed) = reference.names(name) else {
        text.push_str(match content.names.len() {
            0 => "CPython has no such module, and in this one there are no names.\n",
            _ => "CPython has no such module. In it:\n",
        });
        columns(&mut text, content.names.iter().map(|(name, _)| name.clone()));
        return visible::text(&text);
    };
    let (here, beyond): (Vec<_>, Vec<_>) =
        content.names.iter().map(|(name, _)| name).partition(|name| listed.contains_key(*name));
    let missing_names = content.missing.iter().filter(|name| listed.contains_key(*name)).count();
    let _ = match missing_names {
        0 => writeln!(text, "All {} names of CPython 3.11's:", here.len()),
        _ => writeln!(text, "{} of the {} names of CPython 3.11's:", here.len(), listed.len()),
    };
    columns(&mut text, here.into_iter().cloned());
    if !content.missing.is_empty() {
        text.push_str("\nMissing:\n");
        let (constants, names): (Vec<_>, Vec<_>) =
            content.missing.iter().partition(|name| is_capital(name));
        // Those of the system come in hundreds.
        let all = constants.len() <= MOST_CONSTANTS;
        columns(&mut text, content.missing.iter().filter(|it| all || !is_capital(it)).cloned());
        if !all {
            let and = if names.is_empty() { "" } else { "and " };
            let _ = writeln!(text, "  {and}{} constants; --json has them", constants.len());
        }
    }
    if !beyond.is_empty() {
        text.push_str("\nBeyond CPython's:\n");
        columns(&mut text, beyond.into_iter().cloned());
    }
    visible::text(&text)
}

fn is_capital(name: &str) -> bool {
    !name.chars().any(|c| c.is_lowercase() || c == '.')
}

/// Names in columns, going down; long ones do not make the others wide.
fn columns(text: &mut String, names: impl Iterator<Item = String>) {
    let names: Vec<String> = names.collect();
    let width = |names: &[String]| names.iter().map(|it| it.chars().count()).max().unwrap_or(0);
    let rows = (1..=names.len()).find(|rows| {
        let columns = names.chunks(*rows);
        columns.map(|column| width(column) + 2).sum::<usize>() <= WIDTH
    });
    let rows = rows.unwrap_or(names.len());
    for row in 0..rows {
        let mut line = String::new();
        for column in names.chunks(rows) {
            let name = column.get(row).map_or("", String::as_str);
            let _ = write!(line, "  {name:<width$}", width = width(column));
        }
        let _ = writeln!(text, "{}", line.trim_end());
    }
}

#[derive(Serialize)]
struct Module<'a> {
    name: &'a str,
    about: String,
    origin: &'static str,
    file: Option<&'a str>,
    in_cpython: bool,
}

#[derive(Serialize)]
struct Modules<'a> {
    micropython: &'a str,
    modules: Vec<Module<'a>>,
}

#[derive(Serialize)]
struct Name<'a> {
    name: &'a str,
    kind: &'a str,
    in_cpython: bool,
}

#[derive(Serialize)]
struct Missing<'a> {
    name: &'a str,
    signature: Option<&'a str>,
}

#[derive(Serialize)]
struct Described<'a> {
    #[serde(flatten)]
    module: Module<'a>,
    doc: &'a str,
    names: Vec<Name<'a>>,
    missing: Vec<Missing<'a>>,
}

fn module(entry: &Entry) -> Module<'_> {
    let (origin, file) = match &entry.origin {
        Origin::BuiltIn => ("built-in", None),
        Origin::Frozen => ("frozen", None),
        Origin::Granted(path) => ("granted", Some(&**path)),
    };
    Module { name: &entry.name, about: entry.about(), origin, file, in_cpython: entry.is_cpythons }
}

/// The modules, for programs.
pub fn inventory_as_json(inventory: &Inventory) -> String {
    let public = inventory.entries().iter().filter(|entry| entry.is_public());
    line(&Modules { micropython: &inventory.version, modules: public.map(module).collect() })
}

/// What is in a module, for programs.
pub fn content_as_json(
    name: &str,
    content: &Content,
    inventory: &Inventory,
    reference: &Reference,
) -> String {
    let listed = reference.names(name);
    let listed = |name: &str| listed.and_then(|listed| listed.get(name));
    // A module in a granted package is not in the inventory.
    let module = inventory.get(name).map(module).unwrap_or_else(|| Module {
        name,
        about: String::new(),
        origin: "granted",
        file: None,
        in_cpython: reference.names(name).is_some(),
    });
    let names = content.names.iter().map(|(name, kind)| Name {
        name,
        kind,
        in_cpython: listed(name).is_some(),
    });
    let missing = content
        .missing
        .iter()
        .map(|name| Missing { name, signature: listed(name).and_then(|it| it.signature()) });
    line(&Described {
        module,
        doc: &content.doc,
        names: names.collect(),
        missing: missing.collect(),
    })
}

fn line(object: &impl Serialize) -> String {
    // Only a map whose keys are no text could fail.
    let mut text = serde_json::to_string(object).unwrap_or_default();
    text.push('\n');
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_go_down_in_columns_that_fit() {
        let mut text = String::new();
        columns(&mut text, ["a", "bb", "c"].map(str::to_owned).into_iter());
        assert_eq!(text, "  a  bb  c\n");
        let mut text = String::new();
        columns(&mut text, (0..30).map(|number| format!("name_{number:02}")));
        assert!(text.starts_with("  name_00  name_04"), "{text}");
        assert!(text.lines().all(|line| line.len() <= WIDTH));
        let mut text = String::new();
        columns(&mut text, ["x".repeat(100), "y".to_owned()].into_iter());
        assert_eq!(text.lines().count(), 2);
    }
}
