//! What is known at one point of a path.

/// An address on the shadow stack, counted from the stack pointer at entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    At(i64),
    /// There or below.
    Below(i64),
}

impl Place {
    pub fn bound(self) -> i64 {
        match self {
            Place::At(at) | Place::Below(at) => at,
        }
    }

    pub fn plus(self, by: i64) -> Place {
        match self {
            // A stack that is lowered in a loop has to end somewhere.
            Place::At(at) | Place::Below(at) if at + by < -DEEPEST => Place::Below(-DEEPEST),
            Place::At(at) => Place::At(at + by),
            Place::Below(at) => Place::Below(at + by),
        }
    }
}

/// No function's frames are larger.
pub const DEEPEST: i64 = 1 << 12;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tag {
    Token,
    Place(Place),
    /// An address that was just computed by adding. In a local it is forgotten:
    /// a pointer that runs through an array has too many values.
    Sum(Place),
}

/// What is known at one point of one path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct State {
    pub at: usize,
    pub height: usize,
    /// Sorted: locals by number, then stack positions.
    pub held: Vec<(usize, Tag)>,
    /// Address and width of each slot that holds the token.
    pub slots: Vec<(i64, i64)>,
    pub stack_pointer: Place,
    /// The call during which the token was in no slot.
    pub missed: Option<usize>,
}

impl State {
    /// Where a function starts.
    pub fn entry() -> State {
        State {
            at: 0,
            height: 0,
            held: Vec::new(),
            slots: Vec::new(),
            stack_pointer: Place::At(0),
            missed: None,
        }
    }

    pub fn tag(&self, var: usize) -> Option<Tag> {
        let found = self.held.binary_search_by_key(&var, |(var, _)| *var).ok()?;
        Some(self.held[found].1)
    }

    pub fn set(&mut self, var: usize, tag: Option<Tag>) {
        match (self.held.binary_search_by_key(&var, |(var, _)| *var), tag) {
            (Ok(found), Some(tag)) => self.held[found].1 = tag,
            (Ok(found), None) => {
                self.held.remove(found);
            }
            (Err(at), Some(tag)) => self.held.insert(at, (var, tag)),
            (Err(_), None) => {}
        }
    }

    pub fn holds_token(&self) -> bool {
        self.held.iter().any(|(_, tag)| *tag == Tag::Token)
    }
}
