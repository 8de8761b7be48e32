//! The real module, and a bench to judge variants of it on.

use crate::oracle::explore::Facts;
use crate::oracle::mutate::Mutant;
use crate::oracle::program::Program;
use micropython_sandbox_build::passes::Module;
use micropython_sandbox_build::passes::spill_roots;
use micropython_sandbox_build::passes::validate_spills::{self, FaultKind};
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::sync::LazyLock;

/// What the linker made in this build, and what the pass makes of it.
pub struct Spilled {
    pub linked: Vec<u8>,
    pub wasm: Vec<u8>,
    options: validate_spills::Options,
}

pub static SPILLED: LazyLock<Spilled> = LazyLock::new(Spilled::make);

impl Spilled {
    pub fn make() -> Spilled {
        let linked = std::fs::read(concat!(env!("OUT_DIR"), "/linked.wasm")).unwrap();
        let pass = pass();
        let roots =
            validate_spills::roots_of(&linked, &pass.marker_module, &pass.marker_name).unwrap();
        let mut module = Module::new(linked.clone()).unwrap();
        module.apply("spill_roots", |module| spill_roots::run(module, &pass)).unwrap();
        let options = validate_spills::Options { roots, raising: Vec::new() };
        Spilled { linked, wasm: module.wasm().to_vec(), options }
    }

    pub fn program(&self) -> Program<'_> {
        Program::parse(&self.wasm).unwrap()
    }
}

/// The marker's name, as the build takes it from the contract.
pub fn pass() -> spill_roots::Options {
    let manifest = include_str!(concat!(env!("OUT_DIR"), "/manifest.json"));
    let manifest: serde_json::Value = serde_json::from_str(manifest).unwrap();
    let text = |value: &serde_json::Value| value.as_str().unwrap().to_owned();
    let contract = &manifest["contract"];
    spill_roots::Options {
        marker_module: text(&contract["build_module"]),
        marker_name: text(&contract["build_imports"][0]["name"]),
    }
}

/// What the validator says of one function.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fault {
    pub body: usize,
    pub kind: FaultKind,
    pub detail: String,
}

/// What is thought of a mutant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// Nothing, if the validator accepts it.
    pub faults: BTreeSet<Fault>,
    /// Whether exploring finds that something is lost.
    pub lossy: bool,
}

pub struct Bench<'a> {
    program: &'a Program<'a>,
    pub facts: Facts<'a>,
}

impl<'a> Bench<'a> {
    pub fn new(program: &'a Program<'a>) -> Bench<'a> {
        Bench { program, facts: Facts::of(program, &SPILLED.options.roots) }
    }

    /// What the build's own check finds wrong with a module.
    pub fn faults(&self, wasm: &[u8]) -> Vec<Fault> {
        let (_, faults) = validate_spills::faults(wasm, &SPILLED.options).unwrap();
        let faults = faults.into_iter().map(|fault| Fault {
            body: (fault.index - self.program.imported) as usize,
            kind: fault.kind,
            detail: fault.detail,
        });
        faults.collect()
    }

    /// Judges mutants of different functions in one module. What a function
    /// passes to others does not depend on how it stores roots, so they do not
    /// come into each other's way.
    pub fn judge(&self, mutants: &[Mutant]) -> Vec<Verdict> {
        let mut bodies: Vec<_> =
            (0..self.program.bodies.len()).map(|body| self.program.bytes(body).to_vec()).collect();
        let mut changed = BTreeSet::new();
        for mutant in mutants {
            assert!(changed.insert(mutant.body), "two mutants of one function");
            bodies[mutant.body] = mutant.bytes(self.program);
        }
        let mut faults: BTreeMap<usize, BTreeSet<Fault>> = BTreeMap::new();
        for fault in self.faults(&self.program.with_bodies(&bodies)) {
            assert!(changed.contains(&fault.body), "nothing was changed there: {fault:?}");
            faults.entry(fault.body).or_default().insert(fault);
        }
        let verdict = |mutant: &Mutant| {
            let body = self.program.parse_body(mutant.body, &bodies[mutant.body]).unwrap();
            Verdict {
                faults: faults.remove(&mutant.body).unwrap_or_default(),
                lossy: self.facts.is_lossy(mutant.body, &body),
            }
        };
        mutants.iter().map(verdict).collect()
    }

    /// Judges any mutants, in as few modules as possible.
    pub fn judge_all<N>(&self, mutants: Vec<(N, Mutant)>) -> Vec<(N, Mutant, Verdict)> {
        let mut waiting: BTreeMap<usize, VecDeque<(N, Mutant)>> = BTreeMap::new();
        for (name, mutant) in mutants {
            waiting.entry(mutant.body).or_default().push_back((name, mutant));
        }
        let mut judged = Vec::new();
        while !waiting.is_empty() {
            let next = waiting.values_mut().filter_map(VecDeque::pop_front);
            let (names, batch): (Vec<_>, Vec<_>) = next.unzip();
            waiting.retain(|_, waiting| !waiting.is_empty());
            let verdicts = self.judge(&batch);
            let batch = names.into_iter().zip(batch).zip(verdicts);
            judged.extend(batch.map(|((name, mutant), verdict)| (name, mutant, verdict)));
        }
        judged
    }
}

/// How many mutants there were of each kind, and what became of them.
#[derive(Default)]
pub struct Tally {
    kinds: BTreeMap<String, Kind>,
    accepted: Vec<String>,
}

#[derive(Default)]
struct Kind {
    made: usize,
    /// Rejected, and exploring agrees.
    confirmed: usize,
    /// Rejected, as the validator asks for more than is needed.
    strict: usize,
    /// Accepted; nothing is lost.
    harmless: usize,
}

impl Tally {
    pub fn add(&mut self, program: &Program<'_>, name: String, mutant: &Mutant, verdict: &Verdict) {
        let kind = self.kinds.entry(name).or_default();
        kind.made += 1;
        match (verdict.faults.is_empty(), verdict.lossy) {
            (false, true) => kind.confirmed += 1,
            (false, false) => kind.strict += 1,
            (true, false) => kind.harmless += 1,
            (true, true) => self.accepted.push(format!(
                "{:?} in {}, instruction {}",
                mutant.slip,
                program.name(mutant.body),
                mutant.at
            )),
        }
    }

    pub fn rejected(&self, name: &str) -> usize {
        self.kinds.get(name).map_or(0, |kind| kind.confirmed + kind.strict)
    }

    pub fn print(&self) {
        println!("| slip | made | rejected | not needed | accepted, harmless |");
        for (name, Kind { made, confirmed, strict, harmless }) in &self.kinds {
            println!("| {name} | {made} | {} | {strict} | {harmless} |", confirmed + strict);
        }
        println!("{} in all", self.kinds.values().map(|kind| kind.made).sum::<usize>());
    }

    /// Nothing was accepted that loses anything.
    pub fn assert_sound(&self) {
        assert!(self.accepted.is_empty(), "accepted:\n{}", self.accepted.join("\n"));
    }
}
