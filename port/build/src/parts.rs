//! What a build is asked for, and what it starts from.

use crate::bindings::{self, Bindings};
use crate::c_modules::{self, CModule};
use crate::compile;
use crate::environment::Environment;
use crate::features::Features;
use crate::frozen;
use crate::ingredients::Ingredients;
use crate::layout::Layout;
use crate::manifest::{FORMAT, Landmarks, Manifest, Source};
use crate::passes::walrus_version;
use crate::patches::Patched;
use crate::progress::{Progress, Step};
use crate::source::{self, LOCK_FILE, Lock, tree_digest};
use crate::survey;
use crate::toolchain::{self, Toolchain};
use crate::torture;
use anyhow::{Context as _, Result};
use std::collections::BTreeMap;
use std::fs;
use std::num::NonZeroU32;
use std::path::{Path, PathBuf};

/// What a build is asked for.
pub struct Request<'a> {
    /// The top of the project.
    pub root: &'a Path,
    /// Where everything that is made goes.
    pub out: &'a Path,
    /// The triple of the machine that builds.
    pub host: &'a str,
    /// The triple of the machine that will run the module.
    pub target: &'a str,
    /// What the environment says.
    pub environment: &'a Environment,
    /// What goes in, and what is left out.
    pub ingredients: &'a Ingredients,
    /// Whom the build tells how far it is.
    pub progress: Progress,
}

/// What a build starts from, all checked.
pub(crate) struct Parts {
    pub layout: Layout,
    pub lock: Lock,
    pub patched: Patched,
    pub toolchain: Toolchain,
    pub bindings: Bindings,
    pub host: String,
    /// The digests of the source trees.
    pub micropython_sha256: String,
    pub port_sha256: String,
    /// The modules to freeze.
    pub frozen: Vec<frozen::Module>,
    pub c_modules: Vec<CModule>,
    pub features: Features,
    /// Files and folders of the ingredients.
    pub inputs: Vec<PathBuf>,
    /// How often the interpreter tortures its collector, if it does.
    pub torture: Option<NonZeroU32>,
    pub progress: Progress,
}

impl Parts {
    pub fn find(request: &Request<'_>) -> Result<Parts> {
        let progress = request.progress.clone();
        progress.begins(Step::Checking);
        let layout = Layout::new(request.root, request.out);
        fs::create_dir_all(layout.generated())
            .with_context(|| format!("cannot write to {}", layout.out.display()))?;
        let lock = Lock::read(&layout.root.join(LOCK_FILE))?;
        let micropython_sha256 =
            source::check(&lock, &layout.micropython, request.environment.develop)?;
        let patched = Patched::make(&layout.micropython, &layout.patches(), &layout.patched())?;
        let toolchain = toolchain::find(request.environment, &layout.root)?;
        let torture = torture::interval(request.environment)?;
        let header = layout.port.join("host.h");
        let ingredients = request.ingredients;
        let features = Features::read(ingredients.features.as_deref())?;
        let mut bindings = bindings::generate(&header, &torture::defines(torture))?;
        // Nothing of what is left out crosses the border.
        bindings.contract.imports.retain(|import| features.keeps_import(&import.name));
        let c_modules = c_modules::read(&ingredients.c_modules, &layout.micropython)?;
        let modules = frozen::list(&layout, &toolchain, ingredients, &features)?;
        let mut inputs = modules.read;
        inputs.extend(ingredients.features.clone());
        inputs.extend(c_modules.iter().map(|module| module.folder.clone()));
        Ok(Parts {
            port_sha256: port_digest(&layout.port)?,
            layout,
            lock,
            patched,
            toolchain,
            bindings,
            host: request.host.to_owned(),
            micropython_sha256,
            frozen: modules.list,
            c_modules,
            features,
            inputs,
            torture,
            progress,
        })
    }

    /// The compiler's flags for the interpreter's C files.
    pub fn flags(&self) -> Vec<String> {
        let mut flags = compile::flags(&self.layout, &self.toolchain);
        flags.extend(torture::defines(self.torture));
        flags.extend(self.c_modules.iter().flat_map(CModule::all_flags));
        flags
    }

    /// What is known of a module before it is finished, but after it was linked.
    pub fn manifest(&self) -> Result<Manifest> {
        let Parts { layout, lock, toolchain, bindings, .. } = self;
        Ok(Manifest {
            format: FORMAT,
            builder: env!("CARGO_PKG_VERSION").to_owned(),
            contract: bindings.contract.clone(),
            micropython: Source {
                version: lock.get("micropython_version")?.to_owned(),
                commit: lock.get("micropython_commit")?.to_owned(),
                tree_sha256: self.micropython_sha256.clone(),
            },
            patches: self.patched.applied.clone(),
            port_sha256: self.port_sha256.clone(),
            toolchain: toolchain::identity(toolchain, walrus_version()?)?,
            gc_torture: self.torture,
            passes: Vec::new(),
            frozen: frozen::digests(&self.frozen, layout)?,
            c_modules: self.c_module_digests()?,
            left_out: self.features.left_out(),
            modules: survey::modules(layout)?,
            switches: survey::switches(layout, toolchain, &self.flags())?,
            landmarks: Landmarks::default(),
            sbom_sha256: String::new(),
            licenses_sha256: String::new(),
        })
    }

    fn c_module_digests(&self) -> Result<BTreeMap<String, String>> {
        self.c_modules.iter().map(|module| Ok((module.name.clone(), module.digest()?))).collect()
    }

    /// Stands for the content of all C sources.
    pub fn c_inputs(&self) -> Result<Vec<String>> {
        let mut inputs = vec![
            self.toolchain.clang_version.clone(),
            self.micropython_sha256.clone(),
            tree_digest(&self.layout.port, &files_of(&self.layout.port, &[".c", ".h"])?.join(" "))?,
            tree_digest(&self.layout.port, "compiler patches")?,
            self.features.header(),
        ];
        inputs.extend(self.c_module_digests()?.into_values());
        Ok(inputs)
    }
}

fn port_digest(port: &Path) -> Result<String> {
    let mut names = files_of(port, &[".c", ".h", ".py", ".proftext"])?;
    names.extend(["compiler", "frozen", "patches"].map(str::to_owned));
    tree_digest(port, &names.join(" "))
}

/// The names of the files in a folder that end so, sorted.
fn files_of(folder: &Path, ends: &[&str]) -> Result<Vec<String>> {
    let mut names: Vec<String> = fs::read_dir(folder)?
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .filter(|name| ends.iter().any(|end| name.ends_with(end)))
        .collect();
    names.sort();
    Ok(names)
}
