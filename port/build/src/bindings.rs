//! Reads `port/host.h`: Rust definitions for the host's side, and the contract
//! as data. Both come from one run of bindgen, so they cannot disagree.

use crate::contract::{Contract, Function, Type};
use anyhow::{Context as _, Result, anyhow, bail};
use std::path::Path;

/// What `port/host.h` becomes.
pub struct Bindings {
    /// Rust source: the constants and structures that the runtime includes.
    pub rust: String,
    /// The functions that cross the border.
    pub contract: Contract,
}

/// Generates the host's side of the contract, as it is with `defines`.
///
/// # Errors
///
/// When libclang is missing, the header does not parse, or it declares
/// something that cannot cross the border.
pub fn generate(header: &Path, defines: &[String]) -> Result<Bindings> {
    let generated = bindgen::Builder::default()
        .header(header.to_str().context("the path of host.h is not UTF-8")?)
        // bindgen shows functions of a wasm target only when they are visible;
        // `-ffreestanding` needs no C library for <stdint.h>.
        .clang_args([
            "--target=wasm32-unknown-unknown",
            "-ffreestanding",
            "-fvisibility=default",
            "-DMPH_HOST_SIDE",
        ])
        .clang_args(defines)
        .allowlist_item("(MPH|mph)_.*")
        .prepend_enum_name(false)
        .formatter(bindgen::Formatter::None)
        .generate()
        .with_context(|| format!("cannot read the contract from {}", header.display()))?
        .to_string();
    let file = syn::parse_file(&generated).context("bindgen's output is not Rust")?;
    let contract = contract_of(&file)?;
    // The runtime calls the functions through the engine, never as C.
    let rust = file
        .items
        .iter()
        .filter(|item| !matches!(item, syn::Item::ForeignMod(_)))
        .map(source_of)
        .collect();
    Ok(Bindings { rust, contract })
}

/// A number that the header defines, looked up in [`Bindings::rust`].
///
/// # Errors
///
/// When there is none of that name.
pub fn number(rust: &str, name: &str) -> Result<u32> {
    number_constant(&syn::parse_file(rust).context("the bindings are not Rust")?, name)
}

fn source_of(item: &syn::Item) -> String {
    use quote::ToTokens as _;
    format!("{}\n", item.to_token_stream())
}

fn contract_of(file: &syn::File) -> Result<Contract> {
    let text = |name: &str| string_constant(file, name);
    let mut contract = Contract {
        abi_version: number_constant(file, "MPH_ABI_VERSION")?,
        import_module: text("MPH_IMPORT_MODULE")?,
        imports: Vec::new(),
        added_imports: Vec::new(),
        signal_memory: text("MPH_SIGNAL_MEMORY")?,
        steps_global: text("MPH_STEPS_GLOBAL")?,
        wasi_module: text("MPH_WASI_MODULE")?,
        wasi_imports: text("MPH_WASI_IMPORTS")?.split_whitespace().map(str::to_owned).collect(),
        build_module: text("MPH_BUILD_MODULE")?,
        build_imports: Vec::new(),
        pass_exports: Vec::new(),
        exports: Vec::new(),
        startup_exports: Vec::new(),
    };
    for signature in foreign_functions(file) {
        let symbol = signature.ident.to_string();
        let (list, prefix, export_prefix) = if symbol.starts_with("mph_host_") {
            (&mut contract.imports, "mph_host_", "")
        } else if symbol.starts_with("mph_guest_") {
            (&mut contract.exports, "mph_guest_", "")
        } else if symbol.starts_with("mph_startup_") {
            (&mut contract.startup_exports, "mph_startup_", "startup_")
        } else if symbol.starts_with("mph_build_") {
            (&mut contract.build_imports, "mph_build_", "")
        } else if symbol.starts_with("mph_added_") {
            (&mut contract.added_imports, "mph_added_", "")
        } else if symbol.starts_with("mph_pass_") {
            (&mut contract.pass_exports, "mph_pass_", "pass_")
        } else {
            bail!("host.h declares `{symbol}`, whose name does not say on which side it is");
        };
        list.push(Function {
            name: format!("{export_prefix}{}", &symbol[prefix.len()..]),
            ..signature_of(signature)
                .with_context(|| format!("in the declaration of `{symbol}`"))?
        });
    }
    Ok(contract)
}

fn foreign_functions(file: &syn::File) -> impl Iterator<Item = &syn::Signature> {
    file.items
        .iter()
        .filter_map(|item| match item {
            syn::Item::ForeignMod(foreign) => Some(&foreign.items),
            _ => None,
        })
        .flatten()
        .filter_map(|item| match item {
            syn::ForeignItem::Fn(function) => Some(&function.sig),
            _ => None,
        })
}

fn signature_of(signature: &syn::Signature) -> Result<Function> {
    let params = signature
        .inputs
        .iter()
        .map(|input| match input {
            syn::FnArg::Typed(typed) => wasm_type(&typed.ty),
            syn::FnArg::Receiver(_) => bail!("a C function takes no self"),
        })
        .collect::<Result<_>>()?;
    let results = match &signature.output {
        syn::ReturnType::Default => Vec::new(),
        syn::ReturnType::Type(_, ty) => vec![wasm_type(ty)?],
    };
    Ok(Function { name: String::new(), params, results })
}

fn wasm_type(ty: &syn::Type) -> Result<Type> {
    let syn::Type::Path(path) = ty else {
        bail!("a pointer crosses the border: wrap it in MPH_PTR");
    };
    match path.path.get_ident().map(ToString::to_string).as_deref() {
        Some("u32" | "i32") => Ok(Type::I32),
        Some("u64" | "i64") => Ok(Type::I64),
        other => bail!("the type {other:?} cannot cross the border"),
    }
}

fn literal<'a>(file: &'a syn::File, name: &str) -> Result<&'a syn::Lit> {
    file.items
        .iter()
        .find_map(|item| match item {
            syn::Item::Const(constant) if constant.ident == name => match &*constant.expr {
                syn::Expr::Lit(literal) => Some(&literal.lit),
                _ => None,
            },
            _ => None,
        })
        .ok_or_else(|| anyhow!("host.h does not define {name}"))
}

fn number_constant(file: &syn::File, name: &str) -> Result<u32> {
    match literal(file, name)? {
        syn::Lit::Int(number) => Ok(number.base10_parse()?),
        _ => bail!("{name} is not a number"),
    }
}

fn string_constant(file: &syn::File, name: &str) -> Result<String> {
    match literal(file, name)? {
        syn::Lit::ByteStr(bytes) => {
            let mut bytes = bytes.value();
            bytes.pop(); // the NUL that ends a C string
            Ok(String::from_utf8(bytes)?)
        }
        _ => bail!("{name} is not a string"),
    }
}
