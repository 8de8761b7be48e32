//! Functions that are known by what the interpreter was told of them, and cannot
//! be called: what a recording has.

use super::callable::{Body, Refused, Signature};
use super::registry::{Registry, check_path};
use super::{HostError, Kind};
use crate::contract::{
    MPH_ENTRY_CONSTANT, MPH_ENTRY_EXCEPTION, MPH_ENTRY_FUNCTION, MPH_ENTRY_MODULE,
    MPH_MAX_PARAMETERS,
};
use crate::value::Value;
use std::collections::HashSet;
use std::sync::Arc;

impl Registry {
    /// Those of a table that may come from anywhere. Whoever calls one gets an
    /// exception.
    ///
    /// # Errors
    ///
    /// What is wrong with the table, in words.
    pub(crate) fn standing_in(table: Vec<u8>) -> Result<Registry, String> {
        if table.is_empty() {
            return Ok(Registry::default());
        }
        let Value::List(entries) = Value::decode(&table).map_err(|error| error.to_string())? else {
            return Err("they are no list".to_owned());
        };
        let body: Body = Arc::new(|_, _, _| {
            let text = "there is no function behind this: its sandbox can only replay";
            Err(Refused::Raise(HostError::message(text)))
        });
        let mut functions = Vec::new();
        let mut paths = HashSet::new();
        for (at, entry) in entries.iter().enumerate() {
            let entry = Entry::read(entry).ok_or_else(|| format!("entry {at} is none"))?;
            check_path(entry.path).map_err(|error| error.to_string())?;
            if !paths.insert(entry.path) {
                return Err(format!("`{}` is there twice", entry.path));
            }
            let Some(number) = entry.number else { continue };
            if usize::try_from(number) != Ok(functions.len()) {
                return Err(format!("`{}` has the number of another", entry.path));
            }
            let (path, parameters) = (entry.path.to_owned(), entry.parameters);
            let name = path.rsplit('.').next().unwrap_or_default().to_owned();
            let signature = Signature { path, name, parameters, defaults: Vec::new(), arity: 0 };
            functions.push((signature, Kind::Immediate(Arc::clone(&body))));
        }
        drop(paths);
        Ok(Registry::of(functions, table))
    }

    /// The first entry that another registry has not, or has another of in its
    /// place: both in words.
    pub(crate) fn difference(&self, other: &Registry) -> Option<(String, String)> {
        let [own, others] = [self, other].map(|registry| registry.table().unwrap_or_default());
        if own == others {
            return None;
        }
        let [own, others] = [own, others].map(|table| match Value::decode(table) {
            Ok(Value::List(entries)) => entries,
            _ => Vec::new(),
        });
        let same = own.iter().zip(&others).take_while(|(own, other)| own == other).count();
        let told = |entry: Option<&Value>| match entry {
            Some(entry) => told(entry),
            None => "nothing more".to_owned(),
        };
        Some((told(own.get(same)), told(others.get(same))))
    }
}

/// An entry of a table: see `enum mph_entry`.
struct Entry<'a> {
    path: &'a str,
    /// Of a function.
    number: Option<i64>,
    parameters: Option<Vec<String>>,
}

impl<'a> Entry<'a> {
    /// Nothing when it cannot be one.
    fn read(entry: &'a Value) -> Option<Entry<'a>> {
        let Value::Tuple(items) = entry else { return None };
        let [Value::Int(kind), Value::Str(path), rest @ ..] = &items[..] else { return None };
        let plain = Some(Entry { path, number: None, parameters: None });
        match (u32::try_from(*kind).ok()?, rest) {
            (MPH_ENTRY_MODULE, [doc]) if is_doc(doc) => plain,
            (MPH_ENTRY_CONSTANT, [_]) => plain,
            (MPH_ENTRY_EXCEPTION, [Value::Str(_), doc]) if is_doc(doc) => plain,
            (
                MPH_ENTRY_FUNCTION,
                [
                    Value::Int(number),
                    names,
                    Value::Int(count),
                    Value::Int(required),
                    signature,
                    doc,
                    Value::Bool(_),
                ],
            ) if is_doc(doc) && matches!(signature, Value::Str(_)) => {
                let within = |number: i64, most: i64| (0..=most).contains(&number);
                if !within(*count, MPH_MAX_PARAMETERS.into()) || !within(*required, *count) {
                    return None;
                }
                let parameters = match names {
                    Value::None => None,
                    Value::List(names) if names.len() as i64 == *count => {
                        let name = |name: &Value| match name {
                            Value::Str(name) => Some(name.clone()),
                            _ => None,
                        };
                        Some(names.iter().map(name).collect::<Option<Vec<_>>>()?)
                    }
                    _ => return None,
                };
                Some(Entry { path, number: Some(*number), parameters })
            }
            _ => None,
        }
    }
}

fn is_doc(value: &Value) -> bool {
    matches!(value, Value::None | Value::Str(_))
}

/// An entry in words: as `the function db.query(sql, limit=10)`.
fn told(entry: &Value) -> String {
    let Value::Tuple(items) = entry else { return "no entry".to_owned() };
    let [Value::Int(kind), Value::Str(path), rest @ ..] = &items[..] else {
        return "no entry".to_owned();
    };
    let text = match (u32::try_from(*kind), rest) {
        (Ok(MPH_ENTRY_MODULE), _) => format!("the module {path}"),
        (Ok(MPH_ENTRY_CONSTANT), [value]) => format!("the constant {path} = {value}"),
        (Ok(MPH_ENTRY_EXCEPTION), [base, ..]) => format!("the exception {path} of {base}"),
        (_, [.., Value::Str(signature), _, _]) => format!("the function {signature}"),
        _ => format!("the entry {path}"),
    };
    // Docs and constants may be long.
    match text.floor_char_boundary(300) {
        end if end < text.len() => format!("{}...", &text[..end]),
        _ => text,
    }
}
