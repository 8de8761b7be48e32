//! Reads and validates a module, and lowers every function body of it.

use super::ir::Function;
use super::lower::{self, Environment};
use anyhow::{Context, Result, bail, ensure};
use std::collections::{BTreeMap, BTreeSet};
use wasmparser::{
    ElementItems, ExternalKind, FuncType, FuncValidatorAllocations, GlobalType, KnownCustom,
    MemoryType, Name, Operator, Parser, Payload, TypeRef, ValType, ValidPayload, Validator,
};

/// How the linker names the global which points to the top of the shadow stack.
const STACK_POINTER: &str = "__stack_pointer";

pub struct Module {
    pub types: Vec<FuncType>,
    /// Type index of each function, imports first.
    pub signatures: Vec<u32>,
    pub imported: u32,
    /// Functions a `call_indirect` may reach.
    pub table: BTreeSet<u32>,
    /// Functions that something other than a direct call in this module may enter.
    pub entered: BTreeSet<u32>,
    /// Bodies, in order: function `imported + i` is `functions[i]`.
    pub functions: Vec<Function>,
    pub names: BTreeMap<u32, String>,
}

impl Module {
    pub fn function(&self, index: u32) -> Option<&Function> {
        self.functions.get(index.checked_sub(self.imported)? as usize)
    }

    pub fn signature(&self, function: u32) -> &FuncType {
        &self.types[self.signatures[function as usize] as usize]
    }

    pub fn name(&self, function: u32) -> String {
        match self.names.get(&function) {
            Some(name) => name.clone(),
            None => format!("function {function}"),
        }
    }
}

/// Whether a value of this type can hold an address.
pub fn is_integer(ty: &ValType) -> bool {
    matches!(ty, ValType::I32 | ValType::I64)
}

pub fn read(wasm: &[u8]) -> Result<Module> {
    let mut validator = Validator::new();
    let mut module = Module {
        types: Vec::new(),
        signatures: Vec::new(),
        imported: 0,
        table: BTreeSet::new(),
        entered: BTreeSet::new(),
        functions: Vec::new(),
        names: BTreeMap::new(),
    };
    let mut globals: Vec<GlobalType> = Vec::new();
    let mut global_names = BTreeMap::new();
    let mut tags = Vec::new();
    let mut memories = Memories::default();
    let mut bodies = Vec::new();
    for payload in Parser::new(0).parse_all(wasm) {
        let payload = payload?;
        if let ValidPayload::Func(func, body) =
            validator.payload(&payload).context("the module is invalid")?
        {
            bodies.push((func, body));
        }
        match payload {
            Payload::TypeSection(types) => {
                for group in types.into_iter_err_on_gc_types() {
                    module.types.push(group?);
                }
            }
            Payload::ImportSection(imports) => {
                for import in imports.into_imports() {
                    match import?.ty {
                        TypeRef::Func(ty) => module.signatures.push(ty),
                        TypeRef::Global(ty) => globals.push(ty),
                        TypeRef::Tag(tag) => tags.push(tag.func_type_idx),
                        TypeRef::Memory(memory) => memories.add(&memory, true)?,
                        TypeRef::Table(_) => {
                            bail!("the host could fill an imported table with anything")
                        }
                        TypeRef::FuncExact(_) => bail!("an import of an exact function type"),
                    }
                }
                module.imported = module.signatures.len() as u32;
            }
            Payload::FunctionSection(functions) => {
                for ty in functions {
                    module.signatures.push(ty?);
                }
            }
            Payload::MemorySection(section) => {
                for memory in section {
                    memories.add(&memory?, false)?;
                }
            }
            Payload::TagSection(section) => {
                for tag in section {
                    tags.push(tag?.func_type_idx);
                }
            }
            Payload::GlobalSection(section) => {
                for global in section {
                    let global = global?;
                    globals.push(global.ty);
                    references(global.init_expr.get_operators_reader(), &mut module.entered)?;
                }
            }
            Payload::TableSection(tables) => {
                for table in tables {
                    if let wasmparser::TableInit::Expr(init) = table?.init {
                        references(init.get_operators_reader(), &mut module.table)?;
                    }
                }
            }
            Payload::ElementSection(segments) => {
                for segment in segments {
                    match segment?.items {
                        ElementItems::Functions(functions) => {
                            for function in functions {
                                module.table.insert(function?);
                            }
                        }
                        ElementItems::Expressions(_, items) => {
                            for item in items {
                                references(item?.get_operators_reader(), &mut module.table)?;
                            }
                        }
                    }
                }
            }
            Payload::ExportSection(exports) => {
                for export in exports {
                    let export = export?;
                    match export.kind {
                        ExternalKind::Func => {
                            module.entered.insert(export.index);
                            let name = || export.name.to_owned();
                            module.names.entry(export.index).or_insert_with(name);
                        }
                        // An embedder that replaces table entries can only put
                        // in functions of this module or host functions.
                        ExternalKind::Table => {}
                        _ => {}
                    }
                }
            }
            Payload::StartSection { func, .. } => {
                module.entered.insert(func);
            }
            Payload::CustomSection(section) => {
                if let KnownCustom::Name(names) = section.as_known() {
                    for subsection in names {
                        match subsection? {
                            Name::Function(map) => {
                                for naming in map {
                                    let naming = naming?;
                                    module.names.insert(naming.index, naming.name.to_owned());
                                }
                            }
                            Name::Global(map) => {
                                for naming in map {
                                    let naming = naming?;
                                    global_names.insert(naming.name.to_owned(), naming.index);
                                }
                            }
                            _ => {}
                        }
                    }
                }
            }
            _ => {}
        }
    }
    let environment = Environment {
        types: &module.types,
        signatures: &module.signatures,
        tags: &tags,
        globals: &globals,
        memories: &memories,
        stack_pointer: stack_pointer(&globals, &global_names)?,
    };
    let mut taken = BTreeSet::new();
    let mut allocations = FuncValidatorAllocations::default();
    for (func, body) in bodies {
        let index = func.index;
        let mut types = func.into_validator(allocations);
        let lowered = lower::function(&environment, index, &body, &mut types, &mut taken)
            .with_context(|| format!("in {}", module.name(index)))?;
        module.functions.push(lowered);
        allocations = types.into_allocations();
    }
    // A function whose address is taken is assumed to be callable through a
    // table even if no segment lists it.
    module.table.extend(taken);
    module.entered.extend(module.table.iter().copied());
    Ok(module)
}

/// The memory that the collector reads, among those that the host shares, of
/// which it reads nothing.
#[derive(Default)]
pub struct Memories {
    count: u32,
    /// The module's own: the shadow stack and the heap are in it.
    pub own: Option<u32>,
}

impl Memories {
    fn add(&mut self, memory: &MemoryType, imported: bool) -> Result<()> {
        ensure!(!memory.memory64, "only 32-bit memories are understood");
        ensure!(imported || !memory.shared, "a memory of its own is shared with threads");
        if !memory.shared {
            ensure!(self.own.is_none(), "several memories, and roots could be in any of them");
            self.own = Some(self.count);
        }
        self.count += 1;
        Ok(())
    }
}

fn references(reader: wasmparser::OperatorsReader<'_>, into: &mut BTreeSet<u32>) -> Result<()> {
    for op in reader {
        if let Operator::RefFunc { function_index } = op? {
            into.insert(function_index);
        }
    }
    Ok(())
}

/// The global named so; in a module whose globals have no names, the only
/// mutable integer one, which is what a linker leaves when there is no
/// thread-local storage.
fn stack_pointer(globals: &[GlobalType], names: &BTreeMap<String, u32>) -> Result<Option<u32>> {
    if let Some(index) = names.get(STACK_POINTER) {
        return Ok(Some(*index));
    }
    let mut mutable = (0u32..)
        .zip(globals)
        .filter(|(_, ty)| ty.mutable && ty.content_type == ValType::I32)
        .map(|(index, _)| index);
    match (mutable.next(), mutable.next()) {
        (only, None) => Ok(only),
        _ => bail!("several mutable globals and none is named {STACK_POINTER}"),
    }
}
