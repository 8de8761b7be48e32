//! What the interpreter tells about the end of a run, piece by piece.

use crate::contract::{
    MPH_FIELD_ERROR_MESSAGE, MPH_FIELD_ERROR_TYPE, MPH_FIELD_ERROR_UNPRINTABLE, MPH_FIELD_OBJECT,
    MPH_FIELD_VALUE_REPR, MPH_FIELD_VALUE_TYPE, MPH_RELATION_CAUSE, MPH_RELATION_CONTEXT,
    MPH_RELATION_UNCAUGHT,
};
use crate::error::Raised;
use crate::outcome::FinalValue;
use crate::sink::incomplete_tail;
use crate::source::{Modules, Sources};
use crate::traceback::Trace;
use crate::value::Value;

/// Bytes kept of the name of a type.
const MAX_TYPE_NAME_BYTES: usize = 1 << 10;
/// Bytes kept of a repr, and of the message of the uncaught exception.
const MAX_TEXT_BYTES: usize = 1 << 20;
/// Bytes kept of the message of each exception that led to it.
const MAX_EARLIER_MESSAGE_BYTES: usize = 1 << 16;
/// Exceptions kept: the uncaught one, and what led to it.
const MAX_EXCEPTIONS: usize = 8;

/// What Python shows where `str()` of an exception raises.
const UNPRINTABLE: &str = "<exception str() failed>";

/// What was received so far.
#[derive(Default)]
pub(crate) struct Report {
    value_type: Field,
    value_repr: Field,
    object: Field,
    /// The uncaught exception, then what came before each.
    exceptions: Vec<Told>,
    /// Whether what is told is of an exception that is not kept.
    beyond: bool,
}

/// An exception as the interpreter tells of it.
#[derive(Default)]
struct Told {
    /// Whether it is the cause of the one before, rather than its context.
    is_cause: bool,
    type_name: Field,
    message: Field,
    unprintable: bool,
    trace: Trace,
}

#[derive(Default)]
struct Field {
    /// `None` where no piece has come.
    text: Option<Vec<u8>>,
    /// Whether some of it has been dropped, so that nothing may follow.
    full: bool,
}

impl Report {
    /// Adds a piece to a field, as far as there is room.
    ///
    /// Gives false when there is no such field.
    pub(crate) fn append(&mut self, field: u32, bytes: &[u8]) -> bool {
        let is_first = self.exceptions.len() <= 1;
        let (field, limit) = match field {
            MPH_FIELD_ERROR_TYPE | MPH_FIELD_ERROR_MESSAGE | MPH_FIELD_ERROR_UNPRINTABLE => {
                let Some(told) = self.exceptions.last_mut() else { return false };
                if self.beyond {
                    return true;
                }
                match field {
                    MPH_FIELD_ERROR_TYPE => (&mut told.type_name, MAX_TYPE_NAME_BYTES),
                    MPH_FIELD_ERROR_MESSAGE if is_first => (&mut told.message, MAX_TEXT_BYTES),
                    MPH_FIELD_ERROR_MESSAGE => (&mut told.message, MAX_EARLIER_MESSAGE_BYTES),
                    _ => {
                        told.unprintable = true;
                        return true;
                    }
                }
            }
            MPH_FIELD_VALUE_TYPE => (&mut self.value_type, MAX_TYPE_NAME_BYTES),
            MPH_FIELD_VALUE_REPR => (&mut self.value_repr, MAX_TEXT_BYTES),
            MPH_FIELD_OBJECT => (&mut self.object, Value::MAX_BYTES),
            _ => return false,
        };
        field.append(bytes, limit);
        true
    }

    /// Begins with an exception.
    ///
    /// Gives false when it cannot be one: there is no such relation, or none to
    /// relate to.
    pub(crate) fn exception(&mut self, relation: u32) -> bool {
        let is_cause = match relation {
            MPH_RELATION_UNCAUGHT => {
                self.exceptions.clear();
                self.beyond = false;
                false
            }
            MPH_RELATION_CAUSE | MPH_RELATION_CONTEXT if !self.exceptions.is_empty() => {
                relation == MPH_RELATION_CAUSE
            }
            _ => return false,
        };
        self.beyond = self.exceptions.len() == MAX_EXCEPTIONS;
        if !self.beyond {
            self.exceptions.push(Told { is_cause, ..Told::default() });
        }
        true
    }

    /// Adds a call to the traceback of the exception; false when there is none.
    pub(crate) fn frame(&mut self, file: &[u8], line: u32, function: &[u8]) -> bool {
        match self.exceptions.last_mut() {
            Some(_) if self.beyond => true,
            Some(told) => {
                told.trace.add(file, line, function);
                true
            }
            None => false,
        }
    }

    /// The value of the final expression, if there was one.
    pub(crate) fn take_value(&mut self) -> Option<FinalValue> {
        let type_name = std::mem::take(&mut self.value_type).text()?;
        let repr = std::mem::take(&mut self.value_repr).text()?;
        Some(FinalValue { type_name, repr, object: self.take_object() })
    }

    /// That value itself, if it could cross.
    pub(crate) fn take_object(&mut self) -> Option<Value> {
        // What was cut is no value any more.
        Value::decode(&std::mem::take(&mut self.object).text?).ok()
    }

    /// The uncaught exception, if there was one. `running` is the text of the
    /// program, and `modules` has those of the modules that it has from files.
    pub(crate) fn take_raised(
        &mut self,
        sources: &Sources,
        running: &str,
        modules: &mut Modules<'_>,
    ) -> Option<Raised> {
        // From the oldest on, as each belongs to the one it led to.
        let mut earlier = None;
        for told in std::mem::take(&mut self.exceptions).into_iter().rev() {
            let calls = sources.resolve(told.trace, running, modules);
            let message = told.message.text().unwrap_or_default();
            let message = if told.unprintable { UNPRINTABLE.to_owned() } else { message };
            let type_name = told.type_name.text()?;
            let raised = Raised::new(type_name, message, calls, earlier);
            earlier = Some((told.is_cause, raised));
        }
        earlier.map(|(_, raised)| raised)
    }
}

impl Field {
    fn append(&mut self, bytes: &[u8], limit: usize) {
        if self.full {
            return;
        }
        let text = self.text.get_or_insert_default();
        let room = limit - text.len();
        text.extend_from_slice(&bytes[..bytes.len().min(room)]);
        if bytes.len() > room {
            text.truncate(text.len() - incomplete_tail(text));
            self.full = true;
        }
    }

    fn text(self) -> Option<String> {
        Some(String::from_utf8_lossy(&self.text?).into_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contract::{MPH_FIELD_COUNT, MPH_RELATION_COUNT};

    #[test]
    fn pieces_are_joined_and_each_taken_once() {
        let mut report = Report::default();
        assert!(report.append(MPH_FIELD_VALUE_TYPE, b"in"));
        assert!(report.append(MPH_FIELD_VALUE_TYPE, b"t"));
        assert!(report.append(MPH_FIELD_VALUE_REPR, b"2"));
        let value = FinalValue { type_name: "int".into(), repr: "2".into(), object: None };
        assert_eq!(report.take_value(), Some(value));
        assert_eq!(report.take_value(), None);
    }

    fn raised(report: &mut Report) -> Option<Raised> {
        report.take_raised(&Sources::default(), "", &mut Modules::new(&|_| None))
    }

    #[test]
    fn a_flood_is_cut_between_characters() {
        let mut report = Report::default();
        assert!(report.exception(MPH_RELATION_UNCAUGHT));
        let piece = "€".repeat(1000);
        for _ in 0..1000 {
            assert!(report.append(MPH_FIELD_ERROR_TYPE, piece.as_bytes()));
            assert!(report.append(MPH_FIELD_ERROR_MESSAGE, piece.as_bytes()));
        }
        assert!(report.append(MPH_FIELD_ERROR_MESSAGE, b"x"));
        let raised = raised(&mut report).unwrap();
        assert_eq!(raised.type_name, "€".repeat(MAX_TYPE_NAME_BYTES / 3));
        assert_eq!(raised.message, "€".repeat(MAX_TEXT_BYTES / 3));
        assert_eq!(raised.frames, []);
    }

    #[test]
    fn a_chain_is_told_from_its_end() {
        let mut report = Report::default();
        for (relation, name) in [
            (MPH_RELATION_UNCAUGHT, "dropped"),
            (MPH_RELATION_UNCAUGHT, "last"),
            (MPH_RELATION_CAUSE, "cause"),
            (MPH_RELATION_CONTEXT, "context"),
        ] {
            assert!(report.exception(relation));
            assert!(report.append(MPH_FIELD_ERROR_TYPE, name.as_bytes()));
        }
        assert!(report.append(MPH_FIELD_ERROR_MESSAGE, b"half of it, then"));
        assert!(report.append(MPH_FIELD_ERROR_UNPRINTABLE, b""));
        let last = raised(&mut report).unwrap();
        assert_eq!((&*last.type_name, &last.context), ("last", &None));
        let cause = last.cause.unwrap();
        assert_eq!((&*cause.type_name, &cause.cause), ("cause", &None));
        assert_eq!(
            last.traceback,
            "context: <exception str() failed>\n\n\
             During handling of the above exception, another exception occurred:\n\n\
             cause\n\n\
             The above exception was the direct cause of the following exception:\n\n\
             last\n"
        );
        assert_eq!(cause.context.unwrap().message, UNPRINTABLE);
        assert_eq!(raised(&mut report), None);
    }

    #[test]
    fn an_endless_chain_is_cut() {
        let mut report = Report::default();
        assert!(report.exception(MPH_RELATION_UNCAUGHT));
        for _ in 0..10_000 {
            assert!(report.append(MPH_FIELD_ERROR_TYPE, b"E"));
            assert!(report.append(MPH_FIELD_ERROR_MESSAGE, &[b'm'; 100_000]));
            (0..100).for_each(|line| assert!(report.frame(b"f", line, b"g")));
            assert!(report.exception(MPH_RELATION_CAUSE));
        }
        let mut next = raised(&mut report).map(Box::new);
        let mut length = 0;
        while let Some(raised) = next {
            assert_eq!(raised.frames.len(), 64);
            assert!(length == 0 || raised.message.len() == MAX_EARLIER_MESSAGE_BYTES);
            next = raised.cause;
            length += 1;
        }
        assert_eq!(length, MAX_EXCEPTIONS);
    }

    #[test]
    fn what_belongs_to_nothing_is_refused() {
        let mut report = Report::default();
        assert!(!report.append(MPH_FIELD_COUNT, b"x"));
        assert!(!report.append(u32::MAX, b"x"));
        assert!(!report.append(MPH_FIELD_ERROR_TYPE, b"x"));
        assert!(!report.frame(b"f", 1, b"g"));
        assert!(!report.exception(MPH_RELATION_CAUSE));
        assert!(!report.exception(MPH_RELATION_COUNT));
        assert!(report.exception(MPH_RELATION_UNCAUGHT));
        assert!(report.exception(MPH_RELATION_CAUSE));
        assert!(!report.exception(u32::MAX));
    }
}
