//! Reads tables of TOML field by field, and finds all that is wrong with them.

use super::faults::Faults;
use crate::units;
use std::ops::Range;
use std::time::Duration;
use toml::de::{DeTable, DeValue};
use toml::{Spanned, value::Datetime};

/// A value, with its place in the text.
pub(super) struct Value<'a> {
    pub at: Range<usize>,
    value: DeValue<'a>,
}

impl Value<'_> {
    /// It, as a text.
    pub(super) fn text(&self) -> Result<String, String> {
        text(&self.value)
    }
}

/// A table whose fields are taken one by one. What is left is unknown.
pub(super) struct Table<'a> {
    /// As messages name it: `[limits]`.
    name: String,
    pub at: Range<usize>,
    entries: Vec<(Spanned<std::borrow::Cow<'a, str>>, Spanned<DeValue<'a>>)>,
    known: Vec<&'static str>,
}

/// The table that a text is; as much of it as can be read.
pub(super) fn document<'a>(text: &'a str, faults: &mut Faults<'_>) -> Table<'a> {
    let (table, errors) = DeTable::parse_recoverable(text);
    for error in errors {
        let at = error.span().unwrap_or(0..0);
        let message = error.message().lines().collect::<Vec<_>>().join(", ");
        faults.add(at, format!("not TOML: {message}"));
    }
    Table::new("the policy".to_owned(), table.span(), table.into_inner())
}

impl<'a> Table<'a> {
    fn new(name: String, at: Range<usize>, table: DeTable<'a>) -> Table<'a> {
        Table { name, at, entries: table.into_iter().collect(), known: Vec::new() }
    }

    /// Takes a field, if it is there.
    pub(super) fn take(&mut self, name: &'static str) -> Option<Value<'a>> {
        self.known.push(name);
        let place = self.entries.iter().position(|(key, _)| key.get_ref() == name)?;
        let (_, value) = self.entries.swap_remove(place);
        Some(Value { at: value.span(), value: value.into_inner() })
    }

    /// Takes a field and reads it; nothing where it is missing or wrong.
    pub(super) fn read<T>(
        &mut self,
        faults: &mut Faults<'_>,
        name: &'static str,
        read: impl FnOnce(&DeValue<'_>) -> Result<T, String>,
    ) -> Option<T> {
        let value = self.take(name)?;
        match read(&value.value) {
            Ok(read) => Some(read),
            Err(message) => {
                faults.add(value.at, format!("`{name}`: {message}"));
                None
            }
        }
    }

    /// Likewise, into a place that keeps what it has where the field is missing.
    pub(super) fn read_into<T>(
        &mut self,
        faults: &mut Faults<'_>,
        name: &'static str,
        place: &mut T,
        read: impl FnOnce(&DeValue<'_>) -> Result<T, String>,
    ) {
        if let Some(value) = self.read(faults, name, read) {
            *place = value;
        }
    }

    /// Takes a table; an empty one where it is missing or none.
    pub(super) fn table(&mut self, faults: &mut Faults<'_>, name: &'static str) -> Table<'a> {
        let taken = self.take(name);
        self.subtable(faults, format!("[{name}]"), taken)
    }

    pub(super) fn subtable(
        &self,
        faults: &mut Faults<'_>,
        name: String,
        value: Option<Value<'a>>,
    ) -> Table<'a> {
        match value {
            Some(Value { at, value: DeValue::Table(table) }) => Table::new(name, at, table),
            Some(Value { at, value }) => {
                faults.add(at.clone(), format!("{name} is a table, not {}", kind(&value)));
                Table::new(name, at, DeTable::new())
            }
            None => Table::new(name, self.at.clone(), DeTable::new()),
        }
    }

    /// Takes an array of tables.
    pub(super) fn tables(&mut self, faults: &mut Faults<'_>, name: &'static str) -> Vec<Table<'a>> {
        let shown = format!("[[{name}]]");
        match self.take(name) {
            None => Vec::new(),
            Some(Value { value: DeValue::Array(array), .. }) => array
                .into_iter()
                .map(|item| {
                    let item = Value { at: item.span(), value: item.into_inner() };
                    self.subtable(faults, shown.clone(), Some(item))
                })
                .collect(),
            Some(Value { at, .. }) => {
                faults.add(at, format!("write {shown}, with two brackets: there may be several"));
                Vec::new()
            }
        }
    }

    /// All fields that are left, whatever they are called.
    pub(super) fn rest(&mut self) -> Vec<(String, Range<usize>, Value<'a>)> {
        std::mem::take(&mut self.entries)
            .into_iter()
            .map(|(key, value)| {
                let at = key.span();
                let value = Value { at: value.span(), value: value.into_inner() };
                (key.into_inner().into_owned(), at, value)
            })
            .collect()
    }

    /// Says what fields are left, which are none that anybody knows.
    pub(super) fn end(self, faults: &mut Faults<'_>) {
        for (key, _) in &self.entries {
            let name = key.get_ref().as_ref();
            let near = self.known.iter().min_by_key(|known| distance(known, name));
            let hint = match near {
                Some(known) if distance(known, name) <= 2 => format!("did you mean `{known}`?"),
                _ => format!("there are {}", self.known.join(", ")),
            };
            faults.add(key.span(), format!("{} has no field `{name}`; {hint}", self.name));
        }
    }
}

/// What a value is, in words.
fn kind(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "a text",
        DeValue::Integer(_) => "a number",
        DeValue::Float(_) => "a fraction",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(_) => "a time",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}

fn wanted<T>(what: &str, found: &DeValue<'_>) -> Result<T, String> {
    Err(format!("expected {what}, not {}", kind(found)))
}

fn whole(value: &DeValue<'_>) -> Option<Result<u64, String>> {
    let DeValue::Integer(number) = value else {
        return None;
    };
    let read = i128::from_str_radix(number.as_str(), number.radix()).ok();
    let read = read.and_then(|number| u64::try_from(number).ok());
    Some(read.ok_or_else(|| "a number that is too large, or less than 0".to_owned()))
}

/// A number of bytes: `"64MiB"`, or a plain number.
pub(super) fn size(value: &DeValue<'_>) -> Result<u64, String> {
    match (whole(value), value) {
        (Some(number), _) => number,
        (None, DeValue::String(text)) => units::parse_size(text),
        (None, other) => wanted("a size such as \"64MiB\"", other),
    }
}

/// Likewise, as the host counts its own memory.
pub(super) fn small_size(value: &DeValue<'_>) -> Result<usize, String> {
    usize::try_from(size(value)?).map_err(|_| "larger than any machine has".to_owned())
}

/// A count: a plain number, or `"1M"`.
pub(super) fn count(value: &DeValue<'_>) -> Result<u64, String> {
    match (whole(value), value) {
        (Some(number), _) => number,
        (None, DeValue::String(text)) => units::parse_count(text),
        (None, other) => wanted("a number", other),
    }
}

/// A count that fits a smaller type.
pub(super) fn small<T: TryFrom<u64>>(value: &DeValue<'_>) -> Result<T, String> {
    T::try_from(count(value)?).map_err(|_| "a number that is too large".to_owned())
}

/// A duration: `"10s"`.
pub(super) fn duration(value: &DeValue<'_>) -> Result<Duration, String> {
    match value {
        DeValue::String(text) => units::parse_duration(text),
        other => wanted("a duration such as \"10s\"", other),
    }
}

/// Something, or `"none"` for no limit.
pub(super) fn or_none<T>(
    read: impl FnOnce(&DeValue<'_>) -> Result<T, String>,
) -> impl FnOnce(&DeValue<'_>) -> Result<Option<T>, String> {
    move |value| match value {
        DeValue::String(text) if text == "none" => Ok(None),
        value => read(value).map(Some),
    }
}

pub(super) fn text(value: &DeValue<'_>) -> Result<String, String> {
    match value {
        DeValue::String(text) => Ok(text.to_string()),
        other => wanted("a text", other),
    }
}

/// A text, or a list of them.
pub(super) fn texts(value: &DeValue<'_>) -> Result<Vec<String>, String> {
    match value {
        DeValue::String(text) => Ok(vec![text.to_string()]),
        DeValue::Array(items) => items.iter().map(|item| text(item.get_ref())).collect(),
        other => wanted("a text or a list of texts", other),
    }
}

pub(super) fn time(value: &DeValue<'_>) -> Result<Datetime, String> {
    match value {
        DeValue::Datetime(time) => Ok(*time),
        other => wanted("a time such as 2026-01-31T12:00:00Z, without quotes", other),
    }
}

/// How many letters must be changed, added or left out to make the one the other.
fn distance(left: &str, right: &str) -> usize {
    let right: Vec<char> = right.chars().collect();
    let mut row: Vec<usize> = (0..=right.len()).collect();
    for (i, a) in left.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, b) in right.iter().enumerate() {
            let change = diagonal + usize::from(a != *b);
            diagonal = row[j + 1];
            row[j + 1] = change.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[right.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_names_are_near() {
        assert_eq!(distance("memory", "memory"), 0);
        assert_eq!(distance("memory", "memroy"), 2);
        assert_eq!(distance("steps", "step"), 1);
        assert_eq!(distance("", "abc"), 3);
        assert!(distance("wall_time", "fuel") > 2);
    }
}
