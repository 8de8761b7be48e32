//! The check `check_polls` against the module of this build: it must refuse it
//! without any one of its polls, and in the variant that counts steps without
//! any place that counts.

use micropython_sandbox_build::passes::check_polls::{Options, run};
use micropython_sandbox_build::unpolled;
use walrus::ir::{
    BinaryOp, Binop, Instr, InstrLocId, InstrSeq, InstrSeqId, Load, LoadKind, Visitor, dfs_in_order,
};
use walrus::{FunctionId, Module};

/// With the names of its functions.
const WASM: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/micropython.unsealed.wasm"));

const COUNTING_WASM: &[u8] =
    include_bytes!(concat!(env!("OUT_DIR"), "/micropython.counting.unsealed.wasm"));

/// So many mutants are tried, spread over all polls.
const MUTANTS: usize = 120;

fn options() -> Options {
    let manifest = include_str!(concat!(env!("OUT_DIR"), "/manifest.json"));
    let manifest: serde_json::Value = serde_json::from_str(manifest).unwrap();
    let text = |name: &serde_json::Value| name.as_str().unwrap().to_owned();
    let contract = &manifest["contract"];
    Options {
        host_module: text(&contract["import_module"]),
        poll_import: text(&contract["added_imports"][0]["name"]),
        signal_import: text(&contract["signal_memory"]),
        steps_export: None,
        dispatchers: vec![unpolled::BYTECODE_LOOP.to_owned()],
        bounded: unpolled::names(),
    }
}

/// Where the instructions start that are a poll or count a step.
type Place = (FunctionId, InstrSeqId, usize);

/// What the function is called that is a poll.
const END_FUNCTION: &str = "end_if_told";

/// Each poll, with the number of its instructions: three in place, one call.
fn polls(module: &Module) -> Vec<(Place, usize)> {
    struct Polls {
        end: FunctionId,
        found: Vec<(InstrSeqId, usize, usize)>,
    }
    impl<'instr> Visitor<'instr> for Polls {
        fn start_instr_seq(&mut self, seq: &'instr InstrSeq) {
            for (index, (instr, _)) in seq.instrs.iter().enumerate() {
                match instr {
                    Instr::Load(Load { kind: LoadKind::I32 { atomic: true }, .. }) => {
                        self.found.push((seq.id(), index - 1, 3));
                    }
                    Instr::Call(call) if call.func == self.end => {
                        self.found.push((seq.id(), index, 1));
                    }
                    _ => {}
                }
            }
        }
        fn visit_instr(&mut self, _: &'instr Instr, _: &'instr InstrLocId) {}
    }
    let end = module.funcs.by_name(END_FUNCTION).expect("a function that is a poll");
    let mut places = Vec::new();
    for (id, func) in module.funcs.iter_local() {
        let mut polls = Polls { end, found: Vec::new() };
        dfs_in_order(&mut polls, func, func.entry_block());
        places.extend(polls.found.into_iter().map(|(seq, index, many)| ((id, seq, index), many)));
    }
    places
}

#[test]
fn each_poll_is_needed() {
    let whole = run(WASM, &options()).expect("the module of this build");
    let parse = || Module::from_buffer(WASM).expect("a module");
    let count = polls(&parse()).len();
    assert_eq!(count, whole.polls);
    assert!(count > MUTANTS, "only {count} polls");
    for mutant in 0..MUTANTS {
        let mut module = parse();
        let ((function, sequence, index), many) = polls(&module)[mutant * count / MUTANTS];
        let name = module.funcs.get(function).name.clone().unwrap_or_default();
        let func = module.funcs.get_mut(function).kind.unwrap_local_mut();
        func.block_mut(sequence).instrs.drain(index..index + many);
        let error = match run(&module.emit_wasm(), &options()) {
            Ok(_) => panic!("{name} does without poll {index} of {sequence:?}"),
            Err(error) => error.to_string(),
        };
        assert!(
            error.contains("has a loop without a poll") || error.contains("a cycle of calls"),
            "{error}"
        );
    }
}

/// Where the eight instructions start that count a step.
fn counts(module: &Module) -> Vec<Place> {
    struct Counts(Vec<(InstrSeqId, usize)>);
    impl<'instr> Visitor<'instr> for Counts {
        fn start_instr_seq(&mut self, seq: &'instr InstrSeq) {
            for (index, [(set, _), .., (compare, _), (branch, _)]) in
                seq.instrs.array_windows::<5>().enumerate()
            {
                if let (
                    Instr::GlobalSet(_),
                    Instr::Binop(Binop { op: BinaryOp::I64LtS }),
                    Instr::IfElse(_),
                ) = (set, compare, branch)
                {
                    self.0.push((seq.id(), index - 3));
                }
            }
        }
    }
    let mut places = Vec::new();
    for (id, func) in module.funcs.iter_local() {
        let mut found = Counts(Vec::new());
        dfs_in_order(&mut found, func, func.entry_block());
        places.extend(found.0.into_iter().map(|(seq, index)| (id, seq, index)));
    }
    places
}

#[test]
fn each_count_is_needed() {
    let manifest = include_str!(concat!(env!("OUT_DIR"), "/manifest.json"));
    let manifest: serde_json::Value = serde_json::from_str(manifest).unwrap();
    let steps = manifest["contract"]["steps_global"].as_str().unwrap().to_owned();
    let options = Options { steps_export: Some(steps), ..options() };
    let whole = run(COUNTING_WASM, &options).expect("the module of this build");
    let parse = || Module::from_buffer(COUNTING_WASM).expect("a module");
    let places = counts(&parse());
    assert_eq!(places.len(), whole.counts);
    assert!(whole.counts >= 2, "a jump and a frame");
    // Without one, and with one that only compares.
    for mutant in 0..places.len() {
        for removed in [8, 4] {
            let mut module = parse();
            let (function, sequence, index) = counts(&module)[mutant];
            let func = module.funcs.get_mut(function).kind.unwrap_local_mut();
            func.block_mut(sequence).instrs.drain(index..index + removed);
            let error = run(&module.emit_wasm(), &options).unwrap_err().to_string();
            assert!(
                ["without counting", "touches the counter"].iter().any(|part| error.contains(part)),
                "{error}"
            );
        }
    }
    // The variants are not taken for each other.
    assert!(run(WASM, &options).is_err());
    assert!(run(COUNTING_WASM, &self::options()).is_err());
}
