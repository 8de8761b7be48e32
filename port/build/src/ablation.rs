//! Measures what each part of the build does to the interpreter's speed: builds
//! it once as it is shipped and once without each part, and runs programs in
//! all of them, in turns.
//!
//! Modules without a part are in this process's memory only. One without spills
//! is not fit to run programs: its collector frees what is in use. It runs with
//! the collector off, and so does what it is compared with. The dicts without order
//! are upstream's, which the profile does not know: that variant is compared with
//! the one without a profile.

use crate::bare_host::BareHost;
use crate::finish::{Started, interruptible};
use crate::passes::check_imports::Stage;
use crate::passes::{hint_branches, name_in_c};
use crate::pipeline::{self, Omission, Parts, Request};
use crate::profile;
use anyhow::{Context as _, Result, bail, ensure};
use std::fmt::Write as _;
use std::fs;
use std::time::Duration;

/// A part of the build.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    /// The pass `spill_roots`.
    Spills,
    /// The pass `place_polls`.
    Polls,
    /// The pass `guard_recursion`.
    Guards,
    /// Link-time optimisation.
    Linking,
    /// The profile.
    Profile,
    /// Dicts that keep their order.
    Order,
}

/// All of them, in the order of the table.
const PARTS: [(Part, &str); 6] = [
    (Part::Spills, "spills"),
    (Part::Polls, "polls"),
    (Part::Guards, "guards"),
    (Part::Linking, "LTO"),
    (Part::Profile, "profile"),
    (Part::Order, "order"),
];

/// For the compiler to read before each file, so that the interpreter does not
/// ask at jumps whether it is to stop. What it looks at in any case stays: it is
/// upstream's, and without it the profile would not fit the control flow.
const NOT_ASKING: &str = "\
#include \"py/mpconfig.h\"
#undef MICROPY_VM_HOOK_LOOP
#define MICROPY_VM_HOOK_LOOP
";

/// What makes a program keep all that it allocates.
const COLLECTOR_OFF: &str = "import gc; gc.disable()\n";

/// What was measured of a program.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// The program's name.
    pub name: String,
    /// The processor time of a run in the module that is shipped.
    pub shipped: Duration,
    /// That time divided by the time without a part, for each in the order of
    /// the table: above 1 what it costs, below 1 what it gains.
    pub ratios: Vec<f64>,
}

/// Runs programs, given by name and text, so many rounds each; the least time
/// of all rounds counts.
///
/// # Errors
///
/// When a stage of a build fails, when a program does, or when a program does
/// not print the same everywhere.
pub fn measure(
    request: &Request<'_>,
    programs: &[(String, String)],
    rounds: u32,
) -> Result<Vec<Row>> {
    let parts = Parts::find(request)?;
    ensure!(parts.torture.is_none(), "an interpreter that tortures its collector is not measured");
    fs::create_dir_all(&parts.layout.out)?;
    let variants = build(&parts)?;
    programs
        .iter()
        .map(|(name, source)| {
            row(&variants, name, source, rounds).with_context(|| format!("in the program {name}"))
        })
        .collect()
}

/// The module that is shipped, and one without each part.
struct Variants {
    shipped: BareHost,
    without: Vec<(Part, BareHost)>,
}

fn build(parts: &Parts) -> Result<Variants> {
    let layout = &parts.layout;
    let profile = profile::flags_to_use(layout, &parts.toolchain)?;
    let linked = pipeline::linked(parts, &profile, &[])?;
    let unprofiled = pipeline::linked(parts, &[], &[])?;
    // Takes back what the compiler was told before.
    let flags = [&profile[..], &["-fno-lto".to_owned()]].concat();
    let separate = pipeline::linked(parts, &flags, &[])?;
    // The profile knows nothing of upstream's dicts, so that both are without one.
    let folder = layout.port.join("build/unordered");
    let flags = ["-iquote".to_owned(), folder.display().to_string()];
    let unordered = pipeline::linked(parts, &flags, &[folder.join("map.c")])?;
    let header = layout.out.join("not_asking.h");
    fs::write(&header, NOT_ASKING)?;
    let flags = [profile, vec!["-include".to_owned(), header.display().to_string()]].concat();
    let not_asking = pipeline::linked(parts, &flags, &[])?;

    let shipped = finish(parts, &linked, None)?;
    let without = PARTS.iter().map(|&(part, title)| {
        let linked = match part {
            Part::Polls => &not_asking,
            Part::Linking => &separate,
            Part::Profile => &unprofiled,
            Part::Order => &unordered,
            _ => &linked,
        };
        let host = finish(parts, linked, Some(part));
        Ok((part, host.with_context(|| format!("without {title}"))?))
    });
    Ok(Variants { shipped, without: without.collect::<Result<_>>()? })
}

/// From the linker's module to one that runs, made as a shipped one, without
/// one of the parts that are passes.
fn finish(parts: &Parts, linked: &[u8], without: Option<Part>) -> Result<BareHost> {
    let omission = match without {
        Some(Part::Spills) => Some(Omission::Spills),
        Some(Part::Guards) => Some(Omission::Guards),
        _ => None,
    };
    let Started { mut module, hot, .. } = pipeline::started(parts, linked, omission)?;
    if without == Some(Part::Polls) {
        return BareHost::new(module.wasm(), &parts.bindings, &parts.host);
    }
    let polls = interruptible(&parts.bindings.contract, &mut module, Stage::Finished, &hot)?;
    let wasm = hint_branches::run(module.wasm(), &polls, |name| hot.contains(name_in_c(name)))?;
    BareHost::new(&wasm, &parts.bindings, &parts.host)
}

fn row(variants: &Variants, name: &str, source: &str, rounds: u32) -> Result<Row> {
    let collector_off = format!("{COLLECTOR_OFF}{source}");
    let mut shipped = Least::default();
    let mut shipped_collector_off = Least::default();
    let mut without = vec![Least::default(); variants.without.len()];
    let mut printed = None;
    for _ in 0..rounds {
        // In turns, so that what else the machine does falls on all alike.
        shipped.run(&variants.shipped, name, source, &mut printed)?;
        shipped_collector_off.run(&variants.shipped, name, &collector_off, &mut printed)?;
        for (least, (part, host)) in without.iter_mut().zip(&variants.without) {
            let source = if *part == Part::Spills { &collector_off } else { source };
            least.run(host, name, source, &mut printed)?;
        }
    }
    let shipped = shipped.time()?;
    let shipped_collector_off = shipped_collector_off.time()?;
    let at = PARTS.iter().position(|(part, _)| *part == Part::Profile);
    let unprofiled = at.and_then(|at| without.get(at)).context("a variant is missing")?.time()?;
    let ratios = without.iter().zip(&variants.without).map(|(least, (part, _))| {
        let with = match part {
            Part::Spills => shipped_collector_off,
            Part::Order => unprofiled,
            _ => shipped,
        };
        Ok(with.as_secs_f64() / least.time()?.as_secs_f64())
    });
    Ok(Row { name: name.to_owned(), shipped, ratios: ratios.collect::<Result<_>>()? })
}

/// The least time of all runs so far.
#[derive(Debug, Clone, Copy, Default)]
struct Least(Option<Duration>);

impl Least {
    fn run(
        &mut self,
        host: &BareHost,
        name: &str,
        source: &str,
        printed: &mut Option<Vec<u8>>,
    ) -> Result<()> {
        let mut guest = host.start()?;
        guest.load(name, source)?;
        let time = processor_time(|| guest.run())?;
        self.0 = Some(self.0.map_or(time, |least| least.min(time)));
        if *printed.get_or_insert_with(|| guest.printed().to_vec()) != guest.printed() {
            bail!("it did not print the same in all variants");
        }
        Ok(())
    }

    fn time(&self) -> Result<Duration> {
        self.0.filter(|least| !least.is_zero()).context("it took no time that can be measured")
    }
}

#[cfg(unix)]
fn processor_time(run: impl FnOnce() -> Result<()>) -> Result<Duration> {
    use rustix::time::{ClockId, clock_gettime};
    let now = || Duration::try_from(clock_gettime(ClockId::ThreadCPUTime));
    let start = now()?;
    run()?;
    Ok(now()?.saturating_sub(start))
}

/// Where the system does not tell the thread's time, the clock's.
#[cfg(not(unix))]
fn processor_time(run: impl FnOnce() -> Result<()>) -> Result<Duration> {
    let start = std::time::Instant::now();
    run()?;
    Ok(start.elapsed())
}

/// The rows as a Markdown table, with their geometric mean.
pub fn table(rows: &[Row]) -> String {
    let mut table = String::new();
    let mut line = |name: &str, shipped: &str, cells: Vec<String>| {
        let _ = write!(table, "| {name:<18} | {shipped:>11} |");
        for cell in cells {
            let _ = write!(table, " {cell:>8} |");
        }
        table.push('\n');
    };
    line("workload", "shipped, ms", PARTS.iter().map(|(_, title)| (*title).to_owned()).collect());
    line(
        &"-".repeat(18),
        &format!("{}:", "-".repeat(10)),
        vec!["-------:".to_owned(); PARTS.len()],
    );
    let formatted = |ratio: f64| format!("{ratio:.2}");
    for row in rows {
        let milliseconds = format!("{:.0}", row.shipped.as_secs_f64() * 1e3);
        line(&row.name, &milliseconds, row.ratios.iter().copied().map(formatted).collect());
    }
    let mean = |part: usize| {
        let logarithms: f64 = rows.iter().map(|row| row.ratios[part].ln()).sum();
        format!("{:.3}", (logarithms / rows.len() as f64).exp())
    };
    line("geometric mean", "", (0..PARTS.len()).map(mean).collect());
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mean_of_ratios_is_geometric() {
        let row = |name: &str, ratio| Row {
            name: name.to_owned(),
            shipped: Duration::from_micros(1_600),
            ratios: vec![ratio, 1.0, 1.0, 1.0, 0.5, 1.0],
        };
        let table = table(&[row("one", 1.0), row("two", 4.0)]);
        let lines: Vec<Vec<&str>> =
            table.lines().map(|line| line.split('|').map(str::trim).collect()).collect();
        assert_eq!(lines[0][1..4], ["workload", "shipped, ms", "spills"]);
        assert_eq!(lines[3][1..4], ["two", "2", "4.00"]);
        assert_eq!(
            lines[4][1..],
            ["geometric mean", "", "2.000", "1.000", "1.000", "1.000", "0.500", "1.000", ""]
        );
    }
}
