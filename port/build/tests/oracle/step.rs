//! What each instruction does to a state.

use super::explore::{Blind, Explorer, Loss};
use super::state::{DEEPEST, Place, State, Tag};
use wasmparser::{FuncType, Operator};

impl Explorer<'_> {
    /// A variable for each position on the operand stack.
    pub fn position(&self, height: usize) -> usize {
        self.code.body.locals.len() + height
    }

    fn push(&self, state: &mut State, tag: Option<Tag>) {
        state.set(self.position(state.height), tag);
        state.height += 1;
    }

    fn take(&self, state: &mut State) -> Option<Tag> {
        state.height -= 1;
        let var = self.position(state.height);
        let tag = state.tag(var);
        state.set(var, None);
        tag
    }

    /// Takes a value in order to do something with it.
    fn consume(&mut self, state: &mut State) -> Option<Tag> {
        let tag = self.take(state);
        if let (Some(Tag::Token), Some(call), Some(origin)) = (tag, state.missed, self.origin) {
            self.losses.insert(Loss::Value { call, origin });
        }
        tag
    }

    fn consume_all(&mut self, state: &mut State, count: usize) {
        (0..count).for_each(|_| {
            self.consume(state);
        });
    }

    /// Carries one instruction out; whether control goes on in this state.
    pub fn step(&mut self, state: &mut State) -> bool {
        let at = state.at;
        let op = &self.code.body.ops[at].1;
        match op {
            Operator::Block { .. } | Operator::Loop { .. } | Operator::TryTable { .. } => {
                self.enter(state);
            }
            Operator::If { .. } => {
                self.consume(state);
                self.enter(state);
                let mut other = state.clone();
                other.at = self.code.alternative(at);
                self.pending.push(other);
            }
            Operator::Else => {
                state.at = self.code.frames[self.code.inside[at]].end + 1;
                return true;
            }
            Operator::End if self.code.inside[at] == 0 => {
                self.leave(state);
                return false;
            }
            Operator::End => {}
            Operator::Br { .. } | Operator::BrIf { .. } | Operator::BrTable { .. } => {
                if !matches!(op, Operator::Br { .. }) {
                    self.consume(state);
                }
                for frame in self.code.branches(at) {
                    self.branch(state.clone(), frame);
                }
                if !matches!(op, Operator::BrIf { .. }) {
                    return false;
                }
            }
            Operator::Return => {
                self.leave(state);
                return false;
            }
            Operator::Unreachable => return false,
            Operator::Throw { tag_index } => {
                let ty = self.facts.program.tags[*tag_index as usize];
                let thrown = self.facts.program.types[ty as usize].params().len();
                self.consume_all(state, thrown);
                self.throw(state);
                return false;
            }
            Operator::ThrowRef => {
                self.consume(state);
                self.throw(state);
                return false;
            }
            Operator::Call { function_index } => {
                self.call(state, self.facts.program.signature(*function_index));
            }
            Operator::CallIndirect { type_index, .. } => {
                self.consume(state);
                self.call(state, &self.facts.program.types[*type_index as usize]);
            }
            Operator::ReturnCall { function_index } => {
                let params = self.facts.program.signature(*function_index).params().len();
                self.consume_all(state, params);
                self.exit(state);
                return false;
            }
            Operator::ReturnCallIndirect { type_index, .. } => {
                let params = self.facts.program.types[*type_index as usize].params().len();
                self.consume_all(state, params + 1);
                self.exit(state);
                return false;
            }
            op => self.plain(state, op),
        }
        state.at = at + 1;
        if self.origin.is_none()
            && let Some(births) = &mut self.births[at]
        {
            births.push(state.clone());
        }
        true
    }

    fn enter(&mut self, state: &State) {
        let frame = self.code.inside[state.at];
        self.heights[frame] = state.height - self.code.frames[frame].params;
    }

    fn branch(&mut self, mut state: State, frame: usize) {
        if frame == 0 {
            self.leave(&mut state);
            return;
        }
        let target = &self.code.frames[frame];
        if target.loops && self.blind == Some(Blind::Loops) {
            return;
        }
        let (height, arity) = (self.heights[frame], target.arity());
        let brought: Vec<_> = (state.height - arity..state.height)
            .map(|height| state.tag(self.position(height)))
            .collect();
        let first = self.position(height);
        state.held.retain(|(var, _)| *var < first);
        state.height = height;
        brought.into_iter().for_each(|tag| self.push(&mut state, tag));
        state.at = target.landing();
        self.pending.push(state);
    }

    fn leave(&mut self, state: &mut State) {
        self.consume_all(state, self.results);
        self.exit(state);
    }

    fn exit(&mut self, state: &State) {
        if state.stack_pointer != Place::At(0) {
            self.losses.insert(Loss::StackPointer { exit: state.at });
        }
    }

    fn throw(&mut self, state: &State) {
        if self.blind == Some(Blind::Catches) {
            return;
        }
        for handler in self.code.handlers(state.at) {
            let mut caught = state.clone();
            let first = self.position(self.heights[handler.region]);
            caught.held.retain(|(var, _)| *var < first);
            caught.height = self.heights[handler.region];
            // Who threw may have had a frame.
            caught.stack_pointer = Place::Below(state.stack_pointer.bound());
            handler.payload.iter().for_each(|_| self.push(&mut caught, None));
            self.branch(caught, handler.target);
        }
    }

    fn call(&mut self, state: &mut State, ty: &FuncType) {
        self.consume_all(state, ty.params().len());
        if let Place::At(at) = state.stack_pointer
            && at % 16 != 0
        {
            self.losses.insert(Loss::Misaligned { call: state.at });
        }
        let from = state.stack_pointer.bound();
        // What is below belongs to the callee.
        state.slots.retain(|(address, _)| *address >= from);
        if self.origin.is_some() && state.slots.is_empty() && self.is_looked_at(state) {
            state.missed = state.missed.or(Some(state.at));
        }
        self.throw(state);
        ty.results().iter().for_each(|_| self.push(state, None));
    }

    /// Whether a collection may run now, and the token matters to it.
    fn is_looked_at(&self, state: &State) -> bool {
        let op = &self.code.body.ops[state.at].1;
        let held_by_local = || {
            let (live, locals) = (&self.live[state.at], self.code.body.locals.len());
            state.held.iter().any(|(var, tag)| {
                *tag == Tag::Token && *var < locals && live[var / 64] >> (var % 64) & 1 == 1
            })
        };
        self.facts.collects.call(self.facts.program, op)
            && match self.blind {
                Some(Blind::IndirectCalls) => matches!(op, Operator::Call { .. }),
                Some(Blind::Operands) => held_by_local(),
                _ => true,
            }
    }

    fn plain(&mut self, state: &mut State, op: &Operator<'_>) {
        match *op {
            Operator::LocalGet { local_index } => {
                self.push(state, state.tag(local_index as usize));
            }
            Operator::LocalSet { local_index } => {
                let tag = self.take(state).filter(is_kept);
                state.set(local_index as usize, tag);
            }
            Operator::LocalTee { local_index } => {
                let tag = state.tag(self.position(state.height - 1)).filter(is_kept);
                state.set(local_index as usize, tag);
            }
            Operator::Drop => {
                self.take(state);
            }
            Operator::GlobalGet { global_index } => {
                let stack_pointer = global_index == self.facts.program.stack_pointer;
                self.push(state, stack_pointer.then_some(Tag::Place(state.stack_pointer)));
            }
            Operator::GlobalSet { global_index } => {
                let tag = self.consume(state);
                if global_index == self.facts.program.stack_pointer {
                    self.set_stack(state, tag);
                }
            }
            Operator::Select | Operator::TypedSelect { .. } => {
                self.consume(state);
                let (second, first) = (self.take(state), self.take(state));
                if first != second {
                    let mut other = state.clone();
                    self.push(&mut other, second);
                    other.at += 1;
                    self.pending.push(other);
                }
                self.push(state, first);
            }
            Operator::I32Store { memarg } => self.store(state, memarg.offset, 4, true),
            Operator::I64Store { memarg } => self.store(state, memarg.offset, 8, true),
            Operator::F64Store { memarg } => self.store(state, memarg.offset, 8, false),
            Operator::F32Store { memarg } | Operator::I64Store32 { memarg } => {
                self.store(state, memarg.offset, 4, false);
            }
            Operator::I32Store16 { memarg } | Operator::I64Store16 { memarg } => {
                self.store(state, memarg.offset, 2, false);
            }
            Operator::I32Store8 { memarg } | Operator::I64Store8 { memarg } => {
                self.store(state, memarg.offset, 1, false);
            }
            Operator::I32Add | Operator::I32Sub | Operator::I32And => self.compute(state, op),
            _ => {
                let (pops, pushes) = super::arity(op);
                self.consume_all(state, pops);
                (0..pushes).for_each(|_| self.push(state, None));
            }
        }
    }

    fn set_stack(&mut self, state: &mut State, tag: Option<Tag>) {
        state.stack_pointer = match tag {
            Some(Tag::Place(place) | Tag::Sum(place)) if place.bound() <= 0 => place,
            _ => {
                self.losses.insert(Loss::StackPointer { exit: state.at });
                Place::Below(-DEEPEST)
            }
        };
    }

    fn store(&mut self, state: &mut State, offset: u64, width: i64, whole: bool) {
        if self.without == Some(state.at) {
            self.take(state);
            self.take(state);
            return;
        }
        let (value, address) = (self.consume(state), self.consume(state));
        let Some(Tag::Place(Place::At(address)) | Tag::Sum(Place::At(address))) = address else {
            return;
        };
        let start = address + offset as i64;
        if start + width > 0 {
            self.losses.insert(Loss::Outside { store: state.at });
        }
        state.slots.retain(|(slot, size)| start + width <= *slot || *slot + *size <= start);
        if whole && start % 4 == 0 && value == Some(Tag::Token) {
            self.stored.insert(state.at);
            state.slots.push((start, width));
            state.slots.sort_unstable();
        }
    }

    /// Addresses on the stack are computed with these.
    fn compute(&mut self, state: &mut State, op: &Operator<'_>) {
        let constant = match state.at.checked_sub(1).map(|at| &self.code.body.ops[at].1) {
            Some(Operator::I32Const { value }) => Some(i64::from(*value)),
            _ => None,
        };
        let (_, first) = (self.consume(state), self.consume(state));
        let tag = match (op, first, constant) {
            (Operator::I32Add, Some(Tag::Place(place)), Some(by)) => Some(Tag::Sum(place.plus(by))),
            (Operator::I32Sub, Some(Tag::Place(place)), Some(by)) => {
                Some(Tag::Place(place.plus(-by)))
            }
            // An object of dynamic size, or rounded down.
            (Operator::I32Sub | Operator::I32And, Some(Tag::Place(place)), _) => {
                Some(Tag::Place(Place::Below(place.bound())))
            }
            _ => None,
        };
        self.push(state, tag);
    }
}

fn is_kept(tag: &Tag) -> bool {
    !matches!(tag, Tag::Sum(_))
}
