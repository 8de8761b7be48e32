//! The validator of garbage-collection roots, put to the test on the interpreter
//! itself: it has to reject each of thousands of wrong variants of what the pass
//! `spill_roots` makes of the linked module, one slip in each.
//!
//! Not every slip does harm: the pass stores some values that are not needed,
//! and moves to a free slot change nothing. So each mutant is also explored, see
//! `oracle::explore`: every value is followed along every path. A mutant may be
//! accepted only if that finds that nothing is lost.
//!
//! `MUTANTS_SEED` chooses other mutants, `MUTANTS_ROUNDS` more of them: each
//! round makes one of every function that has a frame.

#[path = "../../port/build/tests/oracle/mod.rs"]
mod oracle;

mod forgetful;
mod real;

use oracle::Random;
use oracle::explore::{BLIND, Blind};
use oracle::mutate::{Mutant, Slip, mutants, root_stores, without};
use oracle::naive;
use oracle::program::Program;
use real::{Bench, SPILLED, Spilled, Tally};
use std::collections::BTreeMap;

fn setting(variable: &str, default: u64) -> u64 {
    match std::env::var(variable) {
        Ok(value) => value.parse().unwrap_or_else(|_| panic!("{variable} is not a number")),
        Err(_) => default,
    }
}

#[test]
fn the_pass_does_the_same_each_time() {
    assert!(Spilled::make().wasm == SPILLED.wasm);
}

/// The validator and the exploration, which share no code and no method, agree
/// that the module is right; and the validator does not just say so because of
/// where this pass puts things.
#[test]
fn what_is_right_is_accepted() {
    let program = SPILLED.program();
    let bench = Bench::new(&program);
    assert_eq!(bench.faults(program.wasm), []);
    for body in 0..program.bodies.len() {
        let losses = bench.facts.losses(body);
        assert!(losses.is_empty(), "{}: {losses:?}", program.name(body));
    }

    let linked = Program::parse(&SPILLED.linked).unwrap();
    assert_eq!(bench.faults(&naive::spill(&linked)), []);
}

/// How many mutants are judged a second time, alone.
const SAMPLE: usize = 25;

#[test]
fn slips_are_rejected_or_do_no_harm() {
    let (seed, rounds) = (setting("MUTANTS_SEED", 1), setting("MUTANTS_ROUNDS", 30));
    println!("MUTANTS_SEED={seed} MUTANTS_ROUNDS={rounds}");
    let program = SPILLED.program();
    let bench = Bench::new(&program);
    let mut random = Random::new(seed);
    let mut left: Vec<Vec<Mutant>> =
        (0..program.bodies.len()).map(|body| mutants(&program, body, &mut random)).collect();
    let mut possible: BTreeMap<Slip, usize> = BTreeMap::new();
    for mutant in left.iter().flatten() {
        *possible.entry(mutant.slip).or_default() += 1;
    }

    let mut tally = Tally::default();
    let mut sample = Vec::new();
    for _ in 0..rounds {
        let mut batch = Vec::new();
        for left in left.iter_mut().filter(|left| !left.is_empty()) {
            // All there are of what is rare, then as many of each as of others.
            let mut slips: Vec<Slip> = left.iter().map(|mutant| mutant.slip).collect();
            slips.sort_unstable_by_key(|slip| (possible[slip] >= 100, *slip));
            slips.dedup();
            let rare = slips.iter().filter(|slip| possible[slip] < 100).count();
            let slip = slips[random.below(if rare > 0 { rare } else { slips.len() })];
            let of_slip: Vec<usize> = (0..left.len()).filter(|at| left[*at].slip == slip).collect();
            batch.push(left.swap_remove(of_slip[random.below(of_slip.len())]));
        }
        if batch.is_empty() {
            break;
        }
        let verdicts = bench.judge(&batch);
        let picked = random.below(batch.len());
        for (at, (mutant, verdict)) in batch.into_iter().zip(verdicts).enumerate() {
            tally.add(&program, format!("{:?}", mutant.slip), &mutant, &verdict);
            if at == picked && sample.len() < SAMPLE {
                sample.push((mutant, verdict));
            }
        }
    }
    tally.print();
    // Judged one by one, as a build would, mutants fare as they did in company.
    for (mutant, verdict) in sample {
        let alone = bench.judge(std::slice::from_ref(&mutant));
        assert_eq!(alone, [verdict], "{:?} in {}", mutant.slip, program.name(mutant.body));
    }
    tally.assert_sound();
    let harmful = |slip: &Slip| tally.rejected(&format!("{slip:?}")) > 0;
    // Whatever this interpreter catches an exception in has a frame of the
    // compiler's below, from which the stack pointer is restored.
    let harmless = [Slip::EpilogueRelative];
    for slip in possible.keys().filter(|slip| !harmless.contains(slip)) {
        assert!(harmful(slip), "no {slip:?} is rejected");
    }
}

/// How many single stores of one function are left out, of those that one kind
/// of insight shows to be needed, if there are many such stores in the module.
const STORES_PER_FUNCTION: usize = 10;

/// Stores that only one kind of insight shows to be needed: what a pass forgets
/// that does not have it.
#[test]
fn oversights_are_rejected() {
    let seed = setting("MUTANTS_SEED", 1);
    println!("MUTANTS_SEED={seed}");
    let mut random = Random::new(seed);
    let program = SPILLED.program();
    let bench = Bench::new(&program);
    let mut oversights = Vec::new();
    for body in 0..program.bodies.len() {
        let mut unseen: BTreeMap<Blind, Vec<usize>> = BTreeMap::new();
        for (store, blind) in bench.facts.needs(body, &root_stores(&program, body)) {
            blind.into_iter().for_each(|blind| unseen.entry(blind).or_default().push(store));
        }
        for (blind, mut stores) in unseen {
            if stores.len() > 1 {
                let all = without(&program, body, &stores);
                oversights.push((format!("{blind:?}, all stores"), all));
            }
            let rare = [Blind::Catches, Blind::Operands].contains(&blind);
            while !rare && stores.len() > STORES_PER_FUNCTION {
                stores.swap_remove(random.below(stores.len()));
            }
            for store in stores {
                let one = without(&program, body, &[store]);
                oversights.push((format!("{blind:?}, one store"), one));
            }
        }
    }
    let mut tally = Tally::default();
    for (name, mutant, verdict) in bench.judge_all(oversights) {
        assert!(verdict.lossy, "{name} in {}: nothing is lost", program.name(mutant.body));
        tally.add(&program, name, &mutant, &verdict);
    }
    tally.print();
    tally.assert_sound();
    for blind in BLIND {
        assert!(tally.rejected(&format!("{blind:?}, one store")) > 0, "no {blind:?}");
    }
}

/// The pass itself, made to believe that exceptions are not caught.
#[test]
fn a_pass_that_forgets_catch_edges_is_rejected() {
    let mut rejected = 0;
    for forgotten in forgetful::variants(&SPILLED.linked) {
        let wasm = forgetful::spill(&SPILLED.linked, forgotten);
        let program = Program::parse(&wasm).unwrap();
        let bench = Bench::new(&program);
        let faulty: Vec<usize> = bench.faults(&wasm).into_iter().map(|fault| fault.body).collect();
        for body in 0..program.bodies.len() {
            let lossy = !bench.facts.losses(body).is_empty();
            let found = faulty.contains(&body);
            assert!(!lossy || found, "{forgotten:?}: {} is accepted", program.name(body));
            rejected += usize::from(found);
        }
    }
    println!("functions rejected: {rejected}");
    assert!(rejected > 0);
}
