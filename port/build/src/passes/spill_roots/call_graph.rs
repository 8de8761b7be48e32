//! Which calls may collect.
//!
//! ```text
//! f may collect  if  f calls the marker, or calls g and g may collect,
//!                or  f calls indirectly, with the type of some g whose address
//!                    is taken, and g may collect
//! ```
//! the least such set. Imports are not in it: the host cannot call back into
//! the guest from one.

use std::collections::HashSet;

use walrus::ir::Instr;
use walrus::{
    ConstExpr, ConstOp, ElementItems, ExportItem, FunctionId, GlobalKind, Module, TypeId,
};

use super::trace::{Target, Trace};

#[derive(Debug)]
pub struct CallGraph {
    /// Functions that may collect, and the marker.
    functions: HashSet<FunctionId>,
    /// Types that an indirect call may reach such a function by.
    types: HashSet<TypeId>,
}

impl CallGraph {
    pub fn new(
        module: &Module,
        marker: FunctionId,
        address_taken: &[FunctionId],
        traces: &[(FunctionId, Trace)],
    ) -> CallGraph {
        let mut graph = CallGraph { functions: HashSet::from([marker]), types: HashSet::new() };
        loop {
            let before = graph.functions.len();
            for (caller, trace) in traces {
                if trace.calls.iter().any(|call| graph.reaches(call.target)) {
                    graph.functions.insert(*caller);
                }
            }
            if graph.functions.len() == before {
                return graph;
            }
            for &function in address_taken {
                if graph.functions.contains(&function) {
                    let ty = module.funcs.get(function).ty();
                    // Equal types may have been given several ids.
                    let same = |other: &TypeId| {
                        *other == ty || signature(module, *other) == signature(module, ty)
                    };
                    graph.types.extend(module.types.iter().map(|t| t.id()).filter(same));
                }
            }
        }
    }

    pub fn may_collect(&self, function: FunctionId) -> bool {
        self.functions.contains(&function)
    }

    /// Whether the instruction is a call that may collect while this frame
    /// still exists. A tail call is not: its frame is gone.
    pub fn collects(&self, instr: &Instr) -> bool {
        match instr {
            Instr::Call(call) => self.reaches(Target::Function(call.func)),
            Instr::CallIndirect(call) => self.reaches(Target::Type(call.ty)),
            _ => false,
        }
    }

    fn reaches(&self, target: Target) -> bool {
        match target {
            Target::Function(function) => self.functions.contains(&function),
            Target::Type(ty) => self.types.contains(&ty),
        }
    }
}

pub fn signature(module: &Module, ty: TypeId) -> Option<(&[walrus::ValType], &[walrus::ValType])> {
    let function = module.types.get(ty).as_function()?;
    Some((function.params(), function.results()))
}

/// Functions that an indirect call can reach: those in an element segment or
/// named by `ref.func`, and, if the host can write to a table, those that the
/// host holds.
pub fn address_taken(module: &Module, traces: &[(FunctionId, Trace)]) -> Vec<FunctionId> {
    let mut taken = Vec::new();
    for element in module.elements.iter() {
        match &element.items {
            ElementItems::Functions(functions) => taken.extend(functions),
            ElementItems::Expressions(_, items) => {
                items.iter().for_each(|item| references(item, &mut taken));
            }
        }
    }
    for global in module.globals.iter() {
        if let GlobalKind::Local(value) = &global.kind {
            references(value, &mut taken);
        }
    }
    for (_, trace) in traces {
        taken.extend(&trace.references);
    }
    let shared_table = module.tables.iter().any(|table| table.import.is_some())
        || module.exports.iter().any(|export| matches!(export.item, ExportItem::Table(_)));
    if shared_table {
        taken.extend(exported(module));
    }
    taken.sort_unstable();
    taken.dedup();
    taken
}

/// Functions that the host calls.
pub fn exported(module: &Module) -> Vec<FunctionId> {
    let exports = module.exports.iter().filter_map(|export| match export.item {
        ExportItem::Function(function) => Some(function),
        _ => None,
    });
    exports.chain(module.start).collect()
}

fn references(value: &ConstExpr, taken: &mut Vec<FunctionId>) {
    match value {
        ConstExpr::RefFunc(function) => taken.push(*function),
        ConstExpr::Extended(ops) => taken.extend(ops.iter().filter_map(|op| match op {
            ConstOp::RefFunc(function) => Some(*function),
            _ => None,
        })),
        ConstExpr::Value(_) | ConstExpr::Global(_) | ConstExpr::RefNull(_) => {}
    }
}
