//! One function: from its body to its frame.

use std::collections::BTreeSet;

use anyhow::{Result, bail};
use walrus::ir::InstrSeqType;
use walrus::{FunctionId, FunctionKind, LocalFunction, Module, ModuleFunctions};

use super::call_graph::CallGraph;
use super::classes::Classes;
use super::code::{Code, Op, Pc};
use super::flow::Flow;
use super::held::{self, Homeless};
use super::liveness::{Needs, Roots};
use super::module::Shadow;
use super::placement::Placement;
use super::rewrite::{self, Plan};
use super::slots::Slots;
use super::{Report, frequency, stack};

/// Spills the roots of one function and adds to the report.
pub fn spill(
    module: &mut Module,
    id: FunctionId,
    shadow: Shadow,
    graph: &CallGraph,
    classes: &mut Classes,
    report: &mut Report,
) -> Result<()> {
    let plan = match plan(module, id, shadow, graph, classes)? {
        Outcome::Planned(plan) => plan,
        Outcome::Homeless(homeless) => {
            report.operand_tees += homeless.len();
            let edits = held::settle(&mut module.locals, classes, &homeless);
            edits.apply(local_mut(&mut module.funcs, id)?);
            match plan(module, id, shadow, graph, classes)? {
                Outcome::Planned(plan) => plan,
                Outcome::Homeless(_) => {
                    bail!("a held value is without a home though it was given one")
                }
            }
        }
    };
    report.collecting_calls += plan.collecting_calls;
    let Some(plan) = plan.frame else {
        return Ok(());
    };
    report.framed += 1;
    report.stores += plan.stores();
    report.frame_bytes += plan.bytes;
    report.largest_frame_bytes = report.largest_frame_bytes.max(plan.bytes);

    let results = module.types.results(module.funcs.get(id).ty()).to_vec();
    let body_type = InstrSeqType::new(&mut module.types, &[], &results);
    let locals = &mut module.locals;
    rewrite::apply(local_mut(&mut module.funcs, id)?, locals, shadow, body_type, &plan);
    Ok(())
}

enum Outcome {
    Planned(Planned),
    /// Held values need a home first.
    Homeless(Vec<Homeless>),
}

struct Planned {
    collecting_calls: usize,
    /// `None` if nothing needs to be stored.
    frame: Option<Plan>,
}

fn plan(
    module: &Module,
    id: FunctionId,
    shadow: Shadow,
    graph: &CallGraph,
    classes: &Classes,
) -> Result<Outcome> {
    let func = local(module, id)?;
    let code = Code::of(module, func)?;
    let collecting = collecting_calls(&code, graph);
    let collecting_calls = collecting.len();
    if collecting.is_empty() {
        return Ok(Outcome::Planned(Planned { collecting_calls, frame: None }));
    }
    let trace = stack::simulate(module, shadow.pointer, &code)?;
    let (homes, homeless) = held::homes(&code, &trace, classes, &collecting);
    if !homeless.is_empty() {
        return Ok(Outcome::Homeless(homeless));
    }
    let flow = Flow::of(&code)?;
    let roots = Roots::of(&code, &flow, &func.args, classes, &collecting);
    let needs = Needs::of(&flow, &roots, &homes);
    let placement = Placement::new(&flow, &roots, &needs, &frequency::estimate(&flow));
    let slots = Slots::assign(&module.locals, &roots, &needs, &placement);
    let plan = Plan::new(&code, &roots, &placement, &slots);
    let frame = (plan.stores() > 0).then_some(plan);
    Ok(Outcome::Planned(Planned { collecting_calls, frame }))
}

fn collecting_calls(code: &Code, graph: &CallGraph) -> BTreeSet<Pc> {
    let ops = code.ops.iter().enumerate();
    let calls = ops.filter(|(_, op)| matches!(op, Op::Instr(instr) if graph.collects(instr)));
    calls.map(|(pc, _)| pc).collect()
}

pub fn local(module: &Module, id: FunctionId) -> Result<&LocalFunction> {
    match &module.funcs.get(id).kind {
        FunctionKind::Local(func) => Ok(func),
        _ => bail!("not a function of this module"),
    }
}

fn local_mut(functions: &mut ModuleFunctions, id: FunctionId) -> Result<&mut LocalFunction> {
    match &mut functions.get_mut(id).kind {
        FunctionKind::Local(func) => Ok(func),
        _ => bail!("not a function of this module"),
    }
}
