//! What a function body looks like to the analyses.
//!
//! WebAssembly's operand stack has a statically known height everywhere, so
//! each stack position is simply one more variable: locals first, then
//! positions. Pushing, popping and `local.tee` become copies and definitions
//! of variables, branches become edges that may move label values, and every
//! analysis after this file sees an ordinary control-flow graph in which a
//! value held on the stack across a call is no special case.

/// A local (its index) or an operand-stack position (number of locals + depth).
pub type Var = u32;
pub type BlockId = usize;

/// Consecutive variables, always a run of operand-stack positions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    pub base: Var,
    pub len: u32,
}

impl Span {
    pub fn iter(self) -> std::ops::Range<Var> {
        self.base..self.base + self.len
    }
}

/// How the result of an instruction relates to collectable pointers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rule {
    /// Never a collectable pointer.
    Harmless,
    /// Nothing is known: assume a pointer.
    Pointer,
    /// A pointer if one of the first `n` arguments may be one.
    Join(u32),
    /// As `Join(2)`; named because frame addresses are computed with these.
    Add,
    Sub,
    And,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Callee {
    Function(u32),
    /// Any table function of this (type-section) type.
    Indirect(u32),
}

#[derive(Clone, Copy, Debug)]
pub struct Call {
    pub callee: Callee,
    /// Index into the type section.
    pub signature: u32,
    pub args: Span,
    pub results: Span,
    /// Where the instruction is in the module's bytes.
    pub offset: usize,
}

#[derive(Clone, Copy, Debug)]
pub enum Inst {
    Copy {
        dst: Var,
        src: Var,
    },
    /// An integer constant; `narrow` is its value if it is an `i32`. Large ones
    /// may be addresses.
    Const {
        dst: Var,
        narrow: Option<i32>,
        harmless: bool,
    },
    /// Reads and writes of the shadow-stack pointer.
    GetStack {
        dst: Var,
    },
    SetStack {
        src: Var,
        offset: usize,
    },
    Value {
        dst: Var,
        args: Span,
        rule: Rule,
    },
    Store {
        addr: Var,
        value: Var,
        /// The instruction's immediate offset.
        displacement: u64,
        width: u32,
        /// The stored bytes are the whole of an integer value.
        whole: bool,
        offset: usize,
    },
    /// Consumes values without effect on locals or frame slots.
    Use {
        args: Span,
    },
    /// An integer put into a global, where no collector looks.
    SetGlobal {
        src: Var,
        global: u32,
        offset: usize,
    },
    Call(Call),
}

/// Label values travel from one stack position to another along an edge.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Edge {
    pub target: BlockId,
    pub from: Var,
    pub to: Var,
    pub len: u32,
}

/// An edge taken by an exception: it leaves before the call's results exist.
#[derive(Clone, Debug)]
pub struct Unwind {
    pub target: BlockId,
    pub payload: Span,
    /// Which payload values are integers, and so may be pointers.
    pub pointers: Vec<bool>,
}

#[derive(Clone, Debug)]
pub enum Exit {
    Jump(Vec<Edge>),
    /// A call which an exception may leave for a catch of this function.
    Invoke {
        call: Call,
        next: Edge,
        unwind: Vec<Unwind>,
    },
    Throw {
        unwind: Vec<Unwind>,
    },
    Return {
        values: Span,
        offset: usize,
    },
    TailCall(Call),
    Trap,
}

#[derive(Clone, Debug)]
pub struct Block {
    pub insts: Vec<Inst>,
    /// Operand-stack height at entry.
    pub height: u32,
    pub exit: Exit,
}

#[derive(Clone, Debug)]
pub struct Function {
    /// Index in the function index space, imports included.
    pub index: u32,
    pub params: u32,
    pub locals: u32,
    /// Locals and the deepest operand stack.
    pub vars: u32,
    /// Block 0 is the entry and has no predecessors.
    pub blocks: Vec<Block>,
}

impl Function {
    /// Calls during which this function's frame exists.
    pub fn waiting_calls(&self) -> impl Iterator<Item = &Call> {
        self.blocks.iter().flat_map(|block| {
            let inner = block.insts.iter().filter_map(|inst| match inst {
                Inst::Call(call) => Some(call),
                _ => None,
            });
            let last = match &block.exit {
                Exit::Invoke { call, .. } => Some(call),
                _ => None,
            };
            inner.chain(last)
        })
    }

    /// Every call, those that take this function's place included.
    pub fn calls(&self) -> impl Iterator<Item = &Call> {
        let tail = self.blocks.iter().filter_map(|block| match &block.exit {
            Exit::TailCall(call) => Some(call),
            _ => None,
        });
        self.waiting_calls().chain(tail)
    }

    pub fn describe(&self, var: Var) -> String {
        match var.checked_sub(self.locals) {
            None => format!("local {var}"),
            Some(depth) => format!("operand at depth {depth}"),
        }
    }
}
