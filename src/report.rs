//! What the interpreter tells about the end of a run, piece by piece.

use crate::contract::{
    MPH_FIELD_COUNT, MPH_FIELD_ERROR_MESSAGE, MPH_FIELD_ERROR_TYPE, MPH_FIELD_TRACEBACK,
    MPH_FIELD_VALUE_REPR, MPH_FIELD_VALUE_TYPE,
};
use crate::error::Raised;
use crate::outcome::Value;
use crate::sink::incomplete_tail;

/// Bytes kept of the name of a type.
const MAX_TYPE_NAME_BYTES: usize = 1 << 10;
/// Bytes kept of a repr, a message and a traceback each.
const MAX_TEXT_BYTES: usize = 1 << 20;

/// The fields received so far.
#[derive(Default)]
pub(crate) struct Report {
    fields: [Field; MPH_FIELD_COUNT as usize],
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
        let limit = match field {
            MPH_FIELD_VALUE_TYPE | MPH_FIELD_ERROR_TYPE => MAX_TYPE_NAME_BYTES,
            _ => MAX_TEXT_BYTES,
        };
        let Some(field) = self.fields.get_mut(field as usize) else {
            return false;
        };
        if field.full {
            return true;
        }
        let text = field.text.get_or_insert_default();
        let room = limit - text.len();
        text.extend_from_slice(&bytes[..bytes.len().min(room)]);
        if bytes.len() > room {
            text.truncate(text.len() - incomplete_tail(text));
            field.full = true;
        }
        true
    }

    /// The value of the final expression, if there was one.
    pub(crate) fn take_value(&mut self) -> Option<Value> {
        let type_name = self.take(MPH_FIELD_VALUE_TYPE)?;
        let repr = self.take(MPH_FIELD_VALUE_REPR)?;
        Some(Value { type_name, repr })
    }

    /// The uncaught exception, if there was one.
    pub(crate) fn take_raised(&mut self) -> Option<Raised> {
        let type_name = self.take(MPH_FIELD_ERROR_TYPE)?;
        Some(Raised {
            type_name,
            message: self.take(MPH_FIELD_ERROR_MESSAGE).unwrap_or_default(),
            traceback: self.take(MPH_FIELD_TRACEBACK).unwrap_or_default(),
        })
    }

    fn take(&mut self, field: u32) -> Option<String> {
        let Field { text, .. } = std::mem::take(&mut self.fields[field as usize]);
        let text = text?;
        Some(String::from_utf8_lossy(&text).into_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_are_joined_and_each_taken_once() {
        let mut report = Report::default();
        assert!(report.append(MPH_FIELD_VALUE_TYPE, b"in"));
        assert!(report.append(MPH_FIELD_VALUE_TYPE, b"t"));
        assert!(report.append(MPH_FIELD_VALUE_REPR, b"2"));
        let value = Value { type_name: "int".into(), repr: "2".into() };
        assert_eq!(report.take_value(), Some(value));
        assert_eq!(report.take_value(), None);
    }

    #[test]
    fn a_flood_is_cut_between_characters() {
        let mut report = Report::default();
        let piece = "€".repeat(1000);
        for _ in 0..1000 {
            assert!(report.append(MPH_FIELD_ERROR_TYPE, piece.as_bytes()));
            assert!(report.append(MPH_FIELD_TRACEBACK, piece.as_bytes()));
        }
        assert!(report.append(MPH_FIELD_TRACEBACK, b"x"));
        let raised = report.take_raised().unwrap();
        assert_eq!(raised.type_name, "€".repeat(MAX_TYPE_NAME_BYTES / 3));
        assert_eq!(raised.traceback, "€".repeat(MAX_TEXT_BYTES / 3));
        assert_eq!(raised.message, "");
    }

    #[test]
    fn an_unknown_field_is_refused() {
        let mut report = Report::default();
        assert!(!report.append(MPH_FIELD_COUNT, b"x"));
        assert!(!report.append(u32::MAX, b"x"));
    }
}
