//! Checks a JSON value against a schema: as much of JSON Schema as
//! `docs/outcome.schema.json` uses, and a panic where it uses more.

use serde_json::Value;

/// The schema of what `mpsandbox run --json` prints.
pub fn outcome() -> Value {
    let text = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/outcome.schema.json"));
    serde_json::from_str(text).expect("the schema is JSON")
}

/// Where and how a value does not fit a schema.
///
/// # Errors
///
/// The first difference, in words.
pub fn check(root: &Value, value: &Value) -> Result<(), String> {
    fits(root, root, value, "$")
}

fn fits(root: &Value, schema: &Value, value: &Value, at: &str) -> Result<(), String> {
    for (keyword, rule) in schema.as_object().expect("a schema is an object") {
        match keyword.as_str() {
            "$schema" | "$defs" | "title" | "description" => {}
            "$ref" => {
                let name = rule.as_str().and_then(|name| name.strip_prefix('#')).unwrap();
                let target = root.pointer(name).unwrap_or_else(|| panic!("no {name}"));
                fits(root, target, value, at)?;
            }
            "type" => {
                let names = rule.as_array().map_or(std::slice::from_ref(rule), Vec::as_slice);
                expect(names.iter().any(|name| has_type(value, name)), at, value, rule)?;
            }
            "const" => expect(value == rule, at, value, rule)?,
            "enum" => expect(rule.as_array().unwrap().contains(value), at, value, rule)?,
            // Bounds are for numbers alone.
            "minimum" => {
                let least = rule.as_f64().unwrap();
                expect(value.as_f64().is_none_or(|number| number >= least), at, value, rule)?;
            }
            "maximum" => {
                let most = rule.as_f64().unwrap();
                expect(value.as_f64().is_none_or(|number| number <= most), at, value, rule)?;
            }
            "maxItems" => {
                let items = value.as_array().map_or(0, Vec::len) as u64;
                expect(items <= rule.as_u64().unwrap(), at, value, rule)?;
            }
            "items" => {
                for (index, item) in value.as_array().into_iter().flatten().enumerate() {
                    fits(root, rule, item, &format!("{at}[{index}]"))?;
                }
            }
            "required" => {
                for name in rule.as_array().unwrap() {
                    let name = name.as_str().unwrap();
                    expect(value.is_object() && value.get(name).is_some(), at, value, rule)?;
                }
            }
            "properties" => {
                for (name, rule) in rule.as_object().unwrap() {
                    if let Some(value) = value.get(name) {
                        fits(root, rule, value, &format!("{at}.{name}"))?;
                    }
                }
            }
            "additionalProperties" => {
                assert_eq!(rule, false);
                let known = schema["properties"].as_object().unwrap();
                for name in value.as_object().into_iter().flat_map(|object| object.keys()) {
                    expect(known.contains_key(name), at, value, rule)?;
                }
            }
            "anyOf" => {
                let options = rule.as_array().unwrap();
                let mut complaints = String::new();
                let any = options.iter().any(|option| match fits(root, option, value, at) {
                    Ok(()) => true,
                    Err(complaint) => {
                        complaints += &format!("\n  {complaint}");
                        false
                    }
                });
                if !any {
                    return Err(format!("{at} is none of these:{complaints}"));
                }
            }
            other => panic!("the schema uses {other}, which is not checked"),
        }
    }
    Ok(())
}

fn has_type(value: &Value, name: &Value) -> bool {
    match name.as_str().unwrap() {
        "null" => value.is_null(),
        "boolean" => value.is_boolean(),
        "string" => value.is_string(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        "number" => value.is_number(),
        "integer" => value.is_i64() || value.is_u64(),
        other => panic!("no type {other}"),
    }
}

fn expect(holds: bool, at: &str, value: &Value, rule: &Value) -> Result<(), String> {
    if holds { Ok(()) } else { Err(format!("{at} is {value}, against {rule}")) }
}
