//! What each instruction does to values: a table of the instructions that are
//! understood. An instruction that is not listed is refused, never guessed.

use super::ir::Rule;
use wasmparser::Operator::{self, *};

/// The instructions that neither branch, call, nor touch locals and globals.
pub enum Effect {
    /// Pops its operands and pushes one value.
    Value(Rule),
    /// Pops its operands.
    Consume,
    /// Pops an address and a value and writes the value to memory.
    Store {
        memory: u32,
        displacement: u64,
        width: u32,
        whole: bool,
    },
    Constant {
        narrow: Option<i32>,
        harmless: bool,
    },
    Nothing,
    Unknown,
}

/// Values no wider than 16 bits are not addresses of heap blocks: the heap
/// lies above the shadow stack and the data segments.
const SMALL: std::ops::RangeInclusive<i64> = 0..=0xffff;

/// Whether a constant is the address of nothing in the heap, even if the heap is
/// an array of fixed address: it is too low for that, or negative, which is
/// above 2 GiB.
fn is_harmless(constant: impl Into<i64>) -> bool {
    constant.into() <= *SMALL.end()
}

/// `rhs` is the last operand if it is a constant written right before.
pub fn effect(op: &Operator<'_>, rhs: Option<i64>) -> Effect {
    use Rule::{Add, And, Harmless, Join, Pointer, Sub};
    Effect::Value(match op {
        Nop | DataDrop { .. } | ElemDrop { .. } => return Effect::Nothing,
        Drop
        | MemoryCopy { .. }
        | MemoryFill { .. }
        | MemoryInit { .. }
        | TableInit { .. }
        | TableCopy { .. } => return Effect::Consume,

        I32Const { value } => {
            return Effect::Constant { narrow: Some(*value), harmless: is_harmless(*value) };
        }
        I64Const { value } => {
            return Effect::Constant { narrow: None, harmless: is_harmless(*value) };
        }

        I32Store { memarg } => return store(memarg, 4, true),
        I64Store { memarg } => return store(memarg, 8, true),
        I32Store8 { memarg } | I64Store8 { memarg } => return store(memarg, 1, false),
        I32Store16 { memarg } | I64Store16 { memarg } => return store(memarg, 2, false),
        F32Store { memarg } | I64Store32 { memarg } => return store(memarg, 4, false),
        F64Store { memarg } => return store(memarg, 8, false),

        // A word from memory may be anything. So may the bits of a float: a
        // compiler may move a structure of two pointers as one.
        I32Load { .. }
        | I64Load { .. }
        | I64Load32S { .. }
        | I64Load32U { .. }
        | I32ReinterpretF32
        | I64ReinterpretF64 => Pointer,

        I32Add | I64Add => Add,
        I32Sub | I64Sub => Sub,
        I32And | I64And if rhs.is_some_and(|mask| SMALL.contains(&mask)) => Harmless,
        I32And | I64And => And,
        I32Or | I64Or | I32Xor | I64Xor => Join(2),
        Select | TypedSelect { .. } => Join(2),
        I32ShrS | I64ShrS | I32Rotl | I32Rotr | I64Rotl | I64Rotr => Join(1),
        I32WrapI64 | I64ExtendI32S | I64ExtendI32U | I64Extend32S => Join(1),
        I32ShrU if rhs.is_some_and(|by| by & 31 >= 16) => Harmless,
        I32ShrU => Join(1),
        // Shifting, or multiplying, by a word moves a pointer between the halves
        // of a double word. What 48 bits were shifted out of is 16 bits wide.
        I64ShrU if rhs.is_some_and(|by| by & 63 >= 48) => Harmless,
        I64ShrU | I64Shl => Join(1),
        I64Mul => Join(2),

        I32Load8S { .. }
        | I32Load8U { .. }
        | I32Load16S { .. }
        | I32Load16U { .. }
        | I64Load8S { .. }
        | I64Load8U { .. }
        | I64Load16S { .. }
        | I64Load16U { .. }
        | F32Load { .. }
        | F64Load { .. }
        | F32Const { .. }
        | F64Const { .. }
        | MemorySize { .. }
        | MemoryGrow { .. }
        | RefNull { .. }
        | RefFunc { .. }
        | RefIsNull
        | TableSize { .. } => Harmless,

        I32Eqz | I32Eq | I32Ne | I32LtS | I32LtU | I32GtS | I32GtU | I32LeS | I32LeU | I32GeS
        | I32GeU | I64Eqz | I64Eq | I64Ne | I64LtS | I64LtU | I64GtS | I64GtU | I64LeS | I64LeU
        | I64GeS | I64GeU | F32Eq | F32Ne | F32Lt | F32Gt | F32Le | F32Ge | F64Eq | F64Ne
        | F64Lt | F64Gt | F64Le | F64Ge => Harmless,

        I32Clz | I32Ctz | I32Popcnt | I64Clz | I64Ctz | I64Popcnt | I32Mul | I32DivS | I32DivU
        | I64DivS | I64DivU | I32RemS | I32RemU | I64RemS | I64RemU | I32Shl | I32Extend8S
        | I32Extend16S | I64Extend8S | I64Extend16S => Harmless,

        F32Abs | F32Neg | F32Ceil | F32Floor | F32Trunc | F32Nearest | F32Sqrt | F32Add
        | F32Sub | F32Mul | F32Div | F32Min | F32Max | F32Copysign | F64Abs | F64Neg | F64Ceil
        | F64Floor | F64Trunc | F64Nearest | F64Sqrt | F64Add | F64Sub | F64Mul | F64Div
        | F64Min | F64Max | F64Copysign => Harmless,

        I32TruncF32S | I32TruncF32U | I32TruncF64S | I32TruncF64U | I64TruncF32S | I64TruncF32U
        | I64TruncF64S | I64TruncF64U | I32TruncSatF32S | I32TruncSatF32U | I32TruncSatF64S
        | I32TruncSatF64U | I64TruncSatF32S | I64TruncSatF32U | I64TruncSatF64S
        | I64TruncSatF64U | F32ConvertI32S | F32ConvertI32U | F32ConvertI64S | F32ConvertI64U
        | F64ConvertI32S | F64ConvertI32U | F64ConvertI64S | F64ConvertI64U | F32DemoteF64
        | F64PromoteF32 | F32ReinterpretI32 | F64ReinterpretI64 => Harmless,

        _ => return Effect::Unknown,
    })
}

fn store(memarg: &wasmparser::MemArg, width: u32, whole: bool) -> Effect {
    Effect::Store { memory: memarg.memory, displacement: memarg.offset, width, whole }
}
