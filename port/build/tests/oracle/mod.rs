//! A second opinion on what the validator says, for tests: makes wrong modules
//! out of right ones, and finds out what is wrong with a function by following
//! it along every path.

pub mod code;
pub mod collects;
pub mod explore;
pub mod mutate;
pub mod naive;
pub mod pointers;
pub mod program;
mod state;
mod step;
mod values;

/// A small generator of random numbers: tests tell their seed.
pub struct Random(u64);

impl Random {
    pub fn new(seed: u64) -> Random {
        Random(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    /// A number from 0 to `bound`, which is not among them.
    pub fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % bound as u64) as usize
    }
}

/// How many values a plain instruction takes and leaves.
fn arity(op: &wasmparser::Operator<'_>) -> (usize, usize) {
    let (pops, pushes) = op.operator_arity(&NoModule).expect("a plain instruction");
    (pops as usize, pushes as usize)
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
    fn label_block(&self, _: u32) -> Option<(wasmparser::BlockType, wasmparser::FrameKind)> {
        None
    }
}
