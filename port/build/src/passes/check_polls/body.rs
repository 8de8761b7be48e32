//! One function: its loops, its calls, and its polls.

use anyhow::Result;
use std::ops::Range;
use wasmparser::{BlockType, Operator};

use super::module::{Function, Module, Polling};

/// Where the word is in the shared memory that says to ask the host.
const ASK_OFFSET: u64 = 0;

/// Where the word is that says to trap.
const END_OFFSET: u64 = 4;

/// So many operators a poll has at most.
const LONGEST_POLL: usize = 6;

/// Where the polls of a function are.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PollPlaces {
    /// The offset of each poll's `if` from the start of the body, which is where
    /// its locals are declared; ascending.
    pub ifs: Vec<u32>,
    /// The code of each poll and of each place that counts a step, by offsets
    /// likewise; ascending.
    pub code: Vec<Range<u32>>,
}

impl PollPlaces {
    /// Adds what starts here and has so many operators, and in most cases a branch.
    fn add(&mut self, ops: &[(Operator<'_>, u32)], branch: Option<usize>, length: usize) {
        self.ifs.extend(branch.map(|branch| ops[branch].1));
        // What follows is at least the end of the function.
        self.code.extend(ops.get(length).map(|(_, end)| ops[0].1..*end));
    }
}

/// What a function body holds.
#[derive(Debug, Default)]
pub struct Body {
    /// In textual order.
    pub loops: Vec<Loop>,
    pub places: PollPlaces,
    /// How many polls there are.
    pub polls: usize,
    /// Places that count a step.
    pub counts: usize,
    /// Whether a poll is run at each call, before anything that calls.
    pub starts_with_poll: bool,
    /// What it does to the parts of polls that only polls may.
    pub misuses: Vec<String>,
    /// Functions that it calls by name.
    pub calls: Vec<u32>,
    /// Types by which it calls indirectly.
    pub indirect: Vec<u32>,
}

/// A loop.
#[derive(Debug, Clone, Copy)]
pub struct Loop {
    pub starts_with_poll: bool,
    /// Whether a poll that asks is in it.
    pub asks: bool,
    /// Whether neither a call nor a loop is in it.
    pub is_simple: bool,
}

/// Reads a body.
pub fn scan(function: &Function<'_>, module: &Module<'_>) -> Result<Body> {
    let polling = &module.polling;
    let mut body = Body::default();
    let start = function.body.range().start;
    let mut ops = Vec::new();
    for op in function.body.get_operators_reader()?.into_iter_with_offsets() {
        let (op, offset) = op?;
        ops.push((op, (offset - start) as u32));
    }
    if module.dispatchers.contains(&function.index)
        && polling.steps.is_some()
        && count_length(&ops, polling).is_none()
    {
        body.misuses.push("begins to run without counting a step".to_owned());
    }
    // For each block that is open the number of its loop, if it is one.
    let mut open: Vec<Option<usize>> = vec![None];
    // Whether all operators so far are run at each call.
    let mut straight = true;
    // Where the code ends that has counted a step last.
    let mut counted = None;
    let mut at = 0;
    while let Some((op, _)) = ops.get(at) {
        if let Some(length) = poll_length(&ops[at..], polling) {
            body.starts_with_poll |= straight;
            straight = false;
            body.polls += 1;
            body.places.add(&ops[at..], (length > 1).then_some(2), length);
            let asks = length > 1 && matches!(&ops[at + 3].0, Operator::Call { .. });
            if asks && polling.steps.is_some() && counted != Some(at) {
                body.misuses.push("asks without counting a step".to_owned());
            }
            for &around in open.iter().flatten() {
                body.loops[around].asks |= asks;
            }
            at += length;
            continue;
        }
        if let Some(length) = count_length(&ops[at..], polling) {
            straight = false;
            body.counts += 1;
            body.places.add(&ops[at..], Some(7), length);
            at += length;
            counted = Some(at);
            continue;
        }
        straight &= goes_on(op);
        match op {
            Operator::Loop { .. } => {
                for &around in open.iter().flatten() {
                    body.loops[around].is_simple = false;
                }
                open.push(Some(body.loops.len()));
                let starts_with_poll = poll_length(&ops[at + 1..], polling).is_some();
                body.loops.push(Loop { starts_with_poll, asks: false, is_simple: true });
            }
            Operator::Block { .. }
            | Operator::If { .. }
            | Operator::TryTable { .. }
            | Operator::Try { .. } => open.push(None),
            Operator::End | Operator::Delegate { .. } => drop(open.pop()),
            Operator::Call { function_index } | Operator::ReturnCall { function_index } => {
                body.calls.push(*function_index);
                call(&mut body, &open);
            }
            Operator::CallIndirect { type_index, .. }
            | Operator::ReturnCallIndirect { type_index, .. }
            | Operator::CallRef { type_index }
            | Operator::ReturnCallRef { type_index } => {
                body.indirect.push(*type_index);
                call(&mut body, &open);
            }
            _ => {}
        }
        misuse(op, polling, &mut body.misuses);
        at += 1;
    }
    Ok(body)
}

/// Whether the operator that is written next is run next in any case.
fn goes_on(op: &Operator<'_>) -> bool {
    use Operator::*;
    matches!(
        op,
        Block { .. }
            | Loop { .. }
            | TryTable { .. }
            | I32Const { .. }
            | I64Const { .. }
            | LocalGet { .. }
            | LocalSet { .. }
            | LocalTee { .. }
            | GlobalGet { .. }
            | GlobalSet { .. }
            | I32Add
            | I32Sub
            | I32Mul
            | I32And
            | I32Or
            | I32Xor
            | I32Shl
            | I32ShrS
            | I32ShrU
            | I32Eqz
            | I32Eq
            | I32Ne
            | I32LtS
            | I32LtU
            | I32GtS
            | I32GtU
            | I32LeS
            | I32LeU
            | I32GeS
            | I32GeU
            | I32WrapI64
            | I32Extend8S
            | I32Extend16S
            | I32Load { .. }
            | I32Load8S { .. }
            | I32Load8U { .. }
            | I32Load16S { .. }
            | I32Load16U { .. }
            | I32Store { .. }
            | I32Store8 { .. }
            | I32Store16 { .. }
            | I64Add
            | I64Sub
            | I64Mul
            | I64And
            | I64Or
            | I64Xor
            | I64Shl
            | I64ShrS
            | I64ShrU
            | I64Eqz
            | I64Eq
            | I64Ne
            | I64ExtendI32S
            | I64ExtendI32U
            | I64Load { .. }
            | I64Store { .. }
    )
}

fn call(body: &mut Body, open: &[Option<usize>]) {
    for &around in open.iter().flatten() {
        body.loops[around].is_simple = false;
    }
}

/// How many operators the poll has that starts here, if one does.
fn poll_length(ops: &[(Operator<'_>, u32)], polling: &Polling) -> Option<usize> {
    if let [(Operator::Call { function_index }, _), ..] = ops
        && Some(*function_index) == polling.end
    {
        return Some(1);
    }
    let [
        (Operator::I32Const { value: 0 }, _),
        (Operator::I32AtomicLoad { memarg }, _),
        (Operator::If { blockty: BlockType::Empty }, _),
        (then, _),
        rest @ ..,
    ] = ops
    else {
        return None;
    };
    let heeds = match (memarg.offset, then) {
        (ASK_OFFSET, Operator::Call { function_index }) => *function_index == polling.ask,
        (END_OFFSET, Operator::Unreachable) => true,
        _ => false,
    };
    if memarg.memory != polling.signal || !heeds {
        return None;
    }
    match rest {
        [(Operator::End, _), ..] => Some(5),
        [(Operator::Else, _), (Operator::End, _), ..] => Some(6),
        _ => None,
    }
}

/// Whether a function is a poll that ends and nothing else.
pub fn is_poll_that_ends(function: &Function<'_>, polling: &Polling) -> Result<bool> {
    if function.body.get_locals_reader()?.get_count() > 0 {
        return Ok(false);
    }
    let mut ops = Vec::new();
    for op in function.body.get_operators_reader()?.into_iter_with_offsets() {
        let (op, offset) = op?;
        ops.push((op, offset as u32));
        if ops.len() > LONGEST_POLL + 1 {
            return Ok(false);
        }
    }
    let ends = matches!(ops.get(3), Some((Operator::Unreachable, _)));
    Ok(ends && poll_length(&ops, polling).is_some_and(|length| length + 1 == ops.len()))
}

/// How many operators the code has that counts a step and starts here, if it
/// does.
fn count_length(ops: &[(Operator<'_>, u32)], polling: &Polling) -> Option<usize> {
    let steps = polling.steps?;
    let [
        (Operator::GlobalGet { global_index: read }, _),
        (Operator::I64Const { value: 1 }, _),
        (Operator::I64Sub, _),
        (Operator::GlobalSet { global_index: written }, _),
        (Operator::GlobalGet { global_index: compared }, _),
        (Operator::I64Const { value: 0 }, _),
        (Operator::I64LtS, _),
        (Operator::If { blockty: BlockType::Empty }, _),
        (Operator::Call { function_index }, _),
        rest @ ..,
    ] = ops
    else {
        return None;
    };
    if [read, written, compared] != [&steps; 3] || *function_index != polling.ask {
        return None;
    }
    match rest {
        [(Operator::End, _), ..] => Some(10),
        [(Operator::Else, _), (Operator::End, _), ..] => Some(11),
        _ => None,
    }
}

/// Notes what only a poll or a count may do.
fn misuse(op: &Operator<'_>, polling: &Polling, misuses: &mut Vec<String>) {
    if memories(op).contains(&polling.signal) {
        misuses.push(format!("touches the shared memory: {op:?}"));
    }
    if let Operator::Call { function_index } | Operator::ReturnCall { function_index } = op
        && *function_index == polling.ask
    {
        misuses.push("asks the host without being asked to".to_owned());
    }
    if let Operator::GlobalGet { global_index } | Operator::GlobalSet { global_index } = op
        && Some(*global_index) == polling.steps
    {
        misuses.push(format!("touches the counter of steps: {op:?}"));
    }
}

macro_rules! define_memories {
    ($( @$proposal:ident $op:ident $({ $($arg:ident: $argty:ty),* })? => $visit:ident ($($ann:tt)*))*) => {
        /// The memories that an operator names.
        #[allow(unused_variables, reason = "most operands are no memories")]
        fn memories(op: &Operator<'_>) -> Vec<u32> {
            #[allow(unused_mut, reason = "most operators have none")]
            let mut found = Vec::new();
            match op {
                $(Operator::$op $({ $($arg),* })? => { $($(memory!(found, $arg $arg);)*)? })*
                // An operator of a later version than this check knows.
                _ => found.extend(0..=u32::from(u8::MAX)),
            }
            found
        }
    };
}

macro_rules! memory {
    ($found:ident, memarg $operand:ident) => {
        $found.push($operand.memory)
    };
    ($found:ident, mem $operand:ident) => {
        $found.push(*$operand)
    };
    ($found:ident, dst_mem $operand:ident) => {
        $found.push(*$operand)
    };
    ($found:ident, src_mem $operand:ident) => {
        $found.push(*$operand)
    };
    ($found:ident, $other:ident $operand:ident) => {};
}

wasmparser::for_each_operator!(define_memories);
