//! The list of what is inside a module, for programs that look for it: a
//! software bill of materials in the form of CycloneDX 1.6, as JSON.
//!
//! It holds no date and no serial number, so that it is the same for the same
//! module.

use crate::manifest::{Frozen, Manifest, Origin};
use crate::notices::{BUILTINS, INGREDIENTS, Ingredient, MICROPYTHON, OWN, WASI_LIBC};
use serde::{Deserialize, Serialize};

/// The custom section that holds it.
pub const SBOM_SECTION: &str = "micropython_sandbox.sbom";

/// The document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Sbom {
    /// Always `CycloneDX`.
    pub bom_format: String,
    /// Always `1.6`.
    pub spec_version: String,
    /// Always 1: a document of a module does not change.
    pub version: u32,
    /// What the document is about, and what made it.
    pub metadata: Metadata,
    /// What is inside.
    pub components: Vec<Component>,
    /// What of it is part of what.
    pub dependencies: Vec<Dependency>,
}

/// What a document is about, and what made it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Metadata {
    /// The tools that the module was made with.
    pub tools: Tools,
    /// The module.
    pub component: Component,
}

/// Tools.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tools {
    /// Each of them.
    pub components: Vec<Component>,
}

/// One thing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Component {
    /// `application`, `library` or `file`.
    #[serde(rename = "type")]
    pub kind: String,
    /// By which the document refers to it.
    #[serde(rename = "bom-ref")]
    pub reference: String,
    /// What it is called.
    pub name: String,
    /// Its version, where it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<String>,
    /// Digests of a file.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub hashes: Vec<Hash>,
    /// Its licence; empty where nobody has said it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub licenses: Vec<License>,
    /// What else is known of it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub properties: Vec<Property>,
}

/// A digest.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hash {
    /// Always `SHA-256`.
    pub alg: String,
    /// In lowercase hexadecimal digits.
    pub content: String,
}

/// A licence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum License {
    /// An SPDX expression.
    Expression(String),
    /// One that SPDX has no name for.
    License(NamedLicense),
}

/// A licence that SPDX has no name for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NamedLicense {
    /// What it is called.
    pub name: String,
}

/// A fact.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Property {
    /// What it is about.
    pub name: String,
    /// The fact.
    pub value: String,
}

/// What one thing is made of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dependency {
    /// The thing.
    #[serde(rename = "ref")]
    pub reference: String,
    /// What is in it.
    #[serde(rename = "dependsOn")]
    pub depends_on: Vec<String>,
}

/// The document for the module that a manifest is about.
pub fn sbom(manifest: &Manifest) -> Sbom {
    let Manifest { toolchain, micropython, .. } = manifest;
    let llvm = toolchain.compiler.split(' ').nth(1).map(str::to_owned);
    let mut components: Vec<Component> =
        INGREDIENTS
            .into_iter()
            .filter(|ingredient| *ingredient != OWN)
            .map(|ingredient| {
                let mut component = of(ingredient);
                match ingredient.id {
                    id if id == WASI_LIBC.id => {
                        component.properties = vec![fact("sha256", &toolchain.wasi_libc_sha256)];
                    }
                    id if id == BUILTINS.id => {
                        component.version = llvm.clone();
                        component.properties = vec![fact("sha256", &toolchain.builtins_sha256)];
                    }
                    id if id == MICROPYTHON.id => {
                        component.version = Some(micropython.version.clone());
                        component.properties = vec![
                            fact("commit", &micropython.commit),
                            fact("tree_sha256", &micropython.tree_sha256),
                        ];
                        component.properties.extend(manifest.patches.iter().map(|patch| {
                            fact("patch", &format!("{} {}", patch.name, patch.sha256))
                        }));
                    }
                    // Part of MicroPython's tree, without a version of their own.
                    _ => {}
                }
                component
            })
            .collect();
    // The port's own modules are part of the port, whose digest covers them.
    let foreign = manifest.frozen.iter().filter(|module| module.origin != Origin::Port);
    components.extend(foreign.map(frozen));
    components.extend(manifest.c_modules.iter().map(c_module));
    let mut own = Component { kind: "application".to_owned(), ..of(OWN) };
    own.version = Some(manifest.builder.clone());
    own.properties = vec![fact("port_sha256", &manifest.port_sha256)];
    let depends_on = components.iter().map(|component| component.reference.clone()).collect();
    Sbom {
        bom_format: "CycloneDX".to_owned(),
        spec_version: "1.6".to_owned(),
        version: 1,
        metadata: Metadata {
            tools: Tools {
                components: vec![
                    tool("compiler", &toolchain.compiler),
                    tool("linker", &toolchain.linker),
                    tool("walrus", &format!("walrus {}", toolchain.walrus)),
                    tool("builder", &format!("micropython-sandbox-build {}", manifest.builder)),
                ],
            },
            component: own.clone(),
        },
        components,
        dependencies: vec![Dependency { reference: own.reference, depends_on }],
    }
}

fn of(ingredient: Ingredient) -> Component {
    Component {
        kind: "library".to_owned(),
        reference: ingredient.id.to_owned(),
        name: ingredient.name.to_owned(),
        version: None,
        hashes: Vec::new(),
        licenses: vec![license(ingredient)],
        properties: Vec::new(),
    }
}

fn license(ingredient: Ingredient) -> License {
    match ingredient.license {
        Some(expression) => License::Expression(expression.to_owned()),
        None => License::License(NamedLicense { name: "public domain".to_owned() }),
    }
}

fn frozen(module: &Frozen) -> Component {
    Component {
        kind: "file".to_owned(),
        reference: format!("frozen:{}", module.path),
        name: module.path.clone(),
        version: None,
        hashes: vec![Hash { alg: "SHA-256".to_owned(), content: module.sha256.clone() }],
        licenses: match module.origin {
            Origin::MicroPython => vec![license(MICROPYTHON)],
            Origin::Port => vec![license(OWN)],
            Origin::Other => Vec::new(),
        },
        properties: Vec::new(),
    }
}

/// One whose licence whoever has added it knows.
fn c_module((name, sha256): (&String, &String)) -> Component {
    Component {
        kind: "library".to_owned(),
        reference: format!("c_module:{name}"),
        name: name.clone(),
        version: None,
        hashes: Vec::new(),
        licenses: Vec::new(),
        properties: vec![fact("sha256", sha256)],
    }
}

/// A tool, by what it calls itself: a name, then a version.
fn tool(id: &str, called: &str) -> Component {
    let is_version =
        |(at, _): &(usize, &str)| called[at + 1..].starts_with(|c: char| c.is_ascii_digit());
    let (name, version) = match called.match_indices(' ').find(is_version) {
        Some((at, _)) => (&called[..at], &called[at + 1..]),
        None => (called, ""),
    };
    Component {
        kind: "application".to_owned(),
        reference: format!("tool:{id}"),
        name: name.to_owned(),
        version: Some(version.to_owned()).filter(|version| !version.is_empty()),
        hashes: Vec::new(),
        licenses: Vec::new(),
        properties: Vec::new(),
    }
}

fn fact(name: &str, value: &str) -> Property {
    Property { name: format!("micropython-sandbox:{name}"), value: value.to_owned() }
}
