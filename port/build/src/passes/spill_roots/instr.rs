//! What each instruction does to the operand stack, and whether its result may
//! be a pointer.
//!
//! This is a table of the instructions that C compiles to. Anything else is
//! refused rather than guessed at: an instruction whose result is wrongly held
//! to be no pointer loses objects at run time, silently.

use anyhow::{Result, bail};
use walrus::ir::{BinaryOp, Instr, LoadKind, StoreKind, UnaryOp, Value};
use walrus::{ConstExpr, GlobalId, GlobalKind, Module, RefType, ValType};

/// How the class of a result follows from the operands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Derivation {
    /// This number: a pointer if it is large enough for one.
    Constant(i64),
    /// Never a pointer into the heap.
    NonPointer,
    /// May be anything.
    Unknown,
    /// A pointer if any operand is one.
    AnyOperand,
    /// A pointer if the first operand is one: what is shifted, not by how much.
    FirstOperand,
}

/// What a plain instruction takes and leaves.
#[derive(Clone, Copy, Debug)]
pub struct Effect {
    pub pops: usize,
    pub push: Option<(ValType, Derivation)>,
}

/// The low 64 KiB hold the shadow stack, never the heap, so a number of 16 bits
/// is no address.
const LARGEST_NON_POINTER: i64 = 0xffff;

/// Whether a constant may be the address of something in the heap: it is if the
/// heap is an array. A negative one is not, as that would be an address above
/// 2 GiB; it is an offset, or a mask.
pub fn may_be_address(constant: i64) -> bool {
    constant > LARGEST_NON_POINTER
}

use Derivation::{AnyOperand, Constant, FirstOperand, NonPointer, Unknown};
use ValType::{F32, F64, I32, I64};

/// The effect of a plain instruction: not of calls, branches, `local.*`,
/// `select` and `drop`, which need more context than the instruction itself.
///
/// `constants` holds the last two operands as far as they are constant, deeper
/// one first.
pub fn effect(
    module: &Module,
    stack_pointer: GlobalId,
    instr: &Instr,
    constants: [Option<i64>; 2],
) -> Result<Effect> {
    let push = |pops, ty, derivation| Effect { pops, push: Some((ty, derivation)) };
    let only = |pops| Effect { pops, push: None };
    Ok(match instr {
        Instr::Const(c) => match c.value {
            Value::I32(v) => push(0, I32, Constant(v.into())),
            Value::I64(v) => push(0, I64, Constant(v)),
            Value::F32(_) => push(0, F32, NonPointer),
            Value::F64(_) => push(0, F64, NonPointer),
            Value::V128(_) => return refuse(instr),
        },
        Instr::Binop(b) => {
            let Some((ty, derivation)) = binary(b.op, constants) else {
                return refuse(instr);
            };
            push(2, ty, derivation)
        }
        Instr::Unop(u) => {
            let Some((ty, derivation)) = unary(u.op) else {
                return refuse(instr);
            };
            push(1, ty, derivation)
        }
        Instr::Load(l) => match l.kind {
            LoadKind::I32 { .. } => push(1, I32, Unknown),
            LoadKind::I64 { .. } | LoadKind::I64_32 { .. } => push(1, I64, Unknown),
            LoadKind::I32_8 { .. } | LoadKind::I32_16 { .. } => push(1, I32, NonPointer),
            LoadKind::I64_8 { .. } | LoadKind::I64_16 { .. } => push(1, I64, NonPointer),
            LoadKind::F32 => push(1, F32, NonPointer),
            LoadKind::F64 => push(1, F64, NonPointer),
            LoadKind::V128 => return refuse(instr),
        },
        Instr::Store(s) => match s.kind {
            StoreKind::V128 => return refuse(instr),
            _ => only(2),
        },
        Instr::GlobalGet(g) => {
            let global = module.globals.get(g.global);
            let derivation = match global.kind {
                _ if g.global == stack_pointer => NonPointer,
                GlobalKind::Local(ConstExpr::Value(Value::I32(v))) if !global.mutable => {
                    Constant(v.into())
                }
                _ => Unknown,
            };
            push(0, global.ty, derivation)
        }
        Instr::GlobalSet(_) => only(1),
        Instr::MemorySize(_) => push(0, I32, NonPointer),
        Instr::MemoryGrow(_) => push(1, I32, NonPointer),
        Instr::MemoryInit(_) | Instr::MemoryCopy(_) | Instr::MemoryFill(_) => only(3),
        Instr::DataDrop(_) => only(0),
        Instr::RefNull(r) => push(0, ValType::Ref(r.ty), NonPointer),
        Instr::RefFunc(_) => push(0, ValType::Ref(RefType::FUNCREF), NonPointer),
        Instr::RefIsNull(_) => push(1, I32, NonPointer),
        _ => return refuse(instr),
    })
}

fn refuse(instr: &Instr) -> Result<Effect> {
    bail!(
        "the pass does not know the instruction {instr:?}, so it cannot tell which values are \
         pointers; compile without the wasm feature it belongs to, or teach the pass about it"
    )
}

fn binary(op: BinaryOp, constants: [Option<i64>; 2]) -> Option<(ValType, Derivation)> {
    use BinaryOp::*;
    let small = |c: Option<i64>| c.is_some_and(|c| (0..=LARGEST_NON_POINTER).contains(&c));
    let shifted_by = |bits: i64| constants[1].map_or(0, |c| c & (bits - 1));
    Some(match op {
        I32Eq | I32Ne | I32LtS | I32LtU | I32GtS | I32GtU | I32LeS | I32LeU | I32GeS | I32GeU
        | I64Eq | I64Ne | I64LtS | I64LtU | I64GtS | I64GtU | I64LeS | I64LeU | I64GeS | I64GeU
        | F32Eq | F32Ne | F32Lt | F32Gt | F32Le | F32Ge | F64Eq | F64Ne | F64Lt | F64Gt | F64Le
        | F64Ge => (I32, NonPointer),

        // A derived pointer may be all that the compiler keeps.
        I32Add | I32Sub | I32Or | I32Xor => (I32, AnyOperand),
        I64Add | I64Sub | I64Or | I64Xor => (I64, AnyOperand),

        // `and -4` takes the tag off a pointer; `and 15` leaves no pointer.
        I32And | I64And => {
            let masked = small(constants[0]) || small(constants[1]);
            let ty = if matches!(op, I32And) { I32 } else { I64 };
            (ty, if masked { NonPointer } else { AnyOperand })
        }

        I32Mul | I32DivS | I32DivU | I32RemS | I32RemU | I32Shl => (I32, NonPointer),
        I32ShrU if shifted_by(32) >= 16 => (I32, NonPointer),
        I32ShrS | I32ShrU | I32Rotl | I32Rotr => (I32, FirstOperand),

        // An i64 may be a struct of two words, which `shl 32`, `shr_u 32` and
        // multiplication by 1 << 32 put together and take apart.
        I64DivS | I64DivU | I64RemS | I64RemU => (I64, NonPointer),
        I64Mul => (I64, AnyOperand),
        I64ShrU if shifted_by(64) >= 48 => (I64, NonPointer),
        I64Shl | I64ShrS | I64ShrU | I64Rotl | I64Rotr => (I64, FirstOperand),

        F32Add | F32Sub | F32Mul | F32Div | F32Min | F32Max | F32Copysign => (F32, NonPointer),
        F64Add | F64Sub | F64Mul | F64Div | F64Min | F64Max | F64Copysign => (F64, NonPointer),
        _ => return None,
    })
}

fn unary(op: UnaryOp) -> Option<(ValType, Derivation)> {
    use UnaryOp::*;
    Some(match op {
        I32Eqz | I64Eqz | I32Clz | I32Ctz | I32Popcnt | I32Extend8S | I32Extend16S => {
            (I32, NonPointer)
        }
        I64Clz | I64Ctz | I64Popcnt | I64Extend8S | I64Extend16S => (I64, NonPointer),

        I32WrapI64 => (I32, AnyOperand),
        I64ExtendSI32 | I64ExtendUI32 | I64Extend32S => (I64, AnyOperand),

        I32TruncSF32 | I32TruncUF32 | I32TruncSF64 | I32TruncUF64 | I32TruncSSatF32
        | I32TruncUSatF32 | I32TruncSSatF64 | I32TruncUSatF64 => (I32, NonPointer),
        I64TruncSF32 | I64TruncUF32 | I64TruncSF64 | I64TruncUF64 | I64TruncSSatF32
        | I64TruncUSatF32 | I64TruncSSatF64 | I64TruncUSatF64 => (I64, NonPointer),

        // The bits of a float are whatever was put there.
        I32ReinterpretF32 => (I32, Unknown),
        I64ReinterpretF64 => (I64, Unknown),

        F32Abs | F32Neg | F32Ceil | F32Floor | F32Trunc | F32Nearest | F32Sqrt | F32ConvertSI32
        | F32ConvertUI32 | F32ConvertSI64 | F32ConvertUI64 | F32DemoteF64 | F32ReinterpretI32 => {
            (F32, NonPointer)
        }
        F64Abs | F64Neg | F64Ceil | F64Floor | F64Trunc | F64Nearest | F64Sqrt | F64ConvertSI32
        | F64ConvertUI32 | F64ConvertSI64 | F64ConvertUI64 | F64PromoteF32 | F64ReinterpretI64 => {
            (F64, NonPointer)
        }
        _ => return None,
    })
}
