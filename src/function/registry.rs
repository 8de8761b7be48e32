//! All that the caller has registered: checked, numbered, and written down for
//! the interpreter.

use super::callable::{Arguments, Refused, Signature};
use super::later::Later;
use super::{Context, Function, HostError, Item, Kind};
use crate::contract::{
    MPH_ENTRY_CONSTANT, MPH_ENTRY_EXCEPTION, MPH_ENTRY_FUNCTION, MPH_ENTRY_MODULE,
    MPH_MAX_PARAMETERS,
};
use crate::error::Error;
use crate::value::{Reader, Value, Writer};
use std::any::Any;
use std::collections::HashSet;
use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// The words that Python keeps for itself.
const KEYWORDS: &[&str] = &[
    "False", "None", "True", "and", "as", "assert", "async", "await", "break", "class", "continue",
    "def", "del", "elif", "else", "except", "finally", "for", "from", "global", "if", "import",
    "in", "is", "lambda", "nonlocal", "not", "or", "pass", "raise", "return", "try", "while",
    "with", "yield",
];

/// What programs of one sandbox can call.
#[derive(Default)]
pub(crate) struct Registry {
    functions: Vec<(Signature, Kind)>,
    /// What the interpreter is told; empty when there is nothing.
    table: Vec<u8>,
}

impl fmt::Debug for Registry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Registry").field("functions", &self.functions.len()).finish()
    }
}

/// What a call came to. What it has written is the reply.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Called {
    /// It gave a value.
    Value,
    /// It raised an exception.
    Raised,
    /// It panicked.
    Panicked,
    /// The guest called what there is not, or sent what are no arguments.
    Malformed,
}

/// A call that was made.
pub(crate) enum Response {
    /// It is over.
    Now(Called),
    /// Its reply is yet to come.
    Later(Later),
}

impl Registry {
    /// Checks everything that does not take an interpreter to be checked.
    pub(crate) fn new(items: &[Item]) -> Result<Registry, Error> {
        let mut registry = Registry::default();
        let mut seen = HashSet::new();
        let mut modules = HashSet::new();
        let mut entries = Vec::new();
        for item in items {
            let path = item.path();
            check_path(path)?;
            if !seen.insert(path) {
                return Err(twice(path));
            }
            add_parents(path, items, &mut modules, &mut entries);
            entries.push(match item {
                // It may have been put in already, before something in it.
                Item::Module(path, _) if !modules.insert(path) => continue,
                Item::Module(path, doc) => module(path, doc.as_deref()),
                Item::Constant(path, value) => Value::Tuple(vec![
                    MPH_ENTRY_CONSTANT.into(),
                    path.as_str().into(),
                    value.clone(),
                ]),
                Item::Exception(path, base) => Value::Tuple(vec![
                    MPH_ENTRY_EXCEPTION.into(),
                    path.as_str().into(),
                    base.as_str().into(),
                    Value::None,
                ]),
                Item::Function(function) => registry.add(function)?,
            });
        }
        let no_module = |item: &&Item| !matches!(item, Item::Module(..));
        if let Some(item) =
            items.iter().filter(no_module).find(|item| modules.contains(item.path()))
        {
            return Err(twice(item.path()));
        }
        if !entries.is_empty() {
            let table = Value::List(entries).encode();
            registry.table = table.map_err(|error| Error::Config(format!("functions: {error}")))?;
        }
        Ok(registry)
    }

    /// One of these functions, of which the interpreter is told so.
    pub(super) fn of(functions: Vec<(Signature, Kind)>, table: Vec<u8>) -> Registry {
        Registry { functions, table }
    }

    /// What the interpreter is to be told, if anything.
    pub(crate) fn table(&self) -> Option<&[u8]> {
        (!self.table.is_empty()).then_some(&self.table)
    }

    /// The name by which programs know a function; nothing when there is none of
    /// that number.
    pub(crate) fn path(&self, number: u32) -> Option<&str> {
        let (signature, _) = self.functions.get(number as usize)?;
        Some(&signature.path)
    }

    /// The names of a function's parameters, if it has any.
    pub(crate) fn parameters(&self, number: u32) -> Option<&[String]> {
        self.functions.get(number as usize)?.0.parameters.as_deref()
    }

    fn add(&mut self, function: &Function) -> Result<Value, Error> {
        const { assert!(MPH_MAX_PARAMETERS == 8, "callable.rs has closures of up to eight") };
        let wrong = |what: &str| Error::Config(format!("the function {}: {what}", function.name));
        let names = function.parameters.as_deref();
        if let Some(names) = names {
            if names.len() != function.arity {
                return Err(wrong("it has another number of parameters than names for them"));
            }
            for (at, name) in names.iter().enumerate() {
                check_name(name)?;
                if names[..at].contains(name) {
                    return Err(wrong("two of its parameters have the same name"));
                }
            }
        }
        let mut defaults = vec![None; function.arity];
        for (name, value) in &function.defaults {
            let at = names.and_then(|names| names.iter().position(|known| known == name));
            let Some(at) = at else {
                return Err(wrong(&format!("a default for `{name}`, which is no parameter")));
            };
            defaults[at] = Some(value);
        }
        let required = defaults.iter().take_while(|value| value.is_none()).count();
        if defaults[required..].contains(&None) {
            return Err(wrong("a parameter without default after one with a default"));
        }
        let name = function.name.rsplit('.').next().unwrap_or_default().to_owned();
        let mut shown = signature(&function.name, function.arity, names, &defaults);
        if function.awaited {
            shown.insert_str(0, "async ");
        }
        let encoded = defaults[required..].iter().flatten().map(|value| value.encode());
        let encoded: Result<Vec<_>, _> = encoded.collect();
        let number = self.functions.len();
        let names = names.map(|names| names.to_vec());
        let entry = Value::Tuple(vec![
            MPH_ENTRY_FUNCTION.into(),
            function.name.as_str().into(),
            number.into(),
            names.clone().into(),
            function.arity.into(),
            required.into(),
            shown.into(),
            function.doc.clone().into(),
            function.awaited.into(),
        ]);
        self.functions.push((
            Signature {
                path: function.name.clone(),
                name,
                parameters: names,
                defaults: encoded.map_err(|error| wrong(&error.to_string()))?,
                arity: function.arity,
            },
            function.kind.clone(),
        ));
        Ok(entry)
    }

    /// Calls a function with encoded arguments; the reply is in `writer` after.
    pub(crate) fn call(
        &self,
        number: u32,
        context: &Context,
        arguments: &[u8],
        writer: &mut Writer,
    ) -> Response {
        let Some((signature, kind)) = self.functions.get(number as usize) else {
            return Response::Now(Called::Malformed);
        };
        let Ok(mut reader) = Reader::new(arguments) else {
            return Response::Now(Called::Malformed);
        };
        let Ok(given) = reader.array_head() else {
            return Response::Now(Called::Malformed);
        };
        let mut arguments = Arguments { reader, given, taken: 0, function: signature };
        // What a panic leaves behind is the closure's own affair: it has to see
        // to that for its other callers on other threads already.
        let result = catch_unwind(AssertUnwindSafe(|| match kind {
            Kind::Immediate(body) => body(context, &mut arguments, writer).map(|()| None),
            Kind::Asynchronous(body) => body(context, &mut arguments).map(Some),
        }));
        match result {
            Ok(Ok(Some(pending))) => Response::Later(Later::new(pending)),
            Ok(result) => Response::Now(concluded(Ok(result.map(|_| ())), writer)),
            Err(panic) => Response::Now(concluded(Err(panic), writer)),
        }
    }
}

/// What a call has come to, or the panic that ended it. Writes down the
/// exception that it raised.
pub(super) fn concluded(
    result: Result<Result<(), Refused>, Box<dyn Any + Send>>,
    writer: &mut Writer,
) -> Called {
    match result {
        Ok(Ok(())) => Called::Value,
        Ok(Err(Refused::Malformed)) => Called::Malformed,
        Ok(Err(Refused::Raise(error))) => {
            raise(error, writer);
            Called::Raised
        }
        Err(panic) => {
            // Dropping what it was thrown with may panic once more.
            let _ = catch_unwind(AssertUnwindSafe(|| drop(panic))).map_err(std::mem::forget);
            Called::Panicked
        }
    }
}

/// Bytes kept of an exception's message.
const MAX_MESSAGE_BYTES: usize = 64 << 10;

fn raise(error: HostError, writer: &mut Writer) {
    let HostError { mut type_name, mut message } = error;
    type_name.truncate(type_name.floor_char_boundary(256));
    message.truncate(message.floor_char_boundary(MAX_MESSAGE_BYTES));
    writer.clear();
    let reply = Value::Tuple(vec![type_name.into(), message.into()]);
    if writer.value(&reply).is_err() {
        unreachable!("two short texts are below all limits");
    }
}

/// Puts in the modules before a path that nobody has described.
fn add_parents<'a>(
    path: &'a str,
    items: &[Item],
    modules: &mut HashSet<&'a str>,
    entries: &mut Vec<Value>,
) {
    for (at, _) in path.match_indices('.') {
        let parent = &path[..at];
        if !modules.insert(parent) {
            continue;
        }
        let doc = items.iter().find_map(|item| match item {
            Item::Module(found, doc) if found == parent => doc.as_deref(),
            _ => None,
        });
        entries.push(module(parent, doc));
    }
}

fn module(path: &str, doc: Option<&str>) -> Value {
    Value::Tuple(vec![MPH_ENTRY_MODULE.into(), path.into(), doc.into()])
}

fn twice(path: &str) -> Error {
    Error::Config(format!("`{path}` is registered twice"))
}

pub(super) fn check_path(path: &str) -> Result<(), Error> {
    path.split('.').try_for_each(check_name)
}

/// Names are those that programs can write.
pub(crate) fn check_name(name: &str) -> Result<(), Error> {
    let starts = name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_');
    let goes_on = name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    if starts && goes_on && name.len() <= 200 && !KEYWORDS.contains(&name) {
        return Ok(());
    }
    Err(Error::Config(format!("`{name}` is not a name that a program can use")))
}

/// As a definition would have it: `query(sql, limit=10)`.
fn signature(
    name: &str,
    arity: usize,
    names: Option<&[String]>,
    defaults: &[Option<&Value>],
) -> String {
    let parameters: Vec<String> = (0..arity)
        .map(|at| {
            let Some(names) = names else {
                return format!("arg{}", at + 1);
            };
            match defaults[at] {
                Some(value) => format!("{}={value}", names[at]),
                None => names[at].clone(),
            }
        })
        .collect();
    let only_by_position = if names.is_none() && arity > 0 { ", /" } else { "" };
    format!("{name}({}{only_by_position})", parameters.join(", "))
}
