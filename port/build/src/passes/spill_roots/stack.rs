//! The operand stack, simulated in textual order.
//!
//! Textual order is enough, as WebAssembly's blocks are structured: the height
//! of the stack is known everywhere, and what a label receives is what the
//! branches to it left. Nothing after an unconditional branch is looked at, so
//! the stack that has any type, which follows one, does not occur.

use anyhow::{Context, Result, bail};
use walrus::ir::{Instr, InstrSeqId, TryTableCatch};
use walrus::{FunctionKind, GlobalId, LocalId, Module, RefType, ValType};

use super::code::{Code, FrameId, FrameKind, Op, Pc};
use super::instr::{self, Derivation};
use super::trace::{Call, Origin, Target, Trace, Value, ValueId};

/// Simulates one function.
pub fn simulate(module: &Module, stack_pointer: GlobalId, code: &Code) -> Result<Trace> {
    let mut simulation = Simulation {
        module,
        stack_pointer,
        code,
        trace: Trace::default(),
        stack: Vec::new(),
        open: Vec::new(),
        reachable: true,
    };
    for pc in 0..code.ops.len() {
        simulation.step(pc)?;
    }
    Ok(simulation.trace)
}

/// A frame that has been entered.
struct Open {
    id: FrameId,
    /// Height of the stack below its parameters.
    height: usize,
    /// What was passed in, for the `else`.
    params: Vec<ValueId>,
    /// The parameters of a loop, which branches to it add to.
    repeated: Vec<ValueId>,
    /// Where each result may come from.
    results: Vec<Vec<ValueId>>,
}

struct Simulation<'a, 'f> {
    module: &'a Module,
    stack_pointer: GlobalId,
    code: &'a Code<'f>,
    trace: Trace,
    stack: Vec<ValueId>,
    open: Vec<Open>,
    reachable: bool,
}

impl<'f> Simulation<'_, 'f> {
    fn step(&mut self, pc: Pc) -> Result<()> {
        match self.code.ops[pc] {
            Op::Enter(frame) => self.enter(pc, frame),
            Op::Else(frame) => {
                self.fall_through(frame)?;
                let open = self.open.last().context("an else without an if")?;
                let params = open.params.clone();
                self.stack.truncate(open.height);
                self.push_params(pc, frame, &params);
                self.reachable = true;
                Ok(())
            }
            Op::End(frame) => self.end(pc, frame),
            Op::Instr(instr) => self.instr(pc, instr),
        }
    }

    fn enter(&mut self, pc: Pc, id: FrameId) -> Result<()> {
        let code = self.code;
        let frame = &code.frames[id];
        if frame.kind == FrameKind::If {
            self.pop()?;
        }
        for catch in frame.catches {
            self.catch(pc, catch)?;
        }
        let params = self.pop_many(frame.params.len())?;
        self.open.push(Open {
            id,
            height: self.stack.len(),
            params: params.clone(),
            repeated: Vec::new(),
            results: vec![Vec::new(); frame.results.len()],
        });
        let inner = self.push_params(pc, id, &params);
        if frame.kind == FrameKind::Loop
            && let Some(open) = self.open.last_mut()
        {
            open.repeated = inner;
        }
        Ok(())
    }

    fn push_params(&mut self, pc: Pc, frame: FrameId, params: &[ValueId]) -> Vec<ValueId> {
        let types = &self.code.frames[frame].params;
        let origins = params.iter().map(|&param| Origin::AnyOf(vec![param]));
        self.push_many(pc, types.iter().copied().zip(origins).collect())
    }

    fn end(&mut self, pc: Pc, frame: FrameId) -> Result<()> {
        self.fall_through(frame)?;
        let open = self.open.pop().context("an end without a block")?;
        self.stack.truncate(open.height);
        self.reachable = true;
        let types = &self.code.frames[frame].results;
        if frame == 0 {
            for (index, sources) in open.results.into_iter().enumerate() {
                self.trace.returns.extend(sources.into_iter().map(|source| (index, source)));
            }
        } else {
            let origins = open.results.into_iter().map(Origin::AnyOf);
            self.push_many(pc, types.iter().copied().zip(origins).collect());
        }
        Ok(())
    }

    /// Reaching the end of a block leaves its results.
    fn fall_through(&mut self, frame: FrameId) -> Result<()> {
        if self.reachable {
            let results = self.pop_many(self.code.frames[frame].results.len())?;
            if let Some(open) = self.open.last_mut() {
                for (sources, result) in open.results.iter_mut().zip(results) {
                    sources.push(result);
                }
            }
        }
        Ok(())
    }

    /// A branch takes the top of the stack to its label and leaves it in place,
    /// for the case that the branch is not taken.
    fn branch(&mut self, target: InstrSeqId) -> Result<()> {
        let frame = self.code.label(target)?;
        let count = self.code.frames[frame].label_types().len();
        let values = self.pop_many(count)?;
        self.stack.extend(&values);
        self.flow_to(frame, &values)
    }

    fn flow_to(&mut self, frame: FrameId, values: &[ValueId]) -> Result<()> {
        let open = self.open.iter_mut().rfind(|open| open.id == frame);
        let open = open.context("a branch to a block that does not enclose it")?;
        if self.code.frames[frame].kind == FrameKind::Loop {
            for (&param, &value) in open.repeated.iter().zip(values) {
                if let Origin::AnyOf(sources) = &mut self.trace.values[param].origin {
                    sources.push(value);
                }
            }
        } else {
            for (sources, &value) in open.results.iter_mut().zip(values) {
                sources.push(value);
            }
        }
        Ok(())
    }

    /// A caught exception arrives at its label with what was thrown.
    fn catch(&mut self, pc: Pc, catch: &TryTableCatch) -> Result<()> {
        let (tag, reference, label) = match catch {
            TryTableCatch::Catch { tag, label } => (Some(*tag), false, *label),
            TryTableCatch::CatchRef { tag, label } => (Some(*tag), true, *label),
            TryTableCatch::CatchAll { label } => (None, false, *label),
            TryTableCatch::CatchAllRef { label } => (None, true, *label),
        };
        let mut types = match tag {
            Some(tag) => self.module.types.params(self.module.tags.get(tag).ty()).to_vec(),
            None => Vec::new(),
        };
        if reference {
            types.push(ValType::Ref(RefType::EXNREF));
        }
        let thrown =
            types.iter().map(|&ty| self.value(pc, ty, Origin::Unknown, 0)).collect::<Vec<_>>();
        self.flow_to(self.code.label(label)?, &thrown)
    }

    fn instr(&mut self, pc: Pc, instr: &'f Instr) -> Result<()> {
        match instr {
            Instr::LocalGet(get) => self.push_local(pc, get.local),
            Instr::LocalSet(set) => {
                let value = self.pop()?;
                self.trace.defs.push((set.local, pc, value));
            }
            Instr::LocalTee(tee) => {
                let value = self.pop()?;
                self.trace.defs.push((tee.local, pc, value));
                self.push_local(pc, tee.local);
            }
            Instr::Drop(_) => {
                self.pop_unused()?;
            }
            Instr::Select(_) => {
                self.pop()?;
                let choices = self.pop_many(2)?;
                let ty = self.trace.values[choices[0]].ty;
                self.push_many(pc, vec![(ty, Origin::AnyOf(choices))]);
            }
            Instr::Call(call) => self.call(pc, Target::Function(call.func), false)?,
            Instr::ReturnCall(call) => self.call(pc, Target::Function(call.func), true)?,
            Instr::CallIndirect(call) => {
                self.pop()?;
                self.call(pc, Target::Type(call.ty), false)?;
            }
            Instr::ReturnCallIndirect(call) => {
                self.pop()?;
                self.call(pc, Target::Type(call.ty), true)?;
            }
            Instr::Br(br) => self.branch(br.block)?,
            Instr::BrIf(br) => {
                self.pop()?;
                self.branch(br.block)?;
            }
            Instr::BrTable(br) => {
                self.pop()?;
                for &block in br.blocks.iter().chain([&br.default]) {
                    self.branch(block)?;
                }
            }
            Instr::Return(_) => {
                let results = self.pop_many(self.code.frames[0].results.len())?;
                self.trace.returns.extend(results.into_iter().enumerate());
            }
            Instr::Throw(throw) => {
                let ty = self.module.tags.get(throw.tag).ty();
                self.pop_many(self.module.types.params(ty).len())?;
            }
            Instr::ThrowRef(_) => {
                self.pop()?;
            }
            Instr::Unreachable(_) => {}
            _ => self.plain(pc, instr)?,
        }
        if instr.following_instructions_are_unreachable() {
            self.reachable = false;
        }
        Ok(())
    }

    fn plain(&mut self, pc: Pc, instr: &Instr) -> Result<()> {
        if let Instr::RefFunc(reference) = instr {
            self.trace.references.push(reference.func);
        }
        let constant = |depth: usize| {
            let value = *self.stack.get(self.stack.len().checked_sub(depth)?)?;
            match self.trace.values[value].origin {
                Origin::Constant(constant) => Some(constant),
                _ => None,
            }
        };
        let constants = [constant(2), constant(1)];
        let effect = instr::effect(self.module, self.stack_pointer, instr, constants)?;
        let operands = self.pop_many(effect.pops)?;
        if let Some((ty, derivation)) = effect.push {
            let origin = match derivation {
                Derivation::Constant(constant) => Origin::Constant(constant),
                Derivation::NonPointer => Origin::NonPointer,
                Derivation::Unknown => Origin::Unknown,
                Derivation::AnyOperand => Origin::AnyOf(operands),
                Derivation::FirstOperand => Origin::AnyOf(operands.into_iter().take(1).collect()),
            };
            self.push_many(pc, vec![(ty, origin)]);
        }
        Ok(())
    }

    fn call(&mut self, pc: Pc, target: Target, tail: bool) -> Result<()> {
        let (ty, known) = match target {
            Target::Type(ty) => (ty, None),
            Target::Function(func) => {
                let callee = self.module.funcs.get(func);
                let local = matches!(callee.kind, FunctionKind::Local(_));
                (callee.ty(), local.then_some(func))
            }
        };
        let (params, results) = self.module.types.params_results(ty);
        let args = self.pop_many(params.len())?;
        let held = self.stack.clone();
        self.trace.calls.push(Call { pc, target, args, held });
        let results = results.iter().enumerate().map(|(index, &ty)| {
            let origin = known.map_or(Origin::Unknown, |func| Origin::Result(func, index));
            (ty, origin)
        });
        let pushed = self.push_many(pc, results.collect());
        if tail {
            self.trace.returns.extend(pushed.into_iter().enumerate());
        }
        Ok(())
    }

    fn push_local(&mut self, pc: Pc, local: LocalId) {
        let ty = self.module.locals.get(local).ty();
        self.push_many(pc, vec![(ty, Origin::Local(local))]);
    }

    fn push_many(&mut self, pc: Pc, values: Vec<(ValType, Origin)>) -> Vec<ValueId> {
        let count = values.len();
        let ids = values.into_iter().enumerate();
        let ids = ids.map(|(i, (ty, origin))| self.value(pc, ty, origin, count - 1 - i));
        let ids = ids.collect::<Vec<_>>();
        self.stack.extend(&ids);
        ids
    }

    fn value(&mut self, pc: Pc, ty: ValType, origin: Origin, above: usize) -> ValueId {
        self.trace.values.push(Value { ty, origin, pc, above, used: false });
        self.trace.values.len() - 1
    }

    fn pop_many(&mut self, count: usize) -> Result<Vec<ValueId>> {
        let mut values = (0..count).map(|_| self.pop()).collect::<Result<Vec<_>>>()?;
        values.reverse();
        Ok(values)
    }

    fn pop(&mut self) -> Result<ValueId> {
        let value = self.pop_unused()?;
        self.trace.values[value].used = true;
        Ok(value)
    }

    fn pop_unused(&mut self) -> Result<ValueId> {
        let floor = self.open.last().map_or(0, |open| open.height);
        if self.stack.len() <= floor {
            bail!("the operand stack runs empty; validate the module first");
        }
        self.stack.pop().context("the operand stack runs empty")
    }
}
