//! What may be a pointer into the heap.
//!
//! Two classes, "not a pointer" below "may be a pointer", for every local and
//! every result of every function of the module. The fixpoint starts from "not
//! a pointer" everywhere and raises what is contradicted. It spans the module
//! because C passes lengths and flags as often as it passes objects: without it
//! each parameter would need a slot.

use std::collections::HashMap;

use walrus::{FunctionId, FunctionKind, LocalId, Module, ValType};

use super::instr::may_be_address;
use super::trace::{Origin, Target, Trace};

/// The locals and results that may be pointers.
#[derive(Debug)]
pub struct Classes {
    locals: Vec<bool>,
    results: HashMap<FunctionId, Vec<bool>>,
}

impl Classes {
    /// `unknown_callers` lists the functions whose arguments cannot be seen:
    /// the host calls them, or an indirect call does.
    pub fn new(
        module: &Module,
        unknown_callers: &[FunctionId],
        traces: &[(FunctionId, Trace)],
    ) -> Classes {
        let mut classes =
            Classes { locals: vec![false; module.locals.iter().count()], results: HashMap::new() };
        for function in module.funcs.iter() {
            let results = module.types.results(function.ty()).len();
            classes.results.insert(function.id(), vec![false; results]);
        }
        for &function in unknown_callers {
            for &param in parameters(module, function) {
                classes.raise(module, param);
            }
        }
        while classes.raise_once(module, traces) {}
        classes
    }

    /// Whether the local may hold a pointer.
    pub fn is_pointer(&self, local: LocalId) -> bool {
        self.locals.get(local.index()).copied().unwrap_or(true)
    }

    /// Notes a local that was added for a value that may be a pointer, or for
    /// one that may not.
    pub fn add(&mut self, local: LocalId, pointer: bool) {
        if self.locals.len() <= local.index() {
            self.locals.resize(local.index() + 1, true);
        }
        self.locals[local.index()] = pointer;
    }

    /// The class of each value of a function.
    pub fn of_values(&self, trace: &Trace) -> Vec<bool> {
        let mut classes = vec![false; trace.values.len()];
        loop {
            let (mut changed, mut looks_ahead) = (false, false);
            for (id, value) in trace.values.iter().enumerate() {
                if classes[id] || !can_hold_pointer(value.ty) {
                    continue;
                }
                classes[id] = match &value.origin {
                    Origin::Constant(constant) => may_be_address(*constant),
                    Origin::NonPointer => false,
                    Origin::Unknown => true,
                    Origin::Local(local) => self.is_pointer(*local),
                    Origin::Result(function, index) => self.result(*function, *index),
                    Origin::AnyOf(sources) => {
                        looks_ahead |= sources.iter().any(|&source| source > id);
                        sources.iter().any(|&source| classes[source])
                    }
                };
                changed |= classes[id];
            }
            // Only the parameters of a loop depend on later values.
            if !(changed && looks_ahead) {
                return classes;
            }
        }
    }

    fn raise_once(&mut self, module: &Module, traces: &[(FunctionId, Trace)]) -> bool {
        let mut changed = false;
        for (function, trace) in traces {
            let values = self.of_values(trace);
            for &(local, _, value) in &trace.defs {
                changed |= values[value] && self.raise(module, local);
            }
            for call in &trace.calls {
                if let Target::Function(callee) = call.target {
                    for (&param, &arg) in parameters(module, callee).iter().zip(&call.args) {
                        changed |= values[arg] && self.raise(module, param);
                    }
                }
            }
            for &(index, value) in &trace.returns {
                if values[value]
                    && let Some(results) = self.results.get_mut(function)
                    && let Some(result) = results.get_mut(index)
                {
                    changed |= !*result;
                    *result = true;
                }
            }
        }
        changed
    }

    fn result(&self, function: FunctionId, index: usize) -> bool {
        let results = self.results.get(&function);
        results.and_then(|results| results.get(index)).copied().unwrap_or(true)
    }

    /// Raises a local; whether that was news.
    fn raise(&mut self, module: &Module, local: LocalId) -> bool {
        let news = can_hold_pointer(module.locals.get(local).ty()) && !self.is_pointer(local);
        if news {
            self.locals[local.index()] = true;
        }
        news
    }
}

/// Floats and references hold no addresses; an i64 may be a struct that does.
fn can_hold_pointer(ty: ValType) -> bool {
    matches!(ty, ValType::I32 | ValType::I64)
}

fn parameters(module: &Module, function: FunctionId) -> &[LocalId] {
    match &module.funcs.get(function).kind {
        FunctionKind::Local(local) => &local.args,
        _ => &[],
    }
}
