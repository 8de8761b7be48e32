//! `mpsandbox modules`: what programs can import.
//!
//! The interpreter itself is asked, under the grants that the options say. What a
//! granted module does when it is imported for that, it does in the sandbox.

mod inventory;
mod near;
mod reference;
mod show;

use super::args::ModulesOptions;
use super::{Complaint, exit, policy, print, run};
use inventory::Inventory;
use micropython_sandbox::{Error, Outcome, Sandbox, Session};
use reference::Reference;

/// What is asked inside of the interpreter.
const INSIDE: &str = include_str!("modules/inside.py");

/// What a module has.
pub struct Content {
    /// What it says of itself; empty if it says nothing.
    pub doc: String,
    /// Its names with their kinds, as they are to be listed.
    pub names: Vec<(String, String)>,
    /// What CPython's has and this one has not: names, and methods of its classes.
    pub missing: Vec<String>,
}

/// Lists modules, or what is in one, and gives the exit code.
///
/// # Errors
///
/// When the policy is wrong, there is no such module, or it cannot be imported.
pub fn modules(options: &ModulesOptions) -> Result<u8, Complaint> {
    let reference = Reference::read()?;
    let sandbox = run::sandbox(policy::of_modules(options)?, None, None, options.policy.is_some())?;
    let inventory = Inventory::of(&mut asked(&sandbox)?, &reference)?;
    let Some(name) = &options.name else {
        let shown = match options.json {
            true => show::inventory_as_json(&inventory),
            false => show::inventory(&inventory, &reference),
        };
        return Ok(print(|stdout| stdout.write_all(shown.as_bytes()), exit::OK));
    };
    // Nothing that was asked before is there.
    let content = content(&mut asked(&sandbox)?, name, &inventory, &reference)?;
    let shown = match options.json {
        true => show::content_as_json(name, &content, &inventory, &reference),
        false => show::content(name, &content, &reference),
    };
    Ok(print(|stdout| stdout.write_all(shown.as_bytes()), exit::OK))
}

/// A session that answers.
fn asked(sandbox: &Sandbox) -> Result<Session, Complaint> {
    let mut session = sandbox.session().map_err(|error| Complaint::failed(&error))?;
    finished(&session.run(INSIDE))?;
    Ok(session)
}

/// Imports a module and looks at it.
fn content(
    session: &mut Session,
    name: &str,
    inventory: &Inventory,
    reference: &Reference,
) -> Result<Content, Complaint> {
    if name.split('.').any(str::is_empty) {
        return Err(unknown(name, inventory, reference));
    }
    let listed = reference.names(name);
    let wanted: Vec<(&str, &[String])> = listed
        .into_iter()
        .flatten()
        .map(|(name, listed)| (name.as_str(), listed.methods()))
        .collect();
    let outcome = session.call("_look", (name, wanted));
    if let Some(Error::Raised(raised)) = &outcome.error
        && ["ImportError", "ModuleNotFoundError", "AttributeError"].contains(&&*raised.type_name)
        && !inventory.has(name)
    {
        return Err(unknown(name, inventory, reference));
    }
    finished(&outcome).map_err(|complaint| Complaint {
        message: format!("cannot import '{name}': {}", complaint.message),
        ..complaint
    })?;
    let (doc, mut names, missing): (String, Vec<(String, String)>, _) =
        outcome.to().map_err(|error| Complaint::failed(&error))?;
    let is_cpythons = |name: &String| listed.is_some_and(|listed| listed.contains_key(name));
    // A module that another one imports for itself is no part of it.
    names.retain(|(name, kind)| kind != "module" || is_cpythons(name));
    names.sort();
    let doc = if doc.is_empty() { inventory.doc(name).to_owned() } else { doc };
    Ok(Content { doc, names, missing })
}

/// Why there is no such module, and what to do.
fn unknown(name: &str, inventory: &Inventory, reference: &Reference) -> Complaint {
    let shown = super::repl::visible::text(name);
    let known = inventory.entries().iter().map(|entry| &*entry.name);
    let near = near::nearest(name, known);
    // To hear why it is not there.
    let near = near.or_else(|| near::nearest(name, reference.modules().filter(|it| it.len() > 5)));
    Complaint::usage(if reference.names(name).is_some() {
        format!("CPython has a module '{shown}'; here it is not: {}", reference.absence(name))
    } else if let Some(near) = near {
        format!("there is no module '{shown}'; did you mean '{near}'?")
    } else {
        format!(
            "there is no module '{shown}'; 'mpsandbox modules' lists those that there are, and \
             --import-from lets more be imported"
        )
    })
}

/// What a run that did not finish is to the user.
fn finished(outcome: &Outcome) -> Result<(), Complaint> {
    let told = match (&outcome.error, outcome.exit_code()) {
        (Some(error), _) => super::repl::visible::text(&error.to_string()),
        (None, Some(code)) => format!("it called sys.exit({code})"),
        (None, None) => return Ok(()),
    };
    Err(Complaint::of_script(told.replace('\n', " "), exit::code(outcome).max(exit::RAISED)))
}
