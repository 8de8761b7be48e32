//! Checks the validator against runs: follows random paths through a function,
//! with a token for each value, and notes each token that was in no slot of
//! the stack while a collection could run and was used afterwards.
//!
//! This sees less than the validator does: some paths only, and only values
//! that are pointers beyond doubt. It is also much simpler, and wrong only
//! where it finds something in a module that was proven.

use super::program::{Body, Program};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use wasmparser::{BlockType, Catch, FuncType, Operator, ValType};

/// What walks have learned about the module: it only grows.
pub struct Knowledge {
    may_collect: BTreeSet<u32>,
    collecting_types: Vec<FuncType>,
    /// Whether a pointer was seen to be passed or returned.
    params: Vec<Vec<bool>>,
    results: Vec<Vec<bool>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Slipped {
    /// Used after this call although it was in no slot during it; made by the
    /// instruction at `origin`, or a parameter or zero if that is 0.
    Value { call: usize, origin: usize },
    /// The stack pointer was not restored at this exit.
    StackPointer { exit: usize },
}

#[derive(Clone, Copy)]
struct Token {
    id: u32,
    origin: usize,
    pointer: bool,
    /// Relative to the stack pointer at entry.
    address: Option<i64>,
    constant: Option<i64>,
}

struct Label {
    at: usize,
    height: usize,
    /// Values a branch to it takes along.
    arity: usize,
}

pub struct Random(pub u64);

impl Random {
    pub fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % bound as u64) as usize
    }
}

fn is_integer(ty: &ValType) -> bool {
    matches!(ty, ValType::I32 | ValType::I64)
}

impl Knowledge {
    pub fn new(program: &Program<'_>, roots: &[String]) -> Self {
        let functions = 0..program.signatures.len() as u32;
        let integers = |types: &[ValType], assume: bool| -> Vec<bool> {
            types.iter().map(|ty| assume && is_integer(ty)).collect()
        };
        let mut knowledge = Self {
            may_collect: BTreeSet::new(),
            collecting_types: Vec::new(),
            params: functions
                .clone()
                .map(|f| integers(program.signature(f).params(), program.entered.contains(&f)))
                .collect(),
            results: functions.map(|f| integers(program.signature(f).results(), false)).collect(),
        };
        let is_root = |(_, name): &(&u32, &String)| roots.contains(name);
        let roots = program.names.iter().filter(is_root).map(|(index, _)| *index);
        for root in roots {
            knowledge.may_collect.insert(root);
            if program.table.contains(&root) {
                knowledge.collecting_types.push(program.signature(root).clone());
            }
        }
        while knowledge.spread(program) {}
        knowledge
    }

    /// One round of: who calls a function that may collect may collect.
    fn spread(&mut self, program: &Program<'_>) -> bool {
        let before = self.may_collect.len();
        for (index, body) in (program.imported..).zip(&program.bodies) {
            let collects = body.ops.iter().any(|(_, op)| match *op {
                Operator::Call { function_index } | Operator::ReturnCall { function_index } => {
                    self.may_collect.contains(&function_index)
                }
                Operator::CallIndirect { type_index, .. }
                | Operator::ReturnCallIndirect { type_index, .. } => {
                    self.type_collects(&program.types[type_index as usize])
                }
                _ => false,
            });
            if collects && self.may_collect.insert(index) && program.table.contains(&index) {
                self.collecting_types.push(program.signature(index).clone());
            }
        }
        self.may_collect.len() > before
    }

    fn type_collects(&self, ty: &FuncType) -> bool {
        self.collecting_types.contains(ty)
    }
}

pub struct Walk<'a> {
    program: &'a Program<'a>,
    body: &'a Body<'a>,
    index: u32,
    knowledge: &'a mut Knowledge,
    ends: HashMap<usize, (Option<usize>, usize)>,
    pub slipped: BTreeSet<Slipped>,
    /// Takes every value for a pointer.
    pub everything: bool,
}

/// The part of a walk that ends with it.
struct Path {
    locals: Vec<Token>,
    stack: Vec<Token>,
    labels: Vec<Label>,
    /// Slots by address: width and the token in it.
    slots: BTreeMap<i64, (i64, u32)>,
    stack_pointer: Option<i64>,
    tokens: u32,
    /// Offset of the instruction being followed.
    now: usize,
    /// Tokens that were in no slot during some call.
    missed: HashMap<u32, usize>,
}

impl Path {
    fn fresh(&mut self, pointer: bool) -> Token {
        self.tokens += 1;
        Token { id: self.tokens, origin: self.now, pointer, address: None, constant: None }
    }

    fn push(&mut self, pointer: bool) {
        let token = self.fresh(pointer);
        self.stack.push(token);
    }

    fn pop(&mut self) -> Token {
        self.stack.pop().expect("the module is valid")
    }
}

impl<'a> Walk<'a> {
    pub fn new(program: &'a Program<'a>, body: usize, knowledge: &'a mut Knowledge) -> Self {
        let ops = &program.bodies[body].ops;
        let mut ends = HashMap::new();
        let mut open = Vec::new();
        for (at, (_, op)) in ops.iter().enumerate() {
            match op {
                Operator::Block { .. }
                | Operator::Loop { .. }
                | Operator::If { .. }
                | Operator::TryTable { .. } => open.push((at, None)),
                Operator::Else => open.last_mut().expect("valid").1 = Some(at),
                Operator::End => {
                    if let Some((start, alternative)) = open.pop() {
                        ends.insert(start, (alternative, at));
                    }
                }
                _ => {}
            }
        }
        Self {
            program,
            body: &program.bodies[body],
            index: program.imported + body as u32,
            knowledge,
            ends,
            slipped: BTreeSet::new(),
            everything: false,
        }
    }

    /// Follows one path for at most `steps` instructions.
    pub fn path(&mut self, random: &mut Random, steps: usize) {
        let mut path = Path {
            locals: Vec::new(),
            stack: Vec::new(),
            labels: Vec::new(),
            slots: BTreeMap::new(),
            stack_pointer: Some(0),
            tokens: 0,
            now: 0,
            missed: HashMap::new(),
        };
        let params = self.knowledge.params[self.index as usize].clone();
        for local in 0..self.body.locals.len() {
            let pointer = params.get(local).copied().unwrap_or(false);
            let token = path.fresh(pointer);
            path.locals.push(token);
        }
        let mut at = 0;
        for _ in 0..steps {
            match self.step(at, &mut path, random) {
                Some(next) => at = next,
                None => return,
            }
        }
    }

    fn used(&mut self, path: &Path, token: Token) {
        if let Some(call) = path.missed.get(&token.id) {
            self.slipped.insert(Slipped::Value { call: *call, origin: token.origin });
        }
    }

    fn arity(&self, ty: BlockType) -> (usize, usize) {
        match ty {
            BlockType::Empty => (0, 0),
            BlockType::Type(_) => (0, 1),
            BlockType::FuncType(index) => {
                let ty = &self.program.types[index as usize];
                (ty.params().len(), ty.results().len())
            }
        }
    }

    /// The next instruction after a branch; none if it leaves the function.
    fn branch(&mut self, depth: u32, at: usize, path: &mut Path) -> Option<usize> {
        let Some(index) = path.labels.len().checked_sub(depth as usize + 1) else {
            self.leave(at, path);
            return None;
        };
        let label = &path.labels[index];
        let taken = path.stack.split_off(path.stack.len() - label.arity);
        path.stack.truncate(label.height);
        path.stack.extend(taken);
        let start = label.at;
        path.labels.truncate(index);
        match self.body.ops[start].1 {
            Operator::Loop { .. } => Some(start),
            _ => Some(self.ends[&start].1 + 1),
        }
    }

    fn leave(&mut self, at: usize, path: &mut Path) {
        let results = self.knowledge.results[self.index as usize].len();
        let first = path.stack.len() - results;
        for nth in 0..results {
            let token = path.stack[first + nth];
            self.used(path, token);
            self.knowledge.results[self.index as usize][nth] |= token.pointer;
        }
        self.exit(at, path);
    }

    fn exit(&mut self, at: usize, path: &Path) {
        if path.stack_pointer != Some(0) {
            let exit = self.body.ops[at].0;
            self.slipped.insert(Slipped::StackPointer { exit });
        }
    }

    fn enter(&mut self, at: usize, ty: BlockType, path: &mut Path) {
        let (params, results) = self.arity(ty);
        let loops = matches!(self.body.ops[at].1, Operator::Loop { .. });
        path.labels.push(Label {
            at,
            height: path.stack.len() - params,
            arity: if loops { params } else { results },
        });
    }

    fn arguments(&mut self, callee: Option<u32>, ty: &FuncType, path: &mut Path) {
        let first = path.stack.len() - ty.params().len();
        let args = path.stack.split_off(first);
        for (nth, (token, ty)) in args.iter().zip(ty.params()).enumerate() {
            self.used(path, *token);
            if let Some(callee) = callee {
                let known = &mut self.knowledge.params[callee as usize][nth];
                *known |= token.pointer && is_integer(ty);
            }
        }
    }

    /// Where the call may leave to by an exception: the labels left standing
    /// and the clause taken.
    fn clauses(&self, path: &Path) -> Vec<(usize, Catch)> {
        let mut found = Vec::new();
        for (level, label) in path.labels.iter().enumerate().rev() {
            if let Operator::TryTable { try_table } = &self.body.ops[label.at].1 {
                for catch in &try_table.catches {
                    found.push((level, *catch));
                    if matches!(catch, Catch::All { .. } | Catch::AllRef { .. }) {
                        return found;
                    }
                }
            }
        }
        found
    }

    fn call(
        &mut self,
        at: usize,
        callee: Option<u32>,
        ty: &FuncType,
        path: &mut Path,
        random: &mut Random,
    ) -> Option<usize> {
        self.arguments(callee, ty, path);
        let collects = match callee {
            Some(callee) => self.knowledge.may_collect.contains(&callee),
            None => self.knowledge.type_collects(ty),
        };
        if collects {
            let from = path.stack_pointer.unwrap_or(i64::MAX);
            let kept: BTreeSet<u32> = path.slots.range(from..).map(|(_, slot)| slot.1).collect();
            for token in path.locals.iter().chain(&path.stack) {
                if (token.pointer || self.everything) && !kept.contains(&token.id) {
                    path.missed.entry(token.id).or_insert(self.body.ops[at].0);
                }
            }
        }
        let clauses = self.clauses(path);
        if !clauses.is_empty() && random.below(4) == 0 {
            return self.catch(clauses[random.below(clauses.len())], at, path);
        }
        for (nth, ty) in ty.results().iter().enumerate() {
            let known = callee.is_none_or(|callee| self.knowledge.results[callee as usize][nth]);
            path.push(known && is_integer(ty));
        }
        Some(at + 1)
    }

    fn catch(&mut self, clause: (usize, Catch), at: usize, path: &mut Path) -> Option<usize> {
        let (level, catch) = clause;
        path.stack.truncate(path.labels[level].height);
        path.labels.truncate(level);
        // The thrower had a frame of its own.
        path.stack_pointer = path.stack_pointer.map(|at| at - (1 << 20));
        let (tag, label, reference) = match catch {
            Catch::One { tag, label } => (Some(tag), label, false),
            Catch::OneRef { tag, label } => (Some(tag), label, true),
            Catch::All { label } => (None, label, false),
            Catch::AllRef { label } => (None, label, true),
        };
        let payload = tag.map_or(0, |tag| {
            let ty = self.program.tags[tag as usize];
            self.program.types[ty as usize].params().len()
        });
        for _ in 0..payload + usize::from(reference) {
            path.push(false);
        }
        self.branch(label, at, path)
    }

    fn step(&mut self, at: usize, path: &mut Path, random: &mut Random) -> Option<usize> {
        let program = self.program;
        let body = self.body;
        let next = Some(at + 1);
        path.now = body.ops[at].0;
        match &body.ops[at].1 {
            Operator::Block { blockty } | Operator::Loop { blockty } => {
                self.enter(at, *blockty, path);
                next
            }
            Operator::TryTable { try_table } => {
                self.enter(at, try_table.ty, path);
                next
            }
            Operator::If { blockty } => {
                let condition = path.pop();
                self.used(path, condition);
                self.enter(at, *blockty, path);
                match self.ends[&at] {
                    _ if random.below(2) == 0 => next,
                    (Some(alternative), _) => Some(alternative + 1),
                    (None, end) => Some(end),
                }
            }
            // The end of the first alternative.
            Operator::Else => Some(self.ends[&path.labels.last().expect("valid").at].1),
            Operator::End => {
                if path.labels.pop().is_none() {
                    self.leave(at, path);
                    return None;
                }
                next
            }
            Operator::Br { relative_depth } => self.branch(*relative_depth, at, path),
            Operator::BrIf { relative_depth } => {
                let condition = path.pop();
                self.used(path, condition);
                match random.below(2) {
                    0 => self.branch(*relative_depth, at, path),
                    _ => next,
                }
            }
            Operator::BrTable { targets } => {
                let selector = path.pop();
                self.used(path, selector);
                let nth = random.below(targets.len() as usize + 1);
                let mut depths = targets.targets().map(|depth| depth.expect("valid"));
                let depth = depths.nth(nth).unwrap_or(targets.default());
                self.branch(depth, at, path)
            }
            Operator::Return => {
                self.leave(at, path);
                None
            }
            Operator::Unreachable | Operator::ThrowRef => None,
            Operator::Throw { tag_index } => {
                let ty = &program.types[program.tags[*tag_index as usize] as usize];
                self.arguments(None, ty, path);
                let clauses = self.clauses(path);
                match clauses.len() {
                    0 => None,
                    count => self.catch(clauses[random.below(count)], at, path),
                }
            }
            Operator::Call { function_index } => {
                let ty = program.signature(*function_index);
                self.call(at, Some(*function_index), ty, path, random)
            }
            Operator::CallIndirect { type_index, .. } => {
                let callee = path.pop();
                self.used(path, callee);
                self.call(at, None, &program.types[*type_index as usize], path, random)
            }
            Operator::ReturnCall { function_index } => {
                let callee = *function_index;
                self.arguments(Some(callee), program.signature(callee), path);
                for nth in 0..self.knowledge.results[callee as usize].len() {
                    let known = self.knowledge.results[callee as usize][nth];
                    self.knowledge.results[self.index as usize][nth] |= known;
                }
                self.exit(at, path);
                None
            }
            Operator::ReturnCallIndirect { type_index, .. } => {
                let callee = path.pop();
                self.used(path, callee);
                self.arguments(None, &program.types[*type_index as usize], path);
                self.exit(at, path);
                None
            }
            op => {
                self.plain(op, path, random);
                next
            }
        }
    }

    /// Instructions without control flow.
    fn plain(&mut self, op: &Operator<'_>, path: &mut Path, random: &mut Random) {
        match *op {
            Operator::LocalGet { local_index } => {
                path.stack.push(path.locals[local_index as usize]);
            }
            Operator::LocalSet { local_index } => path.locals[local_index as usize] = path.pop(),
            Operator::LocalTee { local_index } => {
                let token = path.pop();
                path.locals[local_index as usize] = token;
                path.stack.push(token);
            }
            Operator::GlobalGet { global_index } => {
                path.push(false);
                if global_index == self.program.stack_pointer {
                    path.stack.last_mut().expect("pushed").address = path.stack_pointer;
                }
            }
            Operator::GlobalSet { global_index } => {
                let token = path.pop();
                if global_index == self.program.stack_pointer {
                    path.stack_pointer = token.address;
                }
            }
            Operator::Drop => {
                path.pop();
            }
            Operator::I32Const { value } => {
                path.push(false);
                path.stack.last_mut().expect("pushed").constant = Some(value.into());
            }
            Operator::Select | Operator::TypedSelect { .. } => {
                let condition = path.pop();
                self.used(path, condition);
                let (second, first) = (path.pop(), path.pop());
                path.stack.push(if random.below(2) == 0 { first } else { second });
            }
            Operator::I32Store { memarg } => self.store(memarg.offset, 4, true, path),
            Operator::I64Store { memarg } => self.store(memarg.offset, 8, true, path),
            Operator::F64Store { memarg } => self.store(memarg.offset, 8, false, path),
            Operator::F32Store { memarg } | Operator::I64Store32 { memarg } => {
                self.store(memarg.offset, 4, false, path);
            }
            Operator::I32Store16 { memarg } | Operator::I64Store16 { memarg } => {
                self.store(memarg.offset, 2, false, path);
            }
            Operator::I32Store8 { memarg } | Operator::I64Store8 { memarg } => {
                self.store(memarg.offset, 1, false, path);
            }
            _ => self.compute(op, path),
        }
    }

    fn store(&mut self, offset: u64, width: i64, whole: bool, path: &mut Path) {
        let (value, address) = (path.pop(), path.pop());
        self.used(path, value);
        self.used(path, address);
        if let Some(address) = address.address {
            let start = address + offset as i64;
            path.slots.retain(|slot, (size, _)| start + width <= *slot || *slot + *size <= start);
            if whole && start % 4 == 0 {
                path.slots.insert(start, (width, value.id));
            }
        }
    }

    fn compute(&mut self, op: &Operator<'_>, path: &mut Path) {
        let (pops, pushes) = op.operator_arity(&NoModule).expect("a plain instruction");
        let args = path.stack.split_off(path.stack.len() - pops as usize);
        args.iter().for_each(|token| self.used(path, *token));
        let small = |token: &Token| token.constant.is_some_and(|c| (0..=0xffff).contains(&c));
        let pointer = match op {
            Operator::I32Load { .. } | Operator::I64Load { .. } => true,
            Operator::I32And => args.iter().any(|t| t.pointer) && !args.iter().any(small),
            Operator::I32Add | Operator::I32Sub | Operator::I32Or | Operator::I32Xor => {
                args.iter().any(|token| token.pointer)
            }
            Operator::I32WrapI64 | Operator::I64ExtendI32U | Operator::I64ExtendI32S => {
                args[0].pointer
            }
            _ => false,
        };
        for _ in 0..pushes {
            path.push(pointer);
        }
        if let ([a, b], Some(result)) = (&args[..], path.stack.last_mut()) {
            match (op, a.address, b.address) {
                (Operator::I32Add, Some(of), None) => {
                    result.address = b.constant.map(|by| of + by);
                }
                // An object of dynamic size has some size.
                (Operator::I32Sub, Some(of), None) => {
                    result.address = Some(of - b.constant.unwrap_or(64));
                }
                (Operator::I32Add, None, Some(of)) => {
                    result.address = a.constant.map(|by| of + by);
                }
                (Operator::I32And, Some(of), None) => result.address = Some(of & !15),
                _ => {}
            }
        }
    }
}

/// The arity of instructions that have the same in every module.
struct NoModule;

impl wasmparser::ModuleArity for NoModule {
    fn sub_type_at(&self, _: u32) -> Option<&wasmparser::SubType> {
        None
    }
    fn tag_type_arity(&self, _: u32) -> Option<(u32, u32)> {
        None
    }
    fn type_index_of_function(&self, _: u32) -> Option<u32> {
        None
    }
    fn func_type_of_cont_type(&self, _: &wasmparser::ContType) -> Option<&wasmparser::FuncType> {
        None
    }
    fn sub_type_of_ref_type(&self, _: &wasmparser::RefType) -> Option<&wasmparser::SubType> {
        None
    }
    fn control_stack_height(&self) -> u32 {
        0
    }
    fn label_block(&self, _: u32) -> Option<(BlockType, wasmparser::FrameKind)> {
        None
    }
}
