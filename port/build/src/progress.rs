//! What a build tells of itself while it goes on.

use std::sync::Arc;

/// The parts of a build that take time, in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Looks for sources and tools, and whether they are what the lock says.
    Checking,
    /// Makes the headers.
    Headers,
    /// Builds MicroPython's bytecode compiler.
    BytecodeCompiler,
    /// Compiles the Python modules to bytecode.
    Freezing,
    /// Compiles C.
    Compiling,
    /// Links.
    Linking,
    /// Spills the collector's roots, guards recursion, and proves both.
    Roots,
    /// Starts the interpreter, and keeps it as it is then.
    Starting,
    /// Places the polls, and proves them.
    Polls,
    /// Seals, and verifies what is sealed as others will.
    Sealing,
}

impl Step {
    /// How many there are.
    pub const COUNT: usize = Step::Sealing as usize + 1;

    /// Its number, from 1.
    pub fn number(self) -> usize {
        self as usize + 1
    }

    /// What goes on, to be read by people.
    pub fn title(self) -> &'static str {
        match self {
            Step::Checking => "checking sources and tools",
            Step::Headers => "making headers",
            Step::BytecodeCompiler => "building the bytecode compiler",
            Step::Freezing => "freezing modules",
            Step::Compiling => "compiling",
            Step::Linking => "linking",
            Step::Roots => "spilling roots and proving it",
            Step::Starting => "taking the start-up snapshot",
            Step::Polls => "placing polls and proving it",
            Step::Sealing => "sealing and verifying",
        }
    }
}

/// What is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Event<'a> {
    /// A step begins.
    Step(Step),
    /// What a tool warns of, in lines as it printed them.
    Warning(&'a str),
}

type Listener = dyn Fn(Event<'_>) + Send + Sync;

/// Whom it is told to; by default nobody.
#[derive(Clone, Default)]
pub struct Progress(Option<Arc<Listener>>);

impl Progress {
    /// Tells it to a function.
    pub fn new(listener: impl Fn(Event<'_>) + Send + Sync + 'static) -> Progress {
        Progress(Some(Arc::new(listener)))
    }

    pub(crate) fn begins(&self, step: Step) {
        self.tell(Event::Step(step));
    }

    pub(crate) fn warns(&self, text: &str) {
        let text = text.trim_end();
        if !text.is_empty() {
            self.tell(Event::Warning(text));
        }
    }

    fn tell(&self, event: Event<'_>) {
        if let Some(listener) = &self.0 {
            listener(event);
        }
    }
}
