//! The code of a poll, and what it needs in the module.

use anyhow::{Result, ensure};
use walrus::ir::{
    Call, Const, IfElse, Instr, InstrLocId, InstrSeqId, Load, LoadKind, MemArg, Value,
};
use walrus::{FunctionBuilder, FunctionId, LocalFunction, MemoryId, Module};

use super::{ASK_OFFSET, END_OFFSET, Options};

/// What the function is called that is a poll.
const END_FUNCTION: &str = "end_if_told";

/// What polls use.
pub struct Poll {
    signal: MemoryId,
    ask: FunctionId,
    /// A function that is a poll that ends and nothing else, once one is needed.
    end: Option<FunctionId>,
}

impl Poll {
    /// Adds the imports.
    pub fn add(module: &mut Module, options: &Options) -> Result<Poll> {
        let Options { host_module, poll_import, signal_import, .. } = options;
        for name in [poll_import, signal_import] {
            ensure!(
                module.imports.find(host_module, name).is_none(),
                "the module already imports {host_module}.{name}: was the pass run before?"
            );
        }
        let (signal, _) =
            module.add_import_memory(host_module, signal_import, true, false, 1, Some(1), None);
        module.memories.get_mut(signal).name = Some(signal_import.clone());
        let ty = module.types.add(&[], &[]);
        let (ask, _) = module.add_import_func(host_module, poll_import, ty);
        Ok(Poll { signal, ask, end: None })
    }

    /// Puts a poll at the start of a sequence that ends the run if it is to end.
    pub fn end_if_told(&self, func: &mut LocalFunction, sequence: InstrSeqId) {
        let end = func.builder_mut().dangling_instr_seq(None).unreachable().id();
        self.put(func, sequence, 0..0, END_OFFSET, end);
    }

    /// Puts a call at the start of a sequence of a function that ends the run if
    /// it is to end: slower than [`Poll::end_if_told`], and a quarter of its size.
    pub fn call_end_if_told(
        &mut self,
        module: &mut Module,
        function: FunctionId,
        sequence: InstrSeqId,
    ) {
        let end = *self.end.get_or_insert_with(|| {
            let mut builder = FunctionBuilder::new(&mut module.types, &[], &[]);
            builder.name(END_FUNCTION.to_owned());
            builder.finish(Vec::new(), &mut module.funcs)
        });
        let func = module.funcs.get_mut(end).kind.unwrap_local_mut();
        if func.block(func.entry_block()).instrs.is_empty() {
            self.end_if_told(func, func.entry_block());
        }
        let call = Call { func: end }.into();
        let func = module.funcs.get_mut(function).kind.unwrap_local_mut();
        func.block_mut(sequence).instrs.insert(0, (call, InstrLocId::default()));
    }

    /// Puts a poll in the place of an instruction that asks the host if it is
    /// to be asked.
    pub fn ask_if_told(&self, func: &mut LocalFunction, sequence: InstrSeqId, index: usize) {
        let ask = func.builder_mut().dangling_instr_seq(None).call(self.ask).id();
        self.put(func, sequence, index..index + 1, ASK_OFFSET, ask);
    }

    fn put(
        &self,
        func: &mut LocalFunction,
        sequence: InstrSeqId,
        place: std::ops::Range<usize>,
        offset: u32,
        consequent: InstrSeqId,
    ) {
        let alternative = func.builder_mut().dangling_instr_seq(None).id();
        let load = Load {
            memory: self.signal,
            kind: LoadKind::I32 { atomic: true },
            arg: MemArg { align: 4, offset: offset.into() },
        };
        let code: [Instr; 3] = [
            Const { value: Value::I32(0) }.into(),
            load.into(),
            IfElse { consequent, alternative }.into(),
        ];
        let code = code.map(|instr| (instr, InstrLocId::default()));
        func.block_mut(sequence).instrs.splice(place, code);
    }
}
