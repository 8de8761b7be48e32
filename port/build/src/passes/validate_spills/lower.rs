//! From structured WebAssembly to a control-flow graph over variables.
//!
//! The parser's own validator runs alongside, one instruction at a time: its
//! operand-stack height has to agree with ours after every reachable
//! instruction, so that a wrong stack effect here is an error and not a wrong
//! answer. Code after an unconditional branch cannot run and is skipped.

use super::control::{Builder, Frame};
use super::ir::*;
use super::module::{Memories, is_integer};
use super::operators::{Effect, effect};
use anyhow::{Context, Result, bail, ensure};
use std::collections::BTreeSet;
use wasmparser::{
    BlockType, Catch, FuncType, FuncValidator, FunctionBody, GlobalType, Operator, ValType,
    ValidatorResources,
};

pub struct Environment<'a> {
    pub types: &'a [FuncType],
    pub signatures: &'a [u32],
    pub tags: &'a [u32],
    pub globals: &'a [GlobalType],
    pub memories: &'a Memories,
    pub stack_pointer: Option<u32>,
}

impl Environment<'_> {
    fn block_arity(&self, ty: BlockType) -> (u32, u32) {
        match ty {
            BlockType::Empty => (0, 0),
            BlockType::Type(_) => (0, 1),
            BlockType::FuncType(index) => {
                let ty = &self.types[index as usize];
                (ty.params().len() as u32, ty.results().len() as u32)
            }
        }
    }

    /// The integer-ness of the values a catch clause pushes, and its label.
    fn catch(&self, catch: &Catch) -> (Vec<bool>, u32, bool) {
        let of_tag = |tag: u32| {
            let ty = &self.types[self.tags[tag as usize] as usize];
            ty.params().iter().map(is_integer).collect::<Vec<_>>()
        };
        // The exception reference itself is not an address.
        let with_reference = |mut payload: Vec<bool>| {
            payload.push(false);
            payload
        };
        match *catch {
            Catch::One { tag, label } => (of_tag(tag), label, false),
            Catch::OneRef { tag, label } => (with_reference(of_tag(tag)), label, false),
            Catch::All { label } => (Vec::new(), label, true),
            Catch::AllRef { label } => (with_reference(Vec::new()), label, true),
        }
    }
}

pub fn function(
    env: &Environment<'_>,
    index: u32,
    body: &FunctionBody<'_>,
    validator: &mut FuncValidator<ValidatorResources>,
    taken: &mut BTreeSet<u32>,
) -> Result<Function> {
    let ty = &env.types[env.signatures[index as usize] as usize];
    let mut locals = body.get_binary_reader();
    validator.read_locals(&mut locals)?;
    let mut reader = body.get_operators_reader()?;
    let mut lowering =
        Lowering { env, build: Builder::new(validator.len_locals(), ty.results().len() as u32) };
    while !reader.eof() {
        let offset = reader.original_position();
        let op = reader.read()?;
        if let Operator::RefFunc { function_index } = op {
            taken.insert(function_index);
        }
        let arity = op.operator_arity(validator);
        validator.op(offset, &op)?;
        lowering
            .instruction(&op, arity, offset)
            .with_context(|| format!("at byte {offset:#x}: {op:?}"))?;
        if let Some(height) = lowering.build.height() {
            ensure!(
                height == validator.operand_stack_height(),
                "at byte {offset:#x}: {op:?}: operand stack is {height} high, not {}",
                validator.operand_stack_height()
            );
        }
    }
    reader.finish()?;
    let params = ty.params().len() as u32;
    lowering.build.finish(index, params)
}

struct Lowering<'a> {
    env: &'a Environment<'a>,
    build: Builder,
}

impl Lowering<'_> {
    fn instruction(
        &mut self,
        op: &Operator<'_>,
        arity: Option<(u32, u32)>,
        offset: usize,
    ) -> Result<()> {
        if self.control(op, offset)? || !self.build.reachable() {
            return Ok(());
        }
        let build = &mut self.build;
        match *op {
            Operator::LocalGet { local_index: src } => {
                let dst = build.push()?;
                build.emit(Inst::Copy { dst, src });
            }
            Operator::LocalSet { local_index: dst } => {
                let src = build.pop(1)?.base;
                build.emit(Inst::Copy { dst, src });
            }
            Operator::LocalTee { local_index: dst } => {
                let src = build.top(1)?.base;
                build.emit(Inst::Copy { dst, src });
            }
            Operator::GlobalGet { global_index } => {
                let dst = build.push()?;
                build.emit(if Some(global_index) == self.env.stack_pointer {
                    Inst::GetStack { dst }
                } else {
                    let global = self.env.globals[global_index as usize];
                    let may_point = is_integer(&global.content_type);
                    let rule = if may_point { Rule::Pointer } else { Rule::Harmless };
                    let args = Span { base: dst, len: 0 };
                    Inst::Value { dst, args, rule }
                });
            }
            Operator::GlobalSet { global_index } => {
                let src = build.pop(1)?.base;
                if Some(global_index) == self.env.stack_pointer {
                    build.emit(Inst::SetStack { src, offset });
                } else if is_integer(&self.env.globals[global_index as usize].content_type) {
                    let global = global_index;
                    build.emit(Inst::SetGlobal { src, global, offset });
                }
            }
            // Throwing a value away does not need it.
            Operator::Drop => {
                build.pop(1)?;
            }
            Operator::Call { function_index } => {
                let signature = self.env.signatures[function_index as usize];
                self.call(Callee::Function(function_index), signature, offset)?;
            }
            Operator::CallIndirect { type_index, .. } => {
                let index = build.pop(1)?;
                build.emit(Inst::Use { args: index });
                self.call(Callee::Indirect(type_index), type_index, offset)?;
            }
            _ => self.plain(op, arity, offset)?,
        }
        Ok(())
    }

    fn plain(&mut self, op: &Operator<'_>, arity: Option<(u32, u32)>, offset: usize) -> Result<()> {
        let (pops, pushes) = arity.context("its stack effect is not known")?;
        let build = &mut self.build;
        let effect = effect(op, build.constant_on_top());
        let args = build.pop(pops)?;
        match effect {
            Effect::Value(rule) => {
                ensure!(pushes == 1, "pushes {pushes} values");
                let dst = build.push()?;
                build.emit(Inst::Value { dst, args, rule });
            }
            Effect::Constant { narrow, harmless } => {
                let dst = build.push()?;
                build.emit(Inst::Const { dst, narrow, harmless });
            }
            Effect::Consume => {
                ensure!(pushes == 0, "pushes {pushes} values");
                build.emit(Inst::Use { args });
            }
            Effect::Store { memory, displacement, width, whole } => {
                ensure!(pops == 2 && pushes == 0, "not the shape of a store");
                ensure!(
                    self.env.memories.own == Some(memory),
                    "stores to a memory that the collector does not read"
                );
                build.emit(Inst::Store {
                    addr: args.base,
                    value: args.base + 1,
                    displacement,
                    width,
                    whole,
                    offset,
                });
            }
            Effect::Nothing => ensure!(pops == 0 && pushes == 0, "has an effect"),
            Effect::Unknown => bail!("this instruction is not understood"),
        }
        if let Operator::I32Const { value } = op {
            build.note_constant(i64::from(*value));
        } else if let Operator::I64Const { value } = op {
            build.note_constant(*value);
        }
        Ok(())
    }

    fn call(&mut self, callee: Callee, signature: u32, offset: usize) -> Result<()> {
        let ty = &self.env.types[signature as usize];
        let args = self.build.pop(ty.params().len() as u32)?;
        let base = args.base;
        let len = ty.results().len() as u32;
        for _ in 0..len {
            self.build.push()?;
        }
        let results = Span { base, len };
        self.build.call(Call { callee, signature, args, results, offset })
    }

    /// Handles `op` if it is control flow; says whether it was.
    fn control(&mut self, op: &Operator<'_>, offset: usize) -> Result<bool> {
        let env = self.env;
        let build = &mut self.build;
        match op {
            Operator::Block { blockty } => build.open(Frame::block(env.block_arity(*blockty)))?,
            Operator::Loop { blockty } => build.open(Frame::looping(env.block_arity(*blockty)))?,
            Operator::If { blockty } => build.open_if(env.block_arity(*blockty))?,
            Operator::Else => build.alternative()?,
            Operator::TryTable { try_table } => {
                let catches = try_table.catches.iter().map(|c| env.catch(c)).collect();
                build.open(Frame::guarded(env.block_arity(try_table.ty), catches))?;
            }
            Operator::End => build.close(offset)?,
            _ if !build.reachable() => return Ok(false),
            Operator::Br { relative_depth } => {
                let edge = build.branch(*relative_depth)?;
                build.leave(Exit::Jump(vec![edge]));
            }
            Operator::BrIf { relative_depth } => {
                let condition = build.pop(1)?;
                build.emit(Inst::Use { args: condition });
                let taken = build.branch(*relative_depth)?;
                build.fork(vec![taken])?;
            }
            Operator::BrTable { targets } => {
                let selector = build.pop(1)?;
                build.emit(Inst::Use { args: selector });
                let mut depths = targets.targets().collect::<Result<BTreeSet<_>, _>>()?;
                depths.insert(targets.default());
                let edges = depths.into_iter().map(|depth| build.branch(depth));
                let edges = edges.collect::<Result<Vec<_>>>()?;
                build.leave(Exit::Jump(edges));
            }
            Operator::Return => build.return_(offset)?,
            Operator::Unreachable => build.leave(Exit::Trap),
            Operator::Throw { tag_index } => {
                let ty = &env.types[env.tags[*tag_index as usize] as usize];
                let args = build.pop(ty.params().len() as u32)?;
                build.throw(args)?;
            }
            Operator::ThrowRef => {
                let args = build.pop(1)?;
                build.throw(args)?;
            }
            Operator::ReturnCall { function_index } => {
                let signature = env.signatures[*function_index as usize];
                self.tail_call(Callee::Function(*function_index), signature, offset)?;
            }
            Operator::ReturnCallIndirect { type_index, .. } => {
                let args = build.pop(1)?;
                build.emit(Inst::Use { args });
                self.tail_call(Callee::Indirect(*type_index), *type_index, offset)?;
            }
            _ => return Ok(false),
        }
        Ok(true)
    }

    fn tail_call(&mut self, callee: Callee, signature: u32, offset: usize) -> Result<()> {
        let params: &[ValType] = self.env.types[signature as usize].params();
        let args = self.build.pop(params.len() as u32)?;
        let results = Span { base: args.base, len: 0 };
        self.build.leave(Exit::TailCall(Call { callee, signature, args, results, offset }));
        Ok(())
    }
}
