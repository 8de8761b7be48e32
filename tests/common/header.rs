//! Reads `port/host.h` as a document: what it declares, in its order, with the
//! comments. The header keeps to a form, and this refuses what is not in it.

use std::iter::Peekable;

/// What the header declares.
#[derive(Debug, Default)]
pub struct Header {
    /// Names and values of plain `#define`s; values that are texts without quotes.
    pub defines: Vec<Define>,
    pub enums: Vec<Enum>,
    pub structs: Vec<Struct>,
    pub functions: Vec<Function>,
}

#[derive(Debug)]
pub struct Define {
    pub name: String,
    pub value: String,
    pub comment: String,
}

#[derive(Debug)]
pub struct Enum {
    pub name: String,
    pub comment: String,
    pub items: Vec<Item>,
}

#[derive(Debug)]
pub struct Item {
    pub name: String,
    pub value: i64,
    pub comment: String,
}

#[derive(Debug)]
pub struct Struct {
    pub name: String,
    pub comment: String,
    pub fields: Vec<Field>,
}

#[derive(Debug)]
pub struct Field {
    pub name: String,
    pub ty: String,
    /// In bytes, from the start of the structure.
    pub offset: usize,
    pub comment: String,
}

#[derive(Debug)]
pub struct Function {
    /// `HOST`, `GUEST` and so on.
    pub side: String,
    /// As the module imports or exports it.
    pub name: String,
    pub result: Option<String>,
    pub parameters: Vec<Parameter>,
    pub comment: String,
}

#[derive(Debug)]
pub struct Parameter {
    pub name: String,
    pub ty: String,
}

impl Header {
    pub fn read(text: &str) -> Header {
        let joined = text.replace("\\\n", " ");
        let mut lines = joined.lines().peekable();
        let mut header = Header::default();
        let mut comment = String::new();
        while let Some(line) = lines.next() {
            if let Some(text) = line.strip_prefix("//") {
                comment += &format!("{}\n", text.trim());
            } else if line.is_empty() {
                comment.clear(); // it stood for itself
            } else if line.starts_with("#ifdef") {
                skip_conditional(&mut lines);
            } else if let Some(define) = line.strip_prefix("#define ") {
                header.define(define, std::mem::take(&mut comment));
            } else if let Some(rest) = line.strip_prefix("enum ") {
                let name = rest.strip_suffix(" {").expect("an enum begins so").to_owned();
                let items = items(&mut lines);
                header.enums.push(Enum { name, comment: std::mem::take(&mut comment), items });
            } else if let Some(rest) = line.strip_prefix("struct ") {
                let name = rest.strip_suffix(" {").expect("a struct begins so").to_owned();
                let fields = fields(&mut lines);
                header.structs.push(Struct { name, comment: std::mem::take(&mut comment), fields });
            } else if let Some((side, name)) = macro_call(line) {
                let declaration = until(&mut lines, ';');
                let function = function(side, name, &declaration, std::mem::take(&mut comment));
                header.functions.push(function);
            } else {
                let known = ["#ifndef MPH_HOST_H", "#include", "#endif // MPH_HOST_H"];
                assert!(known.iter().any(|known| line.starts_with(known)), "in host.h: {line}");
            }
        }
        header
    }

    pub fn text(&self, name: &str) -> &str {
        let found = self.defines.iter().find(|define| define.name == name);
        &found.unwrap_or_else(|| panic!("host.h does not define {name}")).value
    }

    fn define(&mut self, define: &str, comment: String) {
        let (name, value) = define.split_once(' ').unwrap_or((define, ""));
        if name != "MPH_HOST_H" {
            let words: Vec<&str> = value.split_whitespace().collect();
            let value = words.join(" ").replace("\" \"", "").replace('"', "");
            self.defines.push(Define { name: name.to_owned(), value, comment });
        }
    }
}

/// What is for one side only, or for tests.
fn skip_conditional<'a>(lines: &mut impl Iterator<Item = &'a str>) {
    for line in lines {
        assert!(!line.starts_with("#if"), "conditions in conditions are not read here");
        if line.starts_with("#endif") {
            return;
        }
    }
}

/// `MPH_HOST(print)`.
fn macro_call(line: &str) -> Option<(&str, &str)> {
    line.strip_prefix("MPH_")?.strip_suffix(')')?.split_once('(')
}

fn until<'a>(lines: &mut impl Iterator<Item = &'a str>, end: char) -> String {
    let mut text = String::new();
    for line in lines {
        text += line.trim();
        text.push(' ');
        if line.ends_with(end) {
            break;
        }
    }
    text
}

/// The lines up to `};`, each with the comment that goes on below it, or stands
/// above it.
fn entries<'a>(lines: &mut Peekable<impl Iterator<Item = &'a str>>) -> Vec<(String, String)> {
    let mut entries: Vec<(String, String)> = Vec::new();
    while let Some(line) = lines.next_if(|line| !line.starts_with("};")) {
        let line = line.trim();
        let (code, comment) = match line.split_once("//") {
            Some((code, comment)) => (code.trim(), comment.trim()),
            None => (line, ""),
        };
        if code.is_empty() {
            let (_, last) = entries.last_mut().expect("a comment follows what it is about");
            *last += &format!(" {comment}");
        } else {
            entries.push((code.to_owned(), comment.to_owned()));
        }
    }
    lines.next();
    entries
}

fn items<'a>(lines: &mut Peekable<impl Iterator<Item = &'a str>>) -> Vec<Item> {
    entries(lines)
        .into_iter()
        .map(|(code, comment)| {
            let (name, value) = code.trim_end_matches(',').split_once(" = ").expect("NAME = value");
            Item { name: name.to_owned(), value: value.parse().expect("a number"), comment }
        })
        .collect()
}

fn fields<'a>(lines: &mut Peekable<impl Iterator<Item = &'a str>>) -> Vec<Field> {
    let mut offset = 0;
    let mut fields = Vec::new();
    for (code, comment) in entries(lines) {
        let (ty, name) = code.trim_end_matches(';').rsplit_once(' ').expect("type name;");
        let count = name.split_once('[').map_or(1, |(_, count)| {
            count.trim_end_matches(']').parse().expect("a number of elements")
        });
        fields.push(Field { name: name.to_owned(), ty: c_type(ty), offset, comment });
        assert_eq!(wasm_type(ty), "i32", "the offset of what follows is not known");
        offset += 4 * count;
    }
    fields
}

fn function(side: &str, name: &str, declaration: &str, comment: String) -> Function {
    let (head, rest) = declaration.split_once(&format!("_{name}(")).expect("its name is in it");
    let result = head.rsplit_once(' ').expect("a result and a name").0;
    let parameters = rest.trim().strip_suffix(");").expect("it ends so");
    let parameters = parameters
        .split(", ")
        .filter(|parameter| *parameter != "void")
        .map(|parameter| {
            let (ty, name) = parameter.rsplit_once(' ').expect("a type and a name");
            Parameter { name: name.to_owned(), ty: ty.to_owned() }
        })
        .collect();
    Function {
        side: side.to_owned(),
        name: name.to_owned(),
        result: (result != "void").then(|| result.to_owned()),
        parameters,
        comment,
    }
}

/// As C writes it.
pub fn c_type(ty: &str) -> String {
    match ty.strip_prefix("MPH_PTR(").and_then(|ty| ty.strip_suffix(')')) {
        Some(pointed) => format!("{pointed} *"),
        None => ty.to_owned(),
    }
}

/// As WebAssembly has it.
pub fn wasm_type(ty: &str) -> &'static str {
    match ty {
        "uint64_t" | "int64_t" => "i64",
        "uint32_t" | "int32_t" => "i32",
        _ if ty.starts_with("MPH_PTR(") => "i32",
        _ => panic!("{ty} does not cross the border"),
    }
}
