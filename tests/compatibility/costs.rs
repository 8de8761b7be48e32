//! What importing a module costs: measured by scripts/measure-modules, not here.

use crate::path;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::fs;

#[derive(Deserialize)]
pub struct Costs {
    /// How it was measured, in a sentence.
    pub how: String,
    pub modules: BTreeMap<String, Cost>,
}

#[derive(Deserialize)]
pub struct Cost {
    pub microseconds: u64,
    pub bytes: u64,
}

impl Costs {
    pub fn read() -> Costs {
        let text = fs::read_to_string(path("tests/compatibility/costs.toml")).unwrap();
        toml::from_str(&text).unwrap()
    }
}
