//! The checks of the build, made again on the finished module: that the collector
//! finds what is in use, and that nothing runs without end between two polls.

use super::{Found, Subject};
use crate::manifest::{Landmark, Manifest};
use crate::passes::{check_polls, validate_spills};
use crate::sections::{custom, push_number};
use crate::unpolled::{self, BYTECODE_LOOP};
use serde::Serialize;
use std::collections::BTreeMap;

/// The passes that every module has to have gone through, in this order, and the
/// checks. One that counts steps has a further one, which `check_polls` looks for.
const REQUIRED: [&str; 9] = [
    "check_imports",
    "spill_roots",
    "validate_spills",
    "guard_recursion",
    "snapshot",
    "place_polls",
    "check_polls",
    "check_imports",
    "validate_spills",
];

/// Looks whether the module went through all passes.
pub fn passes(subject: &Subject<'_>) -> Found {
    let names: Vec<&str> = subject.manifest.passes.iter().map(|pass| pass.name.as_str()).collect();
    let mut rest = names.iter();
    for required in REQUIRED {
        if !rest.any(|name| *name == required) {
            return Err(format!(
                "{required} is not among them, or not where it belongs: {}",
                names.join(", ")
            ));
        }
    }
    if subject.manifest.gc_torture.is_some() {
        return Err("it tortures its collector: it is for tests only".to_owned());
    }
    Ok(names.join(", "))
}

/// Proves again that every root is where the collector looks. The polls are put
/// aside for that: see [`check_polls::without`].
pub fn roots(subject: &Subject<'_>) -> Found {
    let landmarks = &subject.manifest.landmarks;
    let options = validate_spills::Options {
        roots: names(&landmarks.collect),
        raising: names(&landmarks.raise),
    };
    let report = check_polls::without(&named(subject), &polling(subject)?)
        .and_then(|wasm| validate_spills::validate(&wasm, &options))
        .map_err(|fault| format!("{fault:#}"))?;
    agrees(&subject.manifest, "validate_spills", &report)?;
    Ok(format!("{} values proven kept over {} calls", report.checked_values, report.checked_calls))
}

/// Shows again that every loop and every recursion passes polls.
pub fn polls(subject: &Subject<'_>) -> Found {
    let options = polling(subject)?;
    let reviewed = unpolled::names();
    if let Some(name) = options.bounded.iter().find(|name| !reviewed.contains(name)) {
        return Err(format!("it lists {name} among those whose loops end, which was not reviewed"));
    }
    if let Some(name) = options.dispatchers.iter().find(|name| *name != BYTECODE_LOOP) {
        return Err(format!("it lists {name} among those that run bytecode"));
    }
    let report =
        check_polls::run(&named(subject), &options).map_err(|fault| format!("{fault:#}"))?;
    agrees(&subject.manifest, "check_polls", &report)?;
    let check_polls::Report { polls, listed_loops, .. } = report;
    Ok(format!("{polls} polls, {listed_loops} loops that need none"))
}

/// What the module's polls are to look like.
fn polling(subject: &Subject<'_>) -> Result<check_polls::Options, String> {
    let Manifest { landmarks, contract, .. } = &subject.manifest;
    let base = |landmarks: &[Landmark]| -> Vec<String> {
        landmarks.iter().map(|it| check_polls::base_name(&it.name).to_owned()).collect()
    };
    let [poll] = &contract.added_imports[..] else {
        return Err("its contract has not exactly one import that polls use".to_owned());
    };
    Ok(check_polls::Options {
        host_module: contract.import_module.clone(),
        poll_import: poll.name.clone(),
        signal_import: contract.signal_memory.clone(),
        dispatchers: base(&landmarks.dispatch),
        steps_export: subject.manifest.counts_steps().then(|| contract.steps_global.clone()),
        bounded: base(&landmarks.bounded),
    })
}

/// Compares with what the build has noted of the same check.
fn agrees(manifest: &Manifest, name: &str, report: &impl Serialize) -> Result<(), String> {
    let noted = manifest.passes.iter().rfind(|pass| pass.name == name);
    let found = serde_json::to_value(report).map_err(|fault| fault.to_string())?;
    match noted {
        Some(noted) if noted.report == found => Ok(()),
        _ => Err(format!("it holds, but the manifest has noted something else: {found}")),
    }
}

fn names(landmarks: &[Landmark]) -> Vec<String> {
    landmarks.iter().map(|it| it.name.clone()).collect()
}

/// The module with the names of its landmarks, by which the checks know them. A
/// function has no other name, whatever a name section of the file's own says.
fn named(subject: &Subject<'_>) -> Vec<u8> {
    let landmarks = &subject.manifest.landmarks;
    let lists = [&landmarks.collect, &landmarks.raise, &landmarks.dispatch, &landmarks.bounded];
    let names: BTreeMap<u32, &str> =
        lists.into_iter().flatten().map(|it| (it.function, it.name.as_str())).collect();
    let mut map = Vec::new();
    push_number(names.len(), &mut map);
    for (function, name) in names {
        push_number(function as usize, &mut map);
        push_number(name.len(), &mut map);
        map.extend_from_slice(name.as_bytes());
    }
    // The subsection with functions' names has the number 1.
    let mut subsection = vec![1];
    push_number(map.len(), &mut subsection);
    subsection.extend(map);
    let mut named = subject.wasm[..8].to_vec();
    let kept = subject.sections.iter().filter(|it| !(it.is_custom() && it.name == "name"));
    named.extend(kept.flat_map(|section| &subject.wasm[section.range.clone()]));
    named.extend(custom("name", &subsection));
    named
}
