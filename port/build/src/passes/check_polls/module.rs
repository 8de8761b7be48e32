//! What the check needs of a module.

use anyhow::{Context as _, Result, bail, ensure};
use std::collections::{BTreeMap, BTreeSet};
use wasmparser::{
    CompositeInnerType, ConstExpr, DataKind, ElementItems, ExternalKind, FunctionBody, KnownCustom,
    Name, Operator, Parser, Payload, TypeRef,
};

use super::{Options, body};

/// The indices of what polls use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Polling {
    /// The shared memory.
    pub signal: u32,
    /// The imported function that asks the host.
    pub ask: u32,
    /// The global that counts steps, if there is one.
    pub steps: Option<u32>,
    /// A function that is a poll that ends and nothing else, if there is one: to
    /// call it is a poll.
    pub end: Option<u32>,
}

/// A function of the module.
pub struct Function<'a> {
    pub index: u32,
    pub ty: u32,
    pub body: FunctionBody<'a>,
}

pub struct Module<'a> {
    pub polling: Polling,
    /// Functions that run bytecode.
    pub dispatchers: BTreeSet<u32>,
    /// Without imports.
    pub functions: Vec<Function<'a>>,
    /// Functions that a table or a reference can lead to.
    pub taken: BTreeSet<u32>,
    /// For each type, the first one that is equal: an indirect call compares
    /// types by what they are, not by their number.
    pub same_type: Vec<u32>,
    names: BTreeMap<u32, String>,
}

impl<'a> Module<'a> {
    pub fn read(wasm: &'a [u8], options: &Options) -> Result<Module<'a>> {
        let mut reading = Reading::default();
        for payload in Parser::new(0).parse_all(wasm) {
            reading.payload(payload?, options)?;
        }
        reading.finish(options)
    }

    pub fn name(&self, function: u32) -> String {
        self.names.get(&function).cloned().unwrap_or_else(|| format!("function {function}"))
    }
}

/// A function's name in the source: what a pass has moved to another function
/// is named after the one it was in.
pub fn base_name(name: &str) -> &str {
    name.strip_suffix(".unguarded").unwrap_or(name)
}

#[derive(Default)]
struct Reading<'a> {
    types: Vec<wasmparser::RecGroup>,
    /// The type of each function.
    signatures: Vec<u32>,
    imported: u32,
    memories: u32,
    signal: Option<u32>,
    poll: Option<u32>,
    steps: Option<u32>,
    globals: Vec<wasmparser::GlobalType>,
    bodies: Vec<FunctionBody<'a>>,
    taken: BTreeSet<u32>,
    names: BTreeMap<u32, String>,
    /// Memories that are exported or have data, tables that are imported.
    memories_touched: BTreeSet<u32>,
}

impl<'a> Reading<'a> {
    fn payload(&mut self, payload: Payload<'a>, options: &Options) -> Result<()> {
        match payload {
            Payload::TypeSection(types) => {
                for group in types {
                    let group = group?;
                    ensure!(group.types().len() == 1, "a group of several types");
                    self.types.push(group);
                }
            }
            Payload::ImportSection(imports) => {
                for import in imports.into_imports() {
                    let import = import?;
                    self.import(&import, options)?;
                }
                self.imported = self.signatures.len() as u32;
            }
            Payload::FunctionSection(functions) => {
                for ty in functions {
                    self.signatures.push(ty?);
                }
            }
            Payload::GlobalSection(globals) => {
                for global in globals {
                    let global = global?;
                    self.globals.push(global.ty);
                    self.references(&global.init_expr)?;
                }
            }
            Payload::TableSection(tables) => {
                for table in tables {
                    if let wasmparser::TableInit::Expr(init) = table?.init {
                        self.references(&init)?;
                    }
                }
            }
            Payload::ExportSection(exports) => {
                for export in exports {
                    let export = export?;
                    match export.kind {
                        ExternalKind::Memory => drop(self.memories_touched.insert(export.index)),
                        ExternalKind::Global => {
                            let is_steps = options.steps_export.as_deref() == Some(export.name);
                            ensure!(is_steps, "the global {} is exported", export.name);
                            self.steps = Some(export.index);
                        }
                        ExternalKind::Table => bail!("the host could change an exported table"),
                        _ => {}
                    }
                }
            }
            Payload::StartSection { .. } => bail!("a start function runs before there is a host"),
            Payload::ElementSection(elements) => {
                for element in elements {
                    match element?.items {
                        ElementItems::Functions(functions) => {
                            for function in functions {
                                self.taken.insert(function?);
                            }
                        }
                        ElementItems::Expressions(_, items) => {
                            for item in items {
                                self.references(&item?)?;
                            }
                        }
                    }
                }
            }
            Payload::DataSection(segments) => {
                for data in segments {
                    if let DataKind::Active { memory_index, .. } = data?.kind {
                        self.memories_touched.insert(memory_index);
                    }
                }
            }
            Payload::CodeSectionEntry(body) => self.bodies.push(body),
            Payload::CustomSection(section) => {
                if let KnownCustom::Name(names) = section.as_known() {
                    self.function_names(names)?;
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn import(&mut self, import: &wasmparser::Import<'a>, options: &Options) -> Result<()> {
        let from_host = |name: &str| import.module == options.host_module && import.name == name;
        match import.ty {
            TypeRef::Func(ty) => {
                if from_host(&options.poll_import) {
                    self.poll = Some(self.signatures.len() as u32);
                }
                self.signatures.push(ty);
            }
            TypeRef::Memory(memory) => {
                if from_host(&options.signal_import) {
                    ensure!(memory.shared, "the memory {} is not shared", import.name);
                    self.signal = Some(self.memories);
                }
                self.memories += 1;
            }
            TypeRef::Global(_) => bail!("the host could change an imported global"),
            TypeRef::Table(_) => bail!("the host could fill an imported table with anything"),
            _ => {}
        }
        Ok(())
    }

    fn references(&mut self, expression: &ConstExpr<'_>) -> Result<()> {
        for op in expression.get_operators_reader() {
            if let Operator::RefFunc { function_index } = op? {
                self.taken.insert(function_index);
            }
        }
        Ok(())
    }

    fn function_names(&mut self, names: wasmparser::NameSectionReader<'a>) -> Result<()> {
        for subsection in names {
            if let Name::Function(functions) = subsection? {
                for naming in functions {
                    let naming = naming?;
                    self.names.insert(naming.index, naming.name.to_owned());
                }
            }
        }
        Ok(())
    }

    fn finish(mut self, options: &Options) -> Result<Module<'a>> {
        let Options { host_module, poll_import, signal_import, .. } = options;
        let missing = |name| format!("the module does not import {host_module}.{name}");
        let signal = self.signal.with_context(|| missing(signal_import))?;
        let ask = self.poll.with_context(|| missing(poll_import))?;
        if let Some(name) = &options.steps_export {
            let steps = self.steps.with_context(|| format!("the module does not export {name}"))?;
            let ty = self.globals.get(steps as usize);
            ensure!(
                ty.is_some_and(|ty| ty.mutable && ty.content_type == wasmparser::ValType::I64),
                "the global {name} is not a mutable i64"
            );
        }
        ensure!(
            !self.memories_touched.contains(&signal),
            "the module exports the shared memory or writes data to it"
        );
        let same_type = (0..self.types.len())
            .map(|index| {
                let types =
                    |group: &wasmparser::RecGroup| group.types().cloned().collect::<Vec<_>>();
                let own = types(&self.types[index]);
                let first = self.types[..index].iter().position(|other| types(other) == own);
                first.unwrap_or(index) as u32
            })
            .collect();
        let functions: Vec<Function<'a>> = (self.imported..)
            .zip(std::mem::take(&mut self.bodies))
            .map(|(index, body)| Function { index, ty: self.signatures[index as usize], body })
            .collect();
        for function in &functions {
            for op in function.body.get_operators_reader()? {
                if let Operator::RefFunc { function_index } = op? {
                    self.taken.insert(function_index);
                }
            }
        }
        ensure!(!self.taken.contains(&ask), "the address of {poll_import} is taken");
        let mut polling = Polling { signal, ask, steps: self.steps, end: None };
        for function in &functions {
            let ty = self.types[function.ty as usize].types().next().map(|ty| &ty.composite_type);
            let takes_nothing = ty.is_some_and(|ty| match &ty.inner {
                CompositeInnerType::Func(ty) => ty.params().is_empty() && ty.results().is_empty(),
                _ => false,
            });
            if takes_nothing && body::is_poll_that_ends(function, &polling)? {
                polling.end = Some(function.index);
                break;
            }
        }
        let dispatches =
            |name: &String| options.dispatchers.iter().any(|listed| listed == base_name(name));
        let dispatchers = self
            .names
            .iter()
            .filter(|(_, name)| dispatches(name))
            .map(|(index, _)| *index)
            .collect();
        Ok(Module {
            polling,
            dispatchers,
            functions,
            taken: self.taken,
            same_type,
            names: self.names,
        })
    }
}
