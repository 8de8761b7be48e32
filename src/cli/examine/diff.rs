//! `mpsandbox diff`.

use super::super::args::DiffOptions;
use super::super::{Complaint, exit};
use super::table::{counted, grouped, signed, table};
use super::{Given, object, text};
use micropython_sandbox::examine::{self, Alteration, Difference, FunctionChange};
use std::collections::BTreeMap;

/// So many functions are listed, unless all are asked for.
const LISTED: usize = 20;

/// Compares two interpreters and gives the exit code.
///
/// # Errors
///
/// When a file cannot be read.
pub fn diff(options: &DiffOptions) -> Result<u8, Complaint> {
    let before = Given::read(Some(&options.before))?;
    let after = Given::read(Some(&options.after))?;
    let difference = match examine::diff(before.side(), after.side()) {
        Ok(difference) => difference,
        Err((which, refusal)) => {
            return Ok([&before, &after][which].refuse(&refusal, options.json));
        }
    };
    let exit_code = if difference.identical { exit::OK } else { exit::DIFFERENT };
    Ok(match options.json {
        true => object(&difference, exit_code),
        false => text(&described(&difference, options.all), exit_code),
    })
}

/// In what they differ, in words.
pub fn described(it: &Difference, all: bool) -> String {
    if it.identical {
        return format!("the same file: sha256 {}\n", it.sha256[0]);
    }
    let mut text = String::new();
    for fact in &it.facts {
        text += &format!("{}: {}, now {}\n", fact.what, fact.before, fact.after);
    }
    for list in &it.lists {
        text += &format!("{}:\n", list.what);
        for (sign, names) in [("-", &list.removed), ("+", &list.added), ("*", &list.changed)] {
            names.iter().for_each(|name| text += &format!("  {sign} {name}\n"));
        }
    }
    text += "sections, bytes:\n";
    let mut rows = Vec::new();
    for section in &it.sections {
        let size = |bytes: Option<usize>| bytes.map_or("-".to_owned(), grouped);
        let change = match (section.before, section.after) {
            _ if section.same => "same".to_owned(),
            (Some(_), None) => "gone".to_owned(),
            (None, Some(_)) => "new".to_owned(),
            (before, after) => match signed(before.unwrap_or(0), after.unwrap_or(0)) {
                none if none == "0" => "changed".to_owned(),
                difference => difference,
            },
        };
        rows.push(vec![section.name.clone(), size(section.before), size(section.after), change]);
    }
    let [before, after] = it.bytes;
    rows.push(vec!["all".to_owned(), grouped(before), grouped(after), signed(before, after)]);
    text += &table(&rows);
    text += &functions(it, all);
    text + &memory(it)
}

fn functions(it: &Difference, all: bool) -> String {
    let changes = &it.functions.changes;
    let mut counts: BTreeMap<Alteration, usize> = BTreeMap::new();
    changes.iter().for_each(|change| *counts.entry(change.alteration).or_default() += 1);
    let mut parts = vec![format!("{} the same", grouped(it.functions.same))];
    parts.extend(counts.iter().map(|(alteration, count)| {
        let what = match alteration {
            Alteration::Added => "new",
            Alteration::Removed => "gone",
            Alteration::Instructions => "changed",
            Alteration::Numbers => "the same but for the numbers in them",
        };
        format!("{} {what}", grouped(*count))
    }));
    let mut text = format!("functions: {}\n", parts.join(", "));
    // Of these it is enough to know how many there are.
    let told = |change: &&FunctionChange| all || change.alteration != Alteration::Numbers;
    let told: Vec<&FunctionChange> = changes.iter().filter(told).collect();
    let listed = if all { told.len() } else { LISTED };
    let mut rows = Vec::new();
    for change in told.iter().take(listed) {
        let size = |bytes: Option<usize>| bytes.map_or("-".to_owned(), grouped);
        let difference = signed(change.before.unwrap_or(0), change.after.unwrap_or(0));
        let row = [change.name.clone(), size(change.before), size(change.after), difference];
        rows.push(row.to_vec());
    }
    text += &table(&rows);
    if told.len() > listed {
        text += &format!("  and {} more; --all lists them\n", told.len() - listed);
    }
    if !it.functions.by_name && !changes.is_empty() {
        text += "  (told by their numbers: the names are not known of both files)\n";
    }
    text
}

fn memory(it: &Difference) -> String {
    let memory = &it.memory;
    if memory.bytes == 0 {
        return "memory at start: the same\n".to_owned();
    }
    let places: Vec<String> = memory
        .first
        .iter()
        .map(|place| format!("{} at {:#x}", counted(place.bytes as usize, "byte"), place.address))
        .collect();
    let more = match memory.places - places.len() {
        0 => String::new(),
        more => format!(", and {} more", grouped(more)),
    };
    format!(
        "memory at start: differs in {} and {}: {}{more}\n",
        counted(memory.bytes as usize, "byte"),
        counted(memory.places, "place"),
        places.join(", ")
    )
}
