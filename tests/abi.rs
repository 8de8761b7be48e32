//! What is derived from `port/host.h` for people and for JavaScript is what the
//! header says: the generated parts of `docs/ABI.md`, and `examples/web/contract.js`.
//!
//! `MPSANDBOX_WRITE=1 cargo test --release --test abi` writes both anew.

#[path = "common/header.rs"]
mod header;

use header::{Function, Header, c_type, wasm_type};
use micropython_sandbox::artifact::{MANIFEST, WASM};
use micropython_sandbox_build::own_signal;
use serde_json::Value;
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use wasmparser::{ExternalKind, Parser, Payload, TypeRef};

const DOCUMENT: &str = "docs/ABI.md";
const SCRIPT: &str = "examples/web/contract.js";

/// Around each generated part of the document, with its name.
const BEGIN: &str = "<!-- generated from port/host.h: ";
const END: &str = "<!-- end -->";

fn header() -> Header {
    Header::read(&fs::read_to_string(path("port/host.h")).unwrap())
}

fn path(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

/// Compares a file with what it should hold, or writes that.
fn assert_current(name: &str, wanted: &str) {
    if std::env::var_os("MPSANDBOX_WRITE").is_some_and(|value| value == "1") {
        fs::write(path(name), wanted).unwrap();
    }
    let found = fs::read_to_string(path(name)).unwrap();
    let differs =
        (1..).zip(found.lines().zip(wanted.lines())).find(|(_, (left, right))| left != right);
    assert!(
        found == wanted,
        "{name} is not what port/host.h says; the first difference: {differs:?}. Write it anew \
         with MPSANDBOX_WRITE=1 cargo test --release --test abi"
    );
}

#[test]
fn the_document_is_what_the_header_says() {
    let header = header();
    let text = fs::read_to_string(path(DOCUMENT)).unwrap();
    let mut wanted = String::new();
    let mut parts = Vec::new();
    let mut rest = text.as_str();
    while let Some((before, after)) = rest.split_once(BEGIN) {
        let (name, after) = after.split_once(" -->").expect("the mark of a part ends");
        let (_, after) = after.split_once(END).expect("a part ends");
        let generated = match name {
            "version" => version(&header),
            "imports" => functions(&header, &["HOST", "ADDED"]),
            "wasi" => wasi(&header),
            "exports" => functions(&header, &["GUEST"]),
            "structures" => structures(&header),
            "numbers" => enums(&header),
            _ => panic!("{DOCUMENT}: nothing generates the part {name}"),
        };
        let _ = write!(wanted, "{before}{BEGIN}{name} -->\n{generated}{END}");
        parts.push(name);
        rest = after;
    }
    wanted += rest;
    assert_eq!(parts, ["version", "imports", "wasi", "exports", "structures", "numbers"]);
    assert_current(DOCUMENT, &wanted);
}

fn version(header: &Header) -> String {
    format!("\nThis is version **{}**.\n\n", header.text("MPH_ABI_VERSION"))
}

fn functions(header: &Header, sides: &[&str]) -> String {
    let mut text = String::new();
    for function in header.functions.iter().filter(|it| sides.contains(&it.side.as_str())) {
        let _ = write!(
            text,
            "\n### `{}`\n\n```c\n{}\n```\n\n`{}`\n\n{}\n",
            function.name,
            c_signature(function),
            wasm_signature(function),
            paragraph(&function.comment)
        );
    }
    text
}

fn c_signature(function: &Function) -> String {
    let parameters: Vec<String> = function
        .parameters
        .iter()
        .map(|parameter| declared(&c_type(&parameter.ty), &parameter.name))
        .collect();
    let parameters = if parameters.is_empty() { "void".to_owned() } else { parameters.join(", ") };
    let result = function.result.as_deref().map_or("void".to_owned(), c_type);
    format!("{}({parameters});", declared(&result, &function.name))
}

/// A type and a name, as C writes them.
fn declared(ty: &str, name: &str) -> String {
    if ty.ends_with('*') { format!("{ty}{name}") } else { format!("{ty} {name}") }
}

fn wasm_signature(function: &Function) -> String {
    let mut text = "(func".to_owned();
    let parameters: Vec<&str> =
        function.parameters.iter().map(|parameter| wasm_type(&parameter.ty)).collect();
    if !parameters.is_empty() {
        let _ = write!(text, " (param {})", parameters.join(" "));
    }
    if let Some(result) = &function.result {
        let _ = write!(text, " (result {})", wasm_type(result));
    }
    text + ")"
}

/// The lines of a comment, with what is a name in C or Python in the document's type.
fn paragraph(comment: &str) -> String {
    let is_word = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let is_name = |name: &str| {
        ["MPH_", "mph_", "__"].iter().any(|start| name.starts_with(start)) || name == "UINT64_MAX"
    };
    let words = comment.trim_end().split_inclusive([' ', '\n']).map(|word| {
        let name = word.trim_matches(|c: char| !is_word(c));
        if is_name(name) && !word.contains('`') {
            word.replacen(name, &format!("`{name}`"), 1)
        } else {
            word.to_owned()
        }
    });
    words.collect()
}

/// One line of a table.
fn cell(comment: &str) -> String {
    paragraph(&comment.split_whitespace().collect::<Vec<_>>().join(" ")).replace('|', "\\|")
}

fn wasi(header: &Header) -> String {
    let types = function_types();
    let mut text = "\n| Import | Type |\n|---|---|\n".to_owned();
    for name in header.text("MPH_WASI_IMPORTS").split_whitespace() {
        let known = types.iter().find(|(module, import, _)| {
            (module.as_str(), import.as_str()) == (header.text("MPH_WASI_MODULE"), name)
        });
        // A call that the header allows and the interpreter does not make.
        let ty = known.map_or("not imported", |(_, _, ty)| ty);
        let _ = writeln!(text, "| `{name}` | `{ty}` |");
    }
    text + "\n"
}

fn structures(header: &Header) -> String {
    let mut text = String::new();
    for structure in &header.structs {
        let _ = write!(
            text,
            "\n### `{}`\n\n{}\n\n| Offset | Field | Type | |\n|---:|---|---|---|\n",
            structure.name,
            paragraph(&structure.comment)
        );
        for field in &structure.fields {
            let _ = writeln!(
                text,
                "| {} | `{}` | `{}` | {} |",
                field.offset,
                field.name,
                field.ty,
                cell(&field.comment)
            );
        }
    }
    text + "\n"
}

fn enums(header: &Header) -> String {
    let mut text = String::new();
    for numbers in &header.enums {
        let _ = write!(
            text,
            "\n### `{}`\n\n{}\n\n| Number | Name | |\n|---:|---|---|\n",
            numbers.name,
            paragraph(&numbers.comment)
        );
        for item in &numbers.items {
            let _ =
                writeln!(text, "| {} | `{}` | {} |", item.value, item.name, cell(&item.comment));
        }
    }
    for define in &header.defines {
        let documented = ["MPH_MAX_PARAMETERS"];
        if documented.contains(&define.name.as_str()) {
            let comment = cell(&define.comment);
            let _ = write!(text, "\n`{}` is {}. {comment}\n", define.name, define.value);
        }
    }
    text + "\n"
}

#[test]
fn the_constants_of_javascript_are_those_of_the_header() {
    let header = header();
    let mut script =
        "// The numbers and names of port/host.h, generated by tests/abi.rs. Do not edit.\n"
            .to_owned();
    for define in &header.defines {
        let name = define.name.trim_start_matches("MPH_");
        let value = match define.value.parse::<i64>() {
            Ok(number) => number.to_string(),
            Err(_)
                if ["IMPORT_MODULE", "WASI_MODULE", "SIGNAL_MEMORY", "STEPS_GLOBAL"]
                    .contains(&name) =>
            {
                format!("\"{}\"", define.value)
            }
            Err(_) => continue, // for the build, or for C
        };
        let _ = write!(script, "\nexport const {name} = {value};");
    }
    script.push('\n');
    for numbers in &header.enums {
        let prefix = format!("{}_", numbers.name.to_uppercase());
        let items = numbers.items.iter().map(|item| {
            let name = item.name.strip_prefix(&prefix).or(item.name.strip_prefix("MPH_"));
            (name.unwrap_or(&item.name), item.value)
        });
        object(&mut script, &prefix, items);
    }
    for structure in &header.structs {
        let fields = structure.fields.iter().map(|field| {
            let name = field.name.split('[').next().unwrap_or_default();
            (name, field.offset as i64)
        });
        script += "\n// Offsets in bytes.";
        object(&mut script, &structure.name.to_uppercase(), fields);
    }
    assert_current(SCRIPT, &script);
}

fn object<'a>(script: &mut String, name: &str, items: impl Iterator<Item = (&'a str, i64)>) {
    let name = name.trim_start_matches("MPH_").trim_end_matches('_');
    let _ = write!(script, "\nexport const {name} = Object.freeze({{\n");
    for (name, value) in items {
        let _ = writeln!(script, "  {name}: {value},");
    }
    script.push_str("});\n");
}

/// What the header says to people is what bindgen has made of it for the build.
#[test]
fn the_document_and_the_module_name_the_same_border() {
    let header = header();
    let manifest: Value = serde_json::from_str(MANIFEST).unwrap();
    let contract = &manifest["contract"];
    assert_eq!(contract["abi_version"].to_string(), header.text("MPH_ABI_VERSION"));
    for (key, side) in [
        ("imports", "HOST"),
        ("added_imports", "ADDED"),
        ("exports", "GUEST"),
        ("startup_exports", "STARTUP"),
    ] {
        let declared: BTreeSet<String> = contract[key]
            .as_array()
            .unwrap()
            .iter()
            .map(|function| {
                let types = |key: &str| {
                    let types = function[key].as_array().unwrap();
                    types.iter().map(|ty| ty.as_str().unwrap().to_owned()).collect::<Vec<_>>()
                };
                let name = function["name"].as_str().unwrap().trim_start_matches("startup_");
                format!("{name}{:?}{:?}", types("params"), types("results"))
            })
            .collect();
        let read: BTreeSet<String> = header
            .functions
            .iter()
            .filter(|function| function.side == side)
            .map(|function| {
                let params: Vec<_> =
                    function.parameters.iter().map(|each| wasm_type(&each.ty)).collect();
                let results: Vec<_> = function.result.iter().map(|ty| wasm_type(ty)).collect();
                format!("{}{params:?}{results:?}", function.name)
            })
            .collect();
        assert_eq!(declared, read, "{key}");
        assert!(!read.is_empty(), "{key}");
    }
    // And the module has nothing else.
    let host = header.text("MPH_IMPORT_MODULE");
    let mut allowed: BTreeSet<(String, String)> = header
        .functions
        .iter()
        .filter(|function| ["HOST", "ADDED"].contains(&function.side.as_str()))
        .map(|function| (host.to_owned(), function.name.clone()))
        .collect();
    let signal = header.text("MPH_SIGNAL_MEMORY");
    assert_eq!(own_signal::IMPORT, (host, signal), "what a compiled module has as its own");
    allowed.insert((host.to_owned(), signal.to_owned()));
    let wasi = header.text("MPH_WASI_IMPORTS").split_whitespace();
    allowed.extend(wasi.map(|name| (header.text("MPH_WASI_MODULE").to_owned(), name.to_owned())));
    for (module, name) in imports() {
        assert!(allowed.contains(&(module.clone(), name.clone())), "{module}.{name}");
    }
    let mut exports: BTreeSet<String> = header
        .functions
        .iter()
        .filter(|function| function.side == "GUEST")
        .map(|function| function.name.clone())
        .collect();
    exports.insert("memory".to_owned());
    assert_eq!(self::exports(), exports);
}

fn imports() -> Vec<(String, String)> {
    let mut found = Vec::new();
    for payload in Parser::new(0).parse_all(WASM) {
        if let Payload::ImportSection(section) = payload.unwrap() {
            for import in section.into_imports() {
                let import = import.unwrap();
                found.push((import.module.to_owned(), import.name.to_owned()));
            }
        }
    }
    found
}

fn exports() -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for payload in Parser::new(0).parse_all(WASM) {
        if let Payload::ExportSection(section) = payload.unwrap() {
            for export in section {
                let export = export.unwrap();
                assert!([ExternalKind::Func, ExternalKind::Memory].contains(&export.kind));
                found.insert(export.name.to_owned());
            }
        }
    }
    found
}

/// Module, name and type of each function that the module imports.
fn function_types() -> Vec<(String, String, String)> {
    let mut types = Vec::new();
    let mut found = Vec::new();
    for payload in Parser::new(0).parse_all(WASM) {
        match payload.unwrap() {
            Payload::TypeSection(section) => {
                for ty in section.into_iter_err_on_gc_types() {
                    types.push(ty.unwrap());
                }
            }
            Payload::ImportSection(section) => {
                for import in section.into_imports() {
                    let import = import.unwrap();
                    let TypeRef::Func(index) = import.ty else { continue };
                    let ty = &types[index as usize];
                    let list = |kind: &str, types: &[wasmparser::ValType]| {
                        let types: Vec<_> = types.iter().map(ToString::to_string).collect();
                        let types = types.join(" ");
                        if types.is_empty() { types } else { format!(" ({kind} {types})") }
                    };
                    let (params, results) =
                        (list("param", ty.params()), list("result", ty.results()));
                    found.push((
                        import.module.to_owned(),
                        import.name.to_owned(),
                        format!("(func{params}{results})"),
                    ));
                }
            }
            _ => {}
        }
    }
    found
}
