//! One body as part of the graph of values, followed in textual order.

use super::code::{Code, is_integer};
use super::pointers::{Graph, NONE, Node, POINTER, Source, source};
use super::program::{Body, Program};
use std::collections::BTreeMap;
use wasmparser::{Operator, ValType};

/// The values that the instructions of a body make, and those that it puts into
/// globals.
pub struct Found {
    pub made: Vec<((usize, usize), Node)>,
    pub hidden: Vec<(usize, Node)>,
}

/// What arrives at a label.
struct Label {
    locals: Vec<Node>,
    values: Vec<Node>,
    /// Nodes from here on were made for this label.
    own: Node,
}

struct Open {
    frame: usize,
    height: usize,
    /// For the `else`; no locals in code that cannot run.
    params: Vec<Node>,
    locals: Option<Vec<Node>>,
}

pub struct Flow<'a> {
    program: &'a Program<'a>,
    code: Code<'a>,
    params: &'a [Vec<Node>],
    results: &'a [Vec<Node>],
    own_results: &'a [Node],
    graph: &'a mut Graph,
    /// Nothing, in code that cannot run.
    locals: Option<Vec<Node>>,
    stack: Vec<Node>,
    open: Vec<Open>,
    labels: BTreeMap<usize, Label>,
    found: Found,
}

impl<'a> Flow<'a> {
    pub fn follow(
        program: &'a Program<'a>,
        index: usize,
        body: &'a Body<'a>,
        params: &'a [Vec<Node>],
        results: &'a [Vec<Node>],
        graph: &'a mut Graph,
    ) -> Found {
        let function = program.imported as usize + index;
        let own_results = &results[function];
        let mut locals = params[function].clone();
        locals.resize(body.locals.len(), NONE);
        let mut flow = Flow {
            program,
            code: Code::of(program, body, own_results.len()),
            params,
            results,
            own_results,
            graph,
            locals: Some(locals),
            stack: Vec::new(),
            open: vec![Open { frame: 0, height: 0, params: Vec::new(), locals: None }],
            labels: BTreeMap::new(),
            found: Found { made: Vec::new(), hidden: Vec::new() },
        };
        for at in 0..body.ops.len() {
            flow.step(at);
        }
        flow.found
    }

    fn pop(&mut self, count: usize) -> Vec<Node> {
        self.stack.split_off(self.stack.len() - count)
    }

    /// A new value, made of others.
    fn make(&mut self, at: usize, of: &[Node]) {
        let node = match of {
            _ if of.iter().all(|node| *node == NONE) => NONE,
            _ if of.contains(&POINTER) => POINTER,
            _ => self.graph.fresh(),
        };
        of.iter().for_each(|from| self.graph.edge(*from, node));
        self.found.made.push(((at, 0), node));
        self.stack.push(node);
    }

    fn arrive(&mut self, frame: usize, values: Vec<Node>) {
        let Some(locals) = &self.locals else { return };
        if frame == 0 {
            let into = self.own_results.iter();
            values.into_iter().zip(into).for_each(|(from, to)| self.graph.edge(from, *to));
            return;
        }
        let own = self.graph.next;
        let Some(label) = self.labels.get_mut(&frame) else {
            self.labels.insert(frame, Label { locals: locals.clone(), values, own });
            return;
        };
        let there = label.locals.iter_mut().chain(&mut label.values);
        for (there, here) in there.zip(locals.iter().chain(&values)) {
            if *there == *here {
                continue;
            }
            if *there < label.own {
                let joined = self.graph.fresh();
                self.graph.edge(*there, joined);
                *there = joined;
            }
            self.graph.edge(*here, *there);
        }
    }

    fn step(&mut self, at: usize) {
        let body = self.code.body;
        let op = &body.ops[at].1;
        match op {
            Operator::Block { .. }
            | Operator::Loop { .. }
            | Operator::If { .. }
            | Operator::TryTable { .. } => self.enter(at),
            Operator::Else => {
                self.fall_through(at);
                let open = self.open.last().expect("valid");
                self.stack.truncate(open.height);
                self.stack.extend(&open.params);
                self.locals = open.locals.clone();
            }
            Operator::End => self.end(at),
            _ if self.locals.is_none() => {}
            Operator::Br { .. } | Operator::BrIf { .. } | Operator::BrTable { .. } => {
                if !matches!(op, Operator::Br { .. }) {
                    self.pop(1);
                }
                for frame in self.code.branches(at) {
                    let arity = self.code.frames[frame].arity();
                    let values = self.stack[self.stack.len() - arity..].to_vec();
                    self.arrive(frame, values);
                }
                if !matches!(op, Operator::BrIf { .. }) {
                    self.locals = None;
                }
            }
            Operator::Return => {
                let values = self.pop(self.own_results.len());
                self.arrive(0, values);
                self.locals = None;
            }
            Operator::Unreachable => self.locals = None,
            Operator::Throw { .. } | Operator::ThrowRef => {
                self.throw(at);
                self.locals = None;
            }
            Operator::Call { .. }
            | Operator::CallIndirect { .. }
            | Operator::ReturnCall { .. }
            | Operator::ReturnCallIndirect { .. } => self.call(at, op),
            _ => self.plain(at, op),
        }
    }

    fn enter(&mut self, at: usize) {
        let id = self.code.inside[at];
        let frame = &self.code.frames[id];
        if self.locals.is_some() && matches!(self.code.body.ops[at].1, Operator::If { .. }) {
            self.stack.pop();
        }
        let taken = if self.locals.is_some() { frame.params } else { 0 };
        let height = self.stack.len() - taken;
        let params = self.stack[height..].to_vec();
        if frame.loops
            && let Some(locals) = &mut self.locals
        {
            let own = self.graph.next;
            for node in locals.iter_mut().chain(&mut self.stack[height..]) {
                let joined = self.graph.fresh();
                self.graph.edge(*node, joined);
                *node = joined;
            }
            let values = self.stack[height..].to_vec();
            self.labels.insert(id, Label { locals: locals.clone(), values, own });
        }
        self.open.push(Open { frame: id, height, params, locals: self.locals.clone() });
    }

    fn fall_through(&mut self, at: usize) {
        if self.locals.is_some() {
            let frame = self.code.inside[at];
            let values = self.pop(self.code.frames[frame].results);
            match self.code.frames[frame].loops {
                // Not its label, which is where it starts.
                true => self.stack.extend(values),
                false => self.arrive(frame, values),
            }
        }
    }

    fn end(&mut self, at: usize) {
        self.fall_through(at);
        let open = self.open.pop().expect("valid");
        let frame = &self.code.frames[open.frame];
        if frame.loops || open.frame == 0 {
            return;
        }
        let conditional = matches!(self.code.body.ops[frame.start].1, Operator::If { .. });
        if conditional && frame.middle.is_none() && open.locals.is_some() {
            self.locals = open.locals;
            self.arrive(open.frame, open.params);
        }
        self.stack.truncate(open.height);
        self.locals = self.labels.remove(&open.frame).map(|label| {
            self.stack.extend(label.values);
            label.locals
        });
    }

    fn throw(&mut self, at: usize) {
        for handler in self.code.handlers(at) {
            let thrown =
                handler.payload.iter().map(|integer| if *integer { POINTER } else { NONE });
            self.arrive(handler.target, thrown.collect());
        }
    }

    fn call(&mut self, at: usize, op: &Operator<'_>) {
        let program = self.program;
        let (callee, ty) = match *op {
            Operator::Call { function_index } | Operator::ReturnCall { function_index } => {
                (Some(function_index as usize), program.signature(function_index))
            }
            Operator::CallIndirect { type_index, .. }
            | Operator::ReturnCallIndirect { type_index, .. } => {
                self.pop(1);
                (None, &program.types[type_index as usize])
            }
            _ => unreachable!("only calls come here"),
        };
        let args = self.pop(ty.params().len());
        if let Some(callee) = callee {
            let into = &self.params[callee];
            args.into_iter().zip(into).for_each(|(from, to)| self.graph.edge(from, *to));
        }
        let unknown = |ty: &ValType| if is_integer(ty) { POINTER } else { NONE };
        let results: Vec<Node> = match callee {
            Some(callee) => self.results[callee].clone(),
            None => ty.results().iter().map(unknown).collect(),
        };
        if matches!(op, Operator::ReturnCall { .. } | Operator::ReturnCallIndirect { .. }) {
            self.arrive(0, results);
            self.locals = None;
            return;
        }
        self.throw(at);
        for (nth, node) in results.into_iter().enumerate() {
            self.found.made.push(((at, nth), node));
            self.stack.push(node);
        }
    }

    fn plain(&mut self, at: usize, op: &Operator<'_>) {
        let locals = self.locals.as_mut().expect("it runs");
        match *op {
            Operator::LocalGet { local_index } => self.stack.push(locals[local_index as usize]),
            Operator::LocalSet { local_index } => {
                locals[local_index as usize] = self.stack.pop().expect("valid");
            }
            Operator::LocalTee { local_index } => {
                locals[local_index as usize] = *self.stack.last().expect("valid");
            }
            Operator::GlobalGet { global_index } => {
                let stack_pointer = global_index == self.program.stack_pointer;
                self.make(at, &[if stack_pointer { NONE } else { POINTER }]);
            }
            Operator::GlobalSet { global_index } => {
                let node = self.stack.pop().expect("valid");
                if global_index != self.program.stack_pointer {
                    self.found.hidden.push((at, node));
                }
            }
            // One of two that are there already.
            Operator::Select | Operator::TypedSelect { .. } => {
                let choices = self.pop(3);
                let node = self.graph.fresh();
                choices[..2].iter().for_each(|from| self.graph.edge(*from, node));
                self.stack.push(node);
            }
            _ => {
                let (pops, pushes) = super::arity(op);
                let args = self.pop(pops);
                if pushes > 0 {
                    let last = at.checked_sub(1).map(|at| &self.code.body.ops[at].1);
                    match source(op, last) {
                        Source::None => self.make(at, &[NONE]),
                        Source::Any => self.make(at, &[POINTER]),
                        Source::First(count) => self.make(at, &args[..count.min(args.len())]),
                    }
                }
            }
        }
    }
}
