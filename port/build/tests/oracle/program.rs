//! A module as a list of instructions, for tests that change or walk it.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use wasmparser::{
    BinaryReader, ElementItems, FuncType, FunctionBody, KnownCustom, Name, Operator, Parser,
    Payload, TypeRef, ValType,
};

pub struct Program<'a> {
    pub wasm: &'a [u8],
    pub types: Vec<FuncType>,
    pub signatures: Vec<u32>,
    pub imported: u32,
    pub table: BTreeSet<u32>,
    /// Functions that are in a table or exported.
    pub entered: BTreeSet<u32>,
    pub names: BTreeMap<u32, String>,
    pub stack_pointer: u32,
    pub tags: Vec<u32>,
    pub bodies: Vec<Body<'a>>,
}

pub struct Body<'a> {
    /// In the module's bytes, without the length before it.
    pub range: Range<usize>,
    /// Types of parameters and declared locals.
    pub locals: Vec<ValType>,
    pub ops: Vec<(usize, Operator<'a>)>,
}

impl<'a> Body<'a> {
    /// Reads the body of a function of type `ty`.
    pub fn parse(ty: &FuncType, body: &FunctionBody<'a>) -> wasmparser::Result<Body<'a>> {
        let mut locals = ty.params().to_vec();
        for group in body.get_locals_reader()? {
            let (count, ty) = group?;
            locals.extend(std::iter::repeat_n(ty, count as usize));
        }
        let mut reader = body.get_operators_reader()?;
        let mut ops = Vec::new();
        while !reader.eof() {
            let (op, offset) = reader.read_with_offset()?;
            ops.push((offset, op));
        }
        Ok(Body { range: body.range(), locals, ops })
    }

    /// Where instruction `at` ends.
    pub fn end(&self, at: usize) -> usize {
        let next = self.ops.get(at + 1);
        next.map_or(self.range.end, |(offset, _)| *offset)
    }
}

impl<'a> Program<'a> {
    pub fn parse(wasm: &'a [u8]) -> wasmparser::Result<Self> {
        let mut program = Program {
            wasm,
            types: Vec::new(),
            signatures: Vec::new(),
            imported: 0,
            table: BTreeSet::new(),
            entered: BTreeSet::new(),
            names: BTreeMap::new(),
            stack_pointer: 0,
            tags: Vec::new(),
            bodies: Vec::new(),
        };
        for payload in Parser::new(0).parse_all(wasm) {
            program.payload(payload?)?;
        }
        Ok(program)
    }

    fn payload(&mut self, payload: Payload<'a>) -> wasmparser::Result<()> {
        match payload {
            Payload::TypeSection(types) => {
                for ty in types.into_iter_err_on_gc_types() {
                    self.types.push(ty?);
                }
            }
            Payload::ImportSection(imports) => {
                for import in imports.into_imports() {
                    match import?.ty {
                        TypeRef::Func(ty) => self.signatures.push(ty),
                        TypeRef::Tag(ty) => self.tags.push(ty.func_type_idx),
                        _ => {}
                    }
                }
                self.imported = self.signatures.len() as u32;
            }
            Payload::FunctionSection(functions) => {
                for ty in functions {
                    self.signatures.push(ty?);
                }
            }
            Payload::TagSection(tags) => {
                for tag in tags {
                    self.tags.push(tag?.func_type_idx);
                }
            }
            Payload::ExportSection(exports) => {
                for export in exports {
                    let export = export?;
                    if export.kind == wasmparser::ExternalKind::Func {
                        self.entered.insert(export.index);
                        let name = || export.name.to_owned();
                        self.names.entry(export.index).or_insert_with(name);
                    }
                }
            }
            Payload::ElementSection(segments) => {
                for segment in segments {
                    if let ElementItems::Functions(functions) = segment?.items {
                        for function in functions {
                            let function = function?;
                            self.table.insert(function);
                            self.entered.insert(function);
                        }
                    }
                }
            }
            Payload::CodeSectionEntry(body) => {
                let index = self.imported as usize + self.bodies.len();
                let ty = &self.types[self.signatures[index] as usize];
                self.bodies.push(Body::parse(ty, &body)?);
            }
            Payload::CustomSection(section) => {
                if let KnownCustom::Name(subsections) = section.as_known() {
                    for subsection in subsections {
                        match subsection? {
                            Name::Function(map) => {
                                for naming in map {
                                    let naming = naming?;
                                    self.names.insert(naming.index, naming.name.to_owned());
                                }
                            }
                            Name::Global(map) => {
                                for naming in map {
                                    let naming = naming?;
                                    if naming.name == "__stack_pointer" {
                                        self.stack_pointer = naming.index;
                                    }
                                }
                            }
                            _ => {}
                        }
                    }
                }
            }
            _ => {}
        }
        Ok(())
    }

    pub fn signature(&self, function: u32) -> &FuncType {
        &self.types[self.signatures[function as usize] as usize]
    }

    /// A function's name, or its number.
    pub fn name(&self, body: usize) -> String {
        let index = self.imported + body as u32;
        self.names.get(&index).cloned().unwrap_or_else(|| format!("function {index}"))
    }

    /// The bytes of a function's body.
    pub fn bytes(&self, body: usize) -> &'a [u8] {
        &self.wasm[self.bodies[body].range.clone()]
    }

    /// Another body, for the function whose body is `body`.
    pub fn parse_body<'b>(&self, body: usize, bytes: &'b [u8]) -> wasmparser::Result<Body<'b>> {
        let ty = self.signature(self.imported + body as u32);
        Body::parse(ty, &FunctionBody::new(BinaryReader::new(bytes, 0)))
    }

    /// The module with other bodies.
    pub fn with_bodies<B: AsRef<[u8]>>(&self, bodies: &[B]) -> Vec<u8> {
        let mut code = wasm_encoder::CodeSection::new();
        for body in bodies {
            code.raw(body.as_ref());
        }
        let mut module = wasm_encoder::Module::new();
        for payload in Parser::new(0).parse_all(self.wasm) {
            let payload = payload.expect("it was parsed before");
            if let Payload::CodeSectionStart { .. } = payload {
                module.section(&code);
            } else if let Some((id, range)) = payload.as_section() {
                let data = &self.wasm[range];
                module.section(&wasm_encoder::RawSection { id, data });
            }
        }
        module.finish()
    }
}
