//! Ends recursion that does not check the stack itself.
//!
//! MicroPython ends recursion by a check: where Python code is run, where an
//! object is printed, and in a few more places it compares how much of its C
//! stack is used, here the *shadow stack* in linear memory, with a limit, and
//! raises `RuntimeError`. Other C functions call each other without a check,
//! as deep as the program's text or data is nested; the compiler does, for
//! one. Moreover such functions keep most of what they need in locals, so that
//! the engine's own stack, of which C knows nothing, runs out long before the
//! shadow stack. That is a trap, and the end of the session. This pass puts a
//! check that also uses shadow stack into each such cycle of calls. Before:
//!
//! ```wat
//! (func $depth (param $node i32) (result i32)
//!   (if (result i32) (local.get $node)
//!     (then (i32.add (i32.const 1) (call $depth (i32.load (local.get $node)))))
//!     (else (i32.const 0))))
//! ```
//!
//! and after:
//!
//! ```wat
//! (func $depth (param $node i32) (result i32)
//!   (local $base i32)
//!   (global.set $__stack_pointer
//!     (local.tee $base (i32.sub (global.get $__stack_pointer) (i32.const 96))))
//!   (if (i32.lt_s (local.get $base) (i32.const 24576))
//!     (then (call $pass_stack_guard)))
//!   (call $depth.unguarded (local.get $node))
//!   (global.set $__stack_pointer (i32.add (local.get $base) (i32.const 96))))
//! (func $depth.unguarded (param $node i32) (result i32)
//!   (if (result i32) (local.get $node)
//!     (then (i32.add (i32.const 1) (call $depth (i32.load (local.get $node)))))
//!     (else (i32.const 0))))
//! ```
//!
//! The wrapper takes the place of the function, so that every call, table entry
//! and export leads to it. The comparison is signed because the subtraction may
//! go below zero; the stack lies at the bottom of memory (`--stack-first`), so
//! an address in it is never negative as a signed number. An exception that
//! passes through leaves the stack pointer low; whoever catches it puts it back,
//! as for any other function's frame.
//!
//! # Which functions
//!
//! `graph` finds the cycles of calls. Those through a function that checks
//! itself, which is one that calls [`Options::raise`], need nothing if its own
//! frame is large enough, so that the shadow stack is used up first; nor do
//! those through the guard or an exempt function. In each other cycle `cover`
//! chooses a function, as few in all as it can. Which address an indirect call
//! finds is not known, only its type, so more functions seem to recurse than do.
//! Guarding those costs a few instructions per call.
//!
//! Two kinds of functions are never guarded:
//!
//! - those that the guard calls by name. On a stack that is used up it would
//!   call itself without end.
//! - those that raise nothing, if a function that catches exceptions calls them,
//!   or calls what calls them and raises nothing either. That caller may rely on
//!   it, see below.
//!
//! # Why the garbage collector misses nothing
//!
//! The guard makes an exception, so it may collect, while the arguments are
//! only in the wrapper's locals. If it raises, it never comes back and they are
//! not needed any more. If it comes back, it did nothing, as a collection was
//! going on, and no other starts during one. Over the call of the function the
//! wrapper keeps only an address in the stack. So the pass may run when
//! `spill_roots` has run.
//!
//! That gave slots to the callers for the function as it was. Where it may have
//! raised all along, they expect what the guard does: to raise, and to collect
//! before. Where it raised nothing, a caller may hold a pointer in a local over
//! the call. That does no harm if the exception ends the caller too; only if it
//! catches the exception, or is itself relied on by one that does, the pointer
//! may be needed again, when its object is gone. `validate_spills` proves of the
//! finished module that it is not.
//!
//! # What it relies on
//!
//! - A function that calls [`Options::raise`] does so before it recurses, and
//!   the cycles through it use enough shadow stack, if it is one of
//!   [`Options::avoid`].
//! - Recursion through exempt functions alone, and tail calls alone, ends.
//! - Raising does not call a guarded function through a pointer without end.
//! - Whoever catches an exception covers all its calls, whatever it knows of
//!   them, as LLVM does after `setjmp`.

use anyhow::{Context, Result, anyhow, bail, ensure};
use serde::Serialize;
use walrus::ir::{BinaryOp, Binop, Const, GlobalGet, Instr, Value};
use walrus::{
    ExportId, ExportItem, FunctionBuilder, FunctionId, FunctionKind, GlobalId, Module, ValType,
};

use super::recursion::cover::{Choice, cover};
use super::recursion::graph::{Graph, Node};
use super::spill_roots::module::Shadow;

/// What a guarded function uses of the shadow stack, if nothing speaks for
/// another size: about as much as other functions' frames.
pub const DEFAULT_FRAME_BYTES: u32 = 96;

/// What a function that checks the stack has to use of it itself, so that cycles
/// through it need nothing else.
const ENOUGH_FRAME_BYTES: u32 = 64;

/// What to look for, and how much stack to use.
#[derive(Debug, Clone)]
pub struct Options {
    /// The export of the function that raises the exception, of type
    /// `() -> ()`. It returns only while a collection is going on.
    pub guard_export: String,
    /// The name of the function by whose calls the functions that check the
    /// stack themselves are recognised. Not the check's own name, as the check
    /// is inlined.
    pub raise: String,
    /// How the names of functions start that need no check: the collector's,
    /// which no exception may interrupt, and those whose recursion is known to
    /// end.
    pub exempt_prefixes: Vec<String>,
    /// Names of functions that are called so often that they are guarded only
    /// if their cycles cannot be broken elsewhere.
    pub avoid: Vec<String>,
    /// How much of the shadow stack each call of a guarded function uses: the
    /// stack's size divided by this is how deep guarded recursion gets. The
    /// engine's stack must last that deep.
    pub frame_bytes: u32,
    /// The lowest address that a guarded function may reach. What is below is
    /// left for making the exception, and for functions called on the way from
    /// one check to the next.
    pub limit_bytes: u32,
}

/// What the pass did, for the build's log.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Report {
    /// Functions in the module, imports aside.
    pub functions: usize,
    /// Those of them that were in a cycle without a check.
    pub recursive: usize,
    /// Those of them that check the stack themselves.
    pub checked: usize,
    /// Names of those that now are guarded, sorted; written as their number.
    #[serde(serialize_with = "crate::passes::number_of")]
    pub guarded: Vec<String>,
}

/// Runs the pass.
///
/// # Errors
///
/// When the guard, the stack pointer or the function [`Options::raise`] is not
/// as expected, and when there is a cycle of functions none of which may be
/// guarded. The module is then left half done.
pub fn run(module: &mut Module, options: &Options) -> Result<Report> {
    let Options { frame_bytes, limit_bytes, .. } = *options;
    ensure!(
        frame_bytes > 0 && frame_bytes.is_multiple_of(16),
        "a frame of {frame_bytes} bytes would not keep the stack aligned to 16 bytes"
    );
    let frame = i32::try_from(frame_bytes).context("the frame is too large")?;
    let limit = i32::try_from(limit_bytes).context("the limit is too high")?;
    let pointer = Shadow::find(module)?.pointer;
    let guard = Guard::find(module, options)?;

    let graph = Graph::new(module);
    let roles = Roles::new(module, &graph, &guard, options)?;
    let guarded = cover(&graph, &roles.cut, &roles.choices).map_err(|cycles| {
        let cycles = cycles.iter().map(|cycle| names(module, &graph, cycle));
        anyhow!(
            "there is recursion without a check in functions that the guard calls, or whose \
             callers expect no exception; if it is known to end, exempt one: {:?}",
            cycles.collect::<Vec<_>>()
        )
    })?;
    let mut report = Report {
        functions: graph.nodes().len(),
        recursive: graph.recursive(&roles.cut).concat().len(),
        checked: roles.checked,
        guarded: names(module, &graph, &guarded),
    };
    report.guarded.sort_unstable();

    for node in guarded {
        let frame = Frame { pointer, bytes: frame, limit };
        wrap(module, graph.function(node), guard.function, &frame)?;
    }
    let left = unchecked_cycles(module, options)?;
    ensure!(left.is_empty(), "recursion without a check is left: {left:?}");
    module.exports.delete(guard.export);
    Ok(report)
}

/// The sets of functions that can all reach each other without passing a check,
/// by name. Needs the guard's export, which [`run`] removes in the end.
///
/// # Errors
///
/// When the guard or the function [`Options::raise`] is not as expected.
pub fn unchecked_cycles(module: &Module, options: &Options) -> Result<Vec<Vec<String>>> {
    let guard = Guard::find(module, options)?;
    let graph = Graph::new(module);
    let roles = Roles::new(module, &graph, &guard, options)?;
    let cycles = graph.recursive(&roles.cut);
    Ok(cycles.iter().map(|cycle| names(module, &graph, cycle)).collect())
}

/// The function that ends the recursion.
struct Guard {
    function: FunctionId,
    export: ExportId,
}

impl Guard {
    fn find(module: &Module, options: &Options) -> Result<Guard> {
        let name = &options.guard_export;
        let export = module.exports.iter().find(|export| export.name == *name);
        let export = export.ok_or_else(|| {
            anyhow!(
                "the module does not export {name}, which is to end recursion: is the pass run \
                 only once?"
            )
        })?;
        let ExportItem::Function(function) = export.item else {
            bail!("the export {name} is not a function");
        };
        let (params, results) = module.types.params_results(module.funcs.get(function).ty());
        ensure!(params.is_empty() && results.is_empty(), "{name} must be declared as void (void)");
        Ok(Guard { function, export: export.id() })
    }
}

/// What the pass needs to know of each function.
struct Roles {
    /// Ends every cycle that it is in.
    cut: Vec<bool>,
    /// How many call [`Options::raise`].
    checked: usize,
    /// Whether it is guarded, if it is in another.
    choices: Vec<Choice>,
}

impl Roles {
    fn new(module: &Module, graph: &Graph, guard: &Guard, options: &Options) -> Result<Roles> {
        let local = |function, what: &str| {
            let node = graph.node(function);
            node.with_context(|| format!("{what} is imported; it must be in the module"))
        };
        let guard = local(guard.function, &options.guard_export)?;
        let raise = module.funcs.by_name(&options.raise).with_context(|| {
            format!(
                "no function is named {}, by which the pass recognises those that check the \
                 stack: was the module linked with names?",
                options.raise
            )
        })?;
        let raise = local(raise, &options.raise)?;

        let name = |node| module.funcs.get(graph.function(node)).name.as_deref();
        let exempt = |node| {
            let prefixes = &mut options.exempt_prefixes.iter();
            name(node).is_some_and(|name| prefixes.any(|prefix| name.starts_with(prefix.as_str())))
        };
        let checks = |&node: &Node| node != guard && graph.calls_by_name(node, raise);
        let avoided = |node: Node| options.avoid.iter().any(|avoid| name(node) == Some(avoid));
        let pointer = Shadow::find(module)?.pointer;
        let bounds = |node: Node| {
            checks(&node)
                && (avoided(node)
                    || frame_bytes(module, graph.function(node), pointer) >= ENOUGH_FRAME_BYTES)
        };
        let cut = |node| {
            node == guard || bounds(node) || graph.calls_by_name(node, guard) || exempt(node)
        };
        let may_raise = graph.reaching(raise);
        // What a function that catches exceptions takes to raise none.
        let catchers = graph.nodes().filter(|&node| graph.catches(node));
        let trusted =
            catchers.flat_map(|node| graph.callees(node)).filter(|&&callee| !may_raise[callee]);
        let trusted = graph.reached(trusted.copied().collect());
        // What the guard may be in the middle of. Exempt functions are known
        // not to lead back here.
        let serves_guard = graph.reached_by_name(guard, exempt);
        let choice = |node: Node| {
            if trusted[node] || serves_guard[node] {
                Choice::Never
            } else if avoided(node) {
                Choice::Reluctant
            } else {
                Choice::Free
            }
        };
        Ok(Roles {
            cut: graph.nodes().map(cut).collect(),
            checked: graph.nodes().filter(checks).count(),
            choices: graph.nodes().map(choice).collect(),
        })
    }
}

/// The frame that a function makes on the shadow stack before it does anything
/// else, in bytes; 0 if it makes none.
fn frame_bytes(module: &Module, function: FunctionId, pointer: GlobalId) -> u32 {
    let FunctionKind::Local(body) = &module.funcs.get(function).kind else { return 0 };
    let code: Vec<&Instr> =
        body.block(body.entry_block()).instrs.iter().map(|(instr, _)| instr).collect();
    match code[..] {
        [
            Instr::GlobalGet(GlobalGet { global }),
            Instr::Const(Const { value: Value::I32(bytes) }),
            Instr::Binop(Binop { op: BinaryOp::I32Sub }),
            ..,
        ] if *global == pointer => u32::try_from(*bytes).unwrap_or_default(),
        _ => 0,
    }
}

struct Frame {
    pointer: GlobalId,
    bytes: i32,
    limit: i32,
}

/// Moves a function's body to a new function, and puts the wrapper in its place.
fn wrap(module: &mut Module, function: FunctionId, guard: FunctionId, frame: &Frame) -> Result<()> {
    let ty = module.funcs.get(function).ty();
    let (params, results) = module.types.params_results(ty);
    let (params, results) = (params.to_vec(), results.to_vec());
    let args = params.iter().map(|&ty| module.locals.add(ty));
    let args = args.collect::<Vec<_>>();
    let base = module.locals.add(ValType::I32);
    module.locals.get_mut(base).name = Some("base".into());

    let emptied = FunctionKind::Uninitialized(ty);
    let kind = std::mem::replace(&mut module.funcs.get_mut(function).kind, emptied);
    let FunctionKind::Local(body) = kind else {
        bail!("only a function of this module can be guarded");
    };
    let unguarded = module.funcs.add_local(body);
    let name = module.funcs.get(function).name.as_ref();
    let name = name.map(|name| format!("{name}.unguarded"));
    module.funcs.get_mut(unguarded).name = name;

    let mut wrapper = FunctionBuilder::new(&mut module.types, &params, &results);
    let mut code = wrapper.func_body();
    code.global_get(frame.pointer)
        .i32_const(frame.bytes)
        .binop(BinaryOp::I32Sub)
        .local_tee(base)
        .global_set(frame.pointer)
        .local_get(base)
        .i32_const(frame.limit)
        .binop(BinaryOp::I32LtS)
        .if_else(
            None,
            |exhausted| {
                exhausted.call(guard);
            },
            |_| {},
        );
    for &arg in &args {
        code.local_get(arg);
    }
    code.call(unguarded)
        .local_get(base)
        .i32_const(frame.bytes)
        .binop(BinaryOp::I32Add)
        .global_set(frame.pointer);
    module.funcs.get_mut(function).kind = FunctionKind::Local(wrapper.local_func(args));
    Ok(())
}

fn names(module: &Module, graph: &Graph, nodes: &[Node]) -> Vec<String> {
    let name = |&node| {
        let function = module.funcs.get(graph.function(node));
        let number = || format!("#{}", function.id().index());
        function.name.clone().unwrap_or_else(number)
    };
    nodes.iter().map(name).collect()
}
