//! Which calls may start a collection.

use super::program::Program;
use std::collections::BTreeSet;
use wasmparser::{FuncType, Operator};

pub struct Collects {
    functions: BTreeSet<u32>,
    types: Vec<FuncType>,
}

impl Collects {
    /// Who calls a function that may collect may collect; `roots` are the names
    /// of those that do it themselves.
    pub fn of(program: &Program<'_>, roots: &[String]) -> Collects {
        let mut collects = Collects { functions: BTreeSet::new(), types: Vec::new() };
        for (index, name) in &program.names {
            if roots.contains(name) {
                collects.add(program, *index);
            }
        }
        loop {
            let before = collects.functions.len();
            for (index, body) in (program.imported..).zip(&program.bodies) {
                if body.ops.iter().any(|(_, op)| collects.call(program, op)) {
                    collects.add(program, index);
                }
            }
            if collects.functions.len() == before {
                return collects;
            }
        }
    }

    fn add(&mut self, program: &Program<'_>, function: u32) {
        if self.functions.insert(function) && program.table.contains(&function) {
            self.types.push(program.signature(function).clone());
        }
    }

    /// Whether an instruction is a call, or a tail call, that may collect.
    pub fn call(&self, program: &Program<'_>, op: &Operator<'_>) -> bool {
        match *op {
            Operator::Call { function_index } | Operator::ReturnCall { function_index } => {
                self.functions.contains(&function_index)
            }
            Operator::CallIndirect { type_index, .. }
            | Operator::ReturnCallIndirect { type_index, .. } => {
                self.types.contains(&program.types[type_index as usize])
            }
            _ => false,
        }
    }
}
