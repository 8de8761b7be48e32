//! Stores everything before every call: so wasteful that it is plainly right.
//! What it makes of a real module is as large a positive control as there is.

use super::program::{Body, Program};
use std::collections::BTreeMap;
use wasm_encoder::{BlockType, Encode, Instruction, MemArg, ValType as Encoded};
use wasmparser::{
    FuncToValidate, FuncValidator, FuncValidatorAllocations, Operator, Parser, ValType,
    ValidPayload, Validator, ValidatorResources,
};

pub fn spill(program: &Program<'_>) -> Vec<u8> {
    let mut validator = Validator::new();
    let mut functions = Vec::new();
    for payload in Parser::new(0).parse_all(program.wasm) {
        let payload = payload.expect("it was parsed before");
        if let ValidPayload::Func(function, _) = validator.payload(&payload).expect("valid") {
            functions.push(function);
        }
    }
    let bodies = program.bodies.iter().zip(functions);
    let bodies: Vec<_> = bodies.map(|(body, f)| spilled(program, body, f)).collect();
    program.with_bodies(&bodies)
}

/// Stack positions that get a slot; C does not stack operands higher.
const POSITIONS: u32 = 128;

struct Naive<'a> {
    program: &'a Program<'a>,
    body: &'a Body<'a>,
    base: u32,
    size: i32,
    /// A local for each stack position and type in use.
    operands: BTreeMap<(u32, ValType), u32>,
    out: Vec<u8>,
}

fn is_root(ty: ValType) -> bool {
    matches!(ty, ValType::I32 | ValType::I64)
}

fn encoded(ty: ValType) -> Encoded {
    match ty {
        ValType::I32 => Encoded::I32,
        ValType::I64 => Encoded::I64,
        ValType::F32 => Encoded::F32,
        ValType::F64 => Encoded::F64,
        _ => Encoded::EXNREF,
    }
}

fn spilled(
    program: &Program<'_>,
    body: &Body<'_>,
    function: FuncToValidate<ValidatorResources>,
) -> Vec<u8> {
    let ty = program.signature(function.index);
    let waits =
        |op: &Operator<'_>| matches!(op, Operator::Call { .. } | Operator::CallIndirect { .. });
    if !body.ops.iter().any(|(_, op)| waits(op)) {
        return program.wasm[body.range.clone()].to_vec();
    }
    let slots = body.locals.len() as i32 + 2 * POSITIONS as i32;
    let mut naive = Naive {
        program,
        body,
        base: body.locals.len() as u32,
        size: (slots * 8 + 15) & !15,
        operands: BTreeMap::new(),
        out: Vec::new(),
    };
    let params = ty.params().len();
    let mut types = function.into_validator(FuncValidatorAllocations::default());
    for ty in &body.locals[params..] {
        types.define_locals(0, 1, *ty).expect("valid");
    }
    naive.instructions(&mut types);

    let mut declared = body.locals[params..].to_vec();
    declared.push(ValType::I32);
    let mut operands: Vec<_> = naive.operands.iter().map(|((_, ty), l)| (*l, *ty)).collect();
    operands.sort_by_key(|(local, _)| *local);
    declared.extend(operands.into_iter().map(|(_, ty)| ty));
    let declared = declared.into_iter().map(|ty| (1, encoded(ty)));
    let mut whole = wasm_encoder::Function::new(declared);
    let result = match ty.results() {
        [] => BlockType::Empty,
        [ty] => BlockType::Result(encoded(*ty)),
        _ => panic!("C functions return one value"),
    };
    for inst in [
        Instruction::GlobalGet(program.stack_pointer),
        Instruction::I32Const(naive.size),
        Instruction::I32Sub,
        Instruction::LocalTee(naive.base),
        Instruction::GlobalSet(program.stack_pointer),
        Instruction::Block(result),
    ] {
        whole.instruction(&inst);
    }
    whole.raw(naive.out.iter().copied());
    for inst in naive.epilogue() {
        whole.instruction(&inst);
    }
    whole.instruction(&Instruction::End);
    whole.into_raw_body()
}

impl Naive<'_> {
    fn epilogue(&self) -> [Instruction<'static>; 4] {
        [
            Instruction::LocalGet(self.base),
            Instruction::I32Const(self.size),
            Instruction::I32Add,
            Instruction::GlobalSet(self.program.stack_pointer),
        ]
    }

    fn emit(&mut self, insts: &[Instruction<'_>]) {
        insts.iter().for_each(|inst| inst.encode(&mut self.out));
    }

    /// The body's own block takes the place of the function's label, so that
    /// branches keep their depth.
    fn instructions(&mut self, types: &mut FuncValidator<ValidatorResources>) {
        for at in 0..self.body.ops.len() {
            let (offset, op) = &self.body.ops[at];
            let running = types.get_control_frame(0).is_some_and(|frame| !frame.unreachable);
            let depth = types.control_stack_height() - 1;
            match op {
                Operator::Call { .. } | Operator::CallIndirect { .. } if running => {
                    self.store_all(op, types);
                }
                Operator::ReturnCall { .. } | Operator::ReturnCallIndirect { .. } => {
                    let epilogue = self.epilogue();
                    self.emit(&epilogue);
                }
                _ => {}
            }
            if let Operator::Return = op {
                self.emit(&[Instruction::Br(depth)]);
            } else {
                let bytes = &self.program.wasm[*offset..self.body.end(at)];
                self.out.extend_from_slice(bytes);
            }
            types.op(*offset, op).expect("valid");
            let running = types.get_control_frame(0).is_some_and(|frame| !frame.unreachable);
            let height = types.operand_stack_height();
            if running
                && height > 0
                && let Some(Some(ty)) = types.get_operand_type(0)
                && is_root(ty)
                && self.in_frame(types, height)
            {
                let local = self.operand(height - 1, ty);
                self.emit(&[Instruction::LocalTee(local)]);
            }
        }
    }

    /// Operands below the innermost block cannot be reached from inside it;
    /// they were kept when they were pushed.
    fn in_frame(&self, types: &FuncValidator<ValidatorResources>, height: u32) -> bool {
        types.get_control_frame(0).is_some_and(|frame| frame.height < height as usize)
    }

    fn operand(&mut self, position: u32, ty: ValType) -> u32 {
        assert!(position < POSITIONS, "operands are stacked too high");
        let next = self.base + 1 + self.operands.len() as u32;
        *self.operands.entry((position, ty)).or_insert(next)
    }

    fn store(&mut self, local: u32, ty: ValType, slot: u32) {
        let memarg = |align: u32| MemArg { offset: u64::from(slot) * 8, align, memory_index: 0 };
        self.emit(&[
            Instruction::LocalGet(self.base),
            Instruction::LocalGet(local),
            match ty {
                ValType::I64 => Instruction::I64Store(memarg(3)),
                _ => Instruction::I32Store(memarg(2)),
            },
        ]);
    }

    fn store_all(&mut self, op: &Operator<'_>, types: &FuncValidator<ValidatorResources>) {
        for (local, ty) in (0..).zip(&self.body.locals) {
            if is_root(*ty) {
                self.store(local, *ty, local);
            }
        }
        let args = match op {
            Operator::Call { function_index } => {
                self.program.signature(*function_index).params().len()
            }
            Operator::CallIndirect { type_index, .. } => {
                self.program.types[*type_index as usize].params().len() + 1
            }
            _ => 0,
        };
        let height = types.operand_stack_height();
        for position in 0..height - args as u32 {
            let Some(Some(ty)) = types.get_operand_type((height - 1 - position) as usize) else {
                continue;
            };
            if is_root(ty) {
                let local = self.operand(position, ty);
                let wide = u32::from(ty == ValType::I64);
                let slot = self.base + position * 2 + wide;
                self.store(local, ty, slot);
            }
        }
    }
}
