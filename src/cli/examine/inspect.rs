//! `mpsandbox inspect`.

use super::super::args::InspectOptions;
use super::super::{Complaint, exit, print};
use super::table::{grouped, paragraph, table, titled};
use super::{Given, object, text};
use micropython_sandbox::examine::{self, ABI_VERSION, Inspection};
use micropython_sandbox::units;
use std::collections::BTreeMap;

/// Describes an interpreter and gives the exit code.
///
/// # Errors
///
/// When the file cannot be read.
pub fn inspect(options: &InspectOptions) -> Result<u8, Complaint> {
    let given = Given::read(options.file.as_deref())?;
    let inspection = match examine::inspect(&given.wasm) {
        Ok(inspection) => inspection,
        Err(refusal) => return Ok(given.refuse(&refusal, options.json)),
    };
    for (wanted, section) in
        [(options.sbom, examine::SBOM_SECTION), (options.licenses, examine::LICENSES_SECTION)]
    {
        if wanted {
            let Some(content) = examine::section(&given.wasm, section) else {
                let message = format!("{}: it has no section {section}", given.name);
                return Err(Complaint::usage(message));
            };
            return Ok(print(|to| to.write_all(content), exit::OK));
        }
    }
    Ok(match options.json {
        true => object(&inspection, exit::OK),
        false => text(&described(&given.name, &inspection), exit::OK),
    })
}

fn described(name: &str, it: &Inspection) -> String {
    let mut text = format!("{name}: an interpreter of micropython-sandbox\n\n");
    text += &format!("{}\n", paragraph(&it.abilities.sentence()));
    let micropython = &it.micropython;
    text += &titled(
        "interpreter",
        &format!("MicroPython {}, commit {:.12}", micropython.version, micropython.commit),
    );
    let patches: Vec<&str> = it.patches.iter().map(|patch| patch.name.as_str()).collect();
    text += &titled(
        "patched by",
        &if patches.is_empty() { "none".to_owned() } else { patches.join(", ") },
    );
    let speaks = match it.abi_version == ABI_VERSION {
        true => String::new(),
        false => format!(", which this program cannot run: it speaks version {ABI_VERSION}"),
    };
    text += &titled("contract", &format!("version {}{speaks}", it.abi_version));
    text += &titled("variant", variant(it));
    text += &titled("frozen", &frozen(it));
    text += &titled("C modules", &it.modules.join(", "));
    if !it.c_modules.is_empty() {
        let added: Vec<&str> = it.c_modules.keys().map(String::as_str).collect();
        text += &titled("C added", &added.join(", "));
    }
    if !it.left_out.is_empty() {
        text += &titled("left out", &it.left_out.join(", "));
    }
    text += &titled(
        "switches",
        &format!("{} of MicroPython's are on; --json lists them", it.switches.len()),
    );
    text += &titled("memory", &memory(it));
    let tools = &it.toolchain;
    text += &titled(
        "made with",
        &format!(
            "{}, {}, walrus {}, micropython-sandbox-build {}",
            tools.compiler, tools.linker, tools.walrus, it.builder
        ),
    );
    text += &titled("sha256", &it.sha256);
    text += &format!("\n{} bytes:\n", grouped(it.bytes));
    let rows: Vec<Vec<String>> = it
        .sections
        .iter()
        .map(|section| {
            let mut row = vec![section.name.clone(), grouped(section.bytes)];
            if section.name == "code" {
                row.push(format!("{} functions", grouped(it.functions)));
            }
            row
        })
        .collect();
    text + &table(&rows)
}

fn variant(it: &Inspection) -> &'static str {
    match (it.gc_torture, it.counts_steps) {
        (Some(_), _) => "for tests only: it tortures its garbage collector",
        (None, true) => "counts the steps of programs",
        (None, false) => "plain",
    }
}

/// The frozen modules, each package once.
fn frozen(it: &Inspection) -> String {
    let mut packages: BTreeMap<&str, usize> = BTreeMap::new();
    for module in &it.frozen {
        let name = module.path.split('/').next().unwrap_or_default();
        let name = name.strip_suffix(".py").unwrap_or(name);
        *packages.entry(name).or_default() += 1;
    }
    if packages.is_empty() {
        return "nothing".to_owned();
    }
    let told = packages.into_iter().map(|(name, files)| match files {
        1 => name.to_owned(),
        files => format!("{name} ({files} files)"),
    });
    told.collect::<Vec<_>>().join(", ")
}

fn memory(it: &Inspection) -> String {
    let needs = &it.memory;
    let most = match needs.maximum {
        Some(bytes) => units::size(bytes),
        None => "4 GiB".to_owned(),
    };
    format!(
        "{} when it starts, of which {} are its stack; {} of it are written then. It grows as \
         programs need it, up to its host's limit, at most to {most}",
        units::size(needs.initial),
        units::size(needs.stack),
        units::size(needs.data)
    )
}
