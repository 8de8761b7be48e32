//! What a finished module says is inside it: its frozen modules, the list of its
//! components, and their licences.

use super::{Found, Subject};
use crate::inspect::content;
use crate::notices::{LICENSES_SECTION, lacking};
use crate::sbom::{SBOM_SECTION, Sbom, sbom as expected_sbom};
use crate::sealing::sha256;
use wasmparser::{Parser, Payload};

/// Looks whether each module that is listed as frozen is in the data, by the name
/// that `import` looks for, and the version of the interpreter.
pub fn frozen(subject: &Subject<'_>) -> Found {
    let mut data = Vec::new();
    for payload in Parser::new(0).parse_all(subject.wasm) {
        if let Payload::DataSection(segments) = payload.map_err(|fault| fault.to_string())? {
            for segment in segments {
                data.push(segment.map_err(|fault| fault.to_string())?.data);
            }
        }
    }
    let holds =
        |text: &[u8]| data.iter().any(|data| data.windows(text.len()).any(|window| window == text));
    let manifest = &subject.manifest;
    for module in &manifest.frozen {
        // Paths are kept with the zero byte that ends a text in C.
        if module.path.is_empty() || !holds(format!("{}\0", module.path).as_bytes()) {
            return Err(format!("{} is listed as frozen, but not in it", module.path));
        }
    }
    let version = &manifest.micropython.version;
    if version.is_empty() || !holds(version.as_bytes()) {
        return Err(format!("it says that it is MicroPython {version}, which is not in it"));
    }
    Ok(format!("{} listed and in it; MicroPython {version}", manifest.frozen.len()))
}

/// Holds the list of components against the manifest.
pub fn sbom(subject: &Subject<'_>) -> Found {
    let found = content(&subject.sections, SBOM_SECTION)
        .ok_or_else(|| format!("it has no section {SBOM_SECTION}"))?;
    let list: Sbom = serde_json::from_slice(found)
        .map_err(|fault| format!("{SBOM_SECTION} cannot be read: {fault}"))?;
    if sha256(found) != subject.manifest.sbom_sha256 {
        return Err("it is another list than the manifest has the digest of".to_owned());
    }
    let expected = expected_sbom(&subject.manifest);
    if list != expected {
        let missing = expected.components.iter().find(|it| !list.components.contains(it));
        let unknown = list.components.iter().find(|it| !expected.components.contains(it));
        let which = missing.or(unknown).map_or("its own description", |it| &it.name);
        return Err(format!("it does not agree with the manifest about {which}"));
    }
    Ok(format!("CycloneDX {}, {} components", list.spec_version, list.components.len()))
}

/// Looks whether all licences are there.
pub fn licenses(subject: &Subject<'_>) -> Found {
    let found = content(&subject.sections, LICENSES_SECTION)
        .ok_or_else(|| format!("it has no section {LICENSES_SECTION}"))?;
    if sha256(found) != subject.manifest.licenses_sha256 {
        return Err("they are other texts than the manifest has the digest of".to_owned());
    }
    let text = std::str::from_utf8(found).map_err(|_| "they are no text".to_owned())?;
    match &lacking(text)[..] {
        [] => Ok(format!("{} bytes, with a notice for each component", found.len())),
        lacking => Err(format!("there is no notice for {}", lacking.join(", "))),
    }
}
