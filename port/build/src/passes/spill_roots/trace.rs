//! What one function does with values, as the simulation of its operand stack
//! writes it down.
//!
//! A value on the operand stack has no name, so each push is given one: a
//! [`Value`], with what it was made from and whether anything but `drop` takes
//! it. From these the classes are derived (what may be a pointer), and the
//! values that a call finds below its arguments, which live on across it.

use walrus::{FunctionId, LocalId, TypeId, ValType};

use super::code::Pc;

/// Index into [`Trace::values`].
pub type ValueId = usize;

/// Something that was pushed.
#[derive(Debug)]
pub struct Value {
    pub ty: ValType,
    pub origin: Origin,
    /// The operation that pushed it.
    pub pc: Pc,
    /// How many values the same operation pushed on top of it; they have the
    /// following ids.
    pub above: usize,
    /// Whether anything but `drop` takes it.
    pub used: bool,
}

/// What a value was made from.
#[derive(Debug)]
pub enum Origin {
    Constant(i64),
    NonPointer,
    Unknown,
    /// Read from, or just written to, a local.
    Local(LocalId),
    /// A result of a direct call.
    Result(FunctionId, usize),
    /// A pointer if any of these is.
    AnyOf(Vec<ValueId>),
}

/// What a call may reach.
#[derive(Clone, Copy, Debug)]
pub enum Target {
    Function(FunctionId),
    /// Any function of this type whose address is taken.
    Type(TypeId),
}

/// A call, tail calls included.
#[derive(Debug)]
pub struct Call {
    pub pc: Pc,
    pub target: Target,
    pub args: Vec<ValueId>,
    /// What lies below the arguments.
    pub held: Vec<ValueId>,
}

/// The record of one function.
#[derive(Debug, Default)]
pub struct Trace {
    pub values: Vec<Value>,
    /// `local.set` and `local.tee`, in textual order.
    pub defs: Vec<(LocalId, Pc, ValueId)>,
    pub calls: Vec<Call>,
    /// What each result of the function may be.
    pub returns: Vec<(usize, ValueId)>,
    /// Functions whose address is taken here.
    pub references: Vec<FunctionId>,
}
