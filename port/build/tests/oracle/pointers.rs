//! What may be a pointer into the heap: what something that reads memory, or
//! that nothing is known of, flows into.
//!
//! The module becomes one graph with a node for each value and, where ways
//! meet, one for each local; an edge leads from what a value is made of to the
//! value. Whatever can be reached from [`POINTER`] may be a pointer.

use super::code::is_integer;
use super::program::{Body, Program};
use super::values::Flow;
use wasmparser::{FuncType, Operator, ValType};

pub type Node = u32;

/// What certainly may be a pointer, and what certainly is none.
pub const POINTER: Node = 0;
pub const NONE: Node = 1;

/// No number of 16 bits is the address of something in the heap.
const LARGEST_SMALL: i64 = 0xffff;

/// What goes from function to function.
pub struct Pointers {
    params: Vec<Vec<bool>>,
    results: Vec<Vec<bool>>,
}

/// What one function makes.
pub struct Made {
    /// Each result of an instruction that may be a pointer: the instruction,
    /// and which of its results.
    pub pointers: Vec<(usize, usize)>,
    /// The parameters that may be.
    pub params: Vec<usize>,
    /// Instructions that put a pointer into a global.
    pub hidden: Vec<usize>,
}

impl Pointers {
    pub fn of(program: &Program<'_>) -> Pointers {
        let mut graph = Graph { edges: Vec::new(), next: 2 };
        let functions = 0..program.signatures.len() as u32;
        let mut nodes = |types: fn(&FuncType) -> &[ValType], known: &dyn Fn(u32) -> bool| {
            let node = |function, ty: &ValType| match is_integer(ty) {
                true if known(function) => POINTER,
                true => graph.fresh(),
                false => NONE,
            };
            let mut node = node;
            let of = |function| -> Vec<Node> {
                let types = types(program.signature(function)).iter();
                types.map(|ty| node(function, ty)).collect()
            };
            functions.clone().map(of).collect::<Vec<_>>()
        };
        // Whoever enters from outside, and the host, may bring anything.
        let params = nodes(FuncType::params, &|function| program.entered.contains(&function));
        let results = nodes(FuncType::results, &|function| function < program.imported);
        for (body, of) in program.bodies.iter().enumerate() {
            Flow::follow(program, body, of, &params, &results, &mut graph);
        }
        let reached = graph.reached();
        let read = |nodes: Vec<Vec<Node>>| {
            let each =
                |nodes: Vec<Node>| nodes.iter().map(|node| reached[*node as usize]).collect();
            nodes.into_iter().map(each).collect()
        };
        Pointers { params: read(params), results: read(results) }
    }

    /// What a body makes, in place of the one that the function has.
    pub fn made(&self, program: &Program<'_>, index: usize, body: &Body<'_>) -> Made {
        let fixed = |known: &[Vec<bool>]| -> Vec<Vec<Node>> {
            let node = |pointer: &bool| if *pointer { POINTER } else { NONE };
            known.iter().map(|known| known.iter().map(node).collect()).collect()
        };
        let (params, results) = (fixed(&self.params), fixed(&self.results));
        let mut graph = Graph { edges: Vec::new(), next: 2 };
        let found = Flow::follow(program, index, body, &params, &results, &mut graph);
        let reached = graph.reached();
        let own = &self.params[program.imported as usize + index];
        Made {
            pointers: found
                .made
                .into_iter()
                .filter(|(_, node)| reached[*node as usize])
                .map(|(made, _)| made)
                .collect(),
            params: (0..own.len()).filter(|param| own[*param]).collect(),
            hidden: found
                .hidden
                .into_iter()
                .filter(|(_, node)| reached[*node as usize])
                .map(|(at, _)| at)
                .collect(),
        }
    }
}

pub struct Graph {
    edges: Vec<(Node, Node)>,
    pub next: Node,
}

impl Graph {
    pub fn fresh(&mut self) -> Node {
        self.next += 1;
        self.next - 1
    }

    pub fn edge(&mut self, from: Node, to: Node) {
        if from != NONE && to > NONE {
            self.edges.push((from, to));
        }
    }

    fn reached(mut self) -> Vec<bool> {
        self.edges.sort_unstable();
        let mut reached = vec![false; self.next as usize];
        reached[POINTER as usize] = true;
        let mut pending = vec![POINTER];
        while let Some(node) = pending.pop() {
            let first = self.edges.partition_point(|(from, _)| *from < node);
            for (_, to) in self.edges[first..].iter().take_while(|(from, _)| *from == node) {
                if !reached[*to as usize] {
                    reached[*to as usize] = true;
                    pending.push(*to);
                }
            }
        }
        reached
    }
}

pub enum Source {
    None,
    Any,
    /// Made of the first so many operands.
    First(usize),
}

/// `last` is the instruction before, which may be a constant operand.
pub fn source(op: &Operator<'_>, last: Option<&Operator<'_>>) -> Source {
    use Operator::*;
    let constant = match last {
        Some(I32Const { value }) => Some(i64::from(*value)),
        Some(I64Const { value }) => Some(*value),
        _ => None,
    };
    match op {
        I32Const { value } if i64::from(*value) <= LARGEST_SMALL => Source::None,
        I64Const { value } if *value <= LARGEST_SMALL => Source::None,
        I32And | I64And if constant.is_some_and(|mask| (0..=LARGEST_SMALL).contains(&mask)) => {
            Source::None
        }
        I32ShrU if constant.is_some_and(|by| by & 31 >= 16) => Source::None,
        I64ShrU if constant.is_some_and(|by| by & 63 >= 48) => Source::None,
        I32ShrS | I32ShrU | I64ShrS | I64ShrU | I64Shl | I32Rotl | I32Rotr | I64Rotl | I64Rotr
        | I32WrapI64 | I64ExtendI32S | I64ExtendI32U | I64Extend32S => Source::First(1),
        I32Add | I32Sub | I32And | I32Or | I32Xor | I64Add | I64Sub | I64And | I64Or | I64Xor
        | I64Mul => Source::First(2),
        I32Load { .. }
        | I64Load { .. }
        | I64Load32S { .. }
        | I64Load32U { .. }
        | I32ReinterpretF32
        | I64ReinterpretF64
        | I32Const { .. }
        | I64Const { .. } => Source::Any,
        // Comparisons, floats, parts of words, quotients and the like.
        _ => Source::None,
    }
}
