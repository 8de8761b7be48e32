//! `mpsandbox build`, as a maintainer meets it: interpreters with frozen modules, C
//! modules and features of their own.

#[path = "common/workshop.rs"]
mod workshop;

use micropython_sandbox::{CachePolicy, Ending, Error, Limits, Outcome, Sandbox};
use serde_json::Value;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Duration;
use workshop::{PROGRAM, text, workshop};

/// Everything that these tests put in, and leave out.
const ALL: [&str; 6] =
    ["--manifest", "manifest.py", "--c-module", "cmodules/tally", "--features", "features.toml"];

fn run(wasm: Vec<u8>, source: &str) -> Outcome {
    let wall_time = Some(Duration::from_secs(5));
    Sandbox::builder()
        .artifact(wasm)
        .cache(CachePolicy::Off)
        .limits(Limits { wall_time, ..Limits::default() })
        .build()
        .unwrap()
        .run(source)
}

#[track_caller]
fn printed(outcome: &Outcome) -> String {
    assert_eq!((outcome.ending, &outcome.error), (Ending::Finished, &None));
    outcome.stdout_text().into_owned()
}

const MODULES: &str = "
import greeting, alone, shapes, extra, units, texttable, tally
print(greeting.greet('you'), alone.NAME, shapes.area(2), units.inches(2.54), units.__version__)
import gc
for turn in range(100):
    # Only the C module holds the objects.
    tally.add('key' + str(turn % 10)); gc.collect(); [bytes(100) for _ in range(100)]
print([tally.add('key' + str(number)) for number in range(3)])
";

const MISSING: &str = "
names = ['asyncio', 'binascii', 'cmath', 'deflate', 'hashlib', 'heapq', 'bisect', 'math', 'platform',
    'random', 're', 'requests', 'select', 'struct', 'json', 'collections', 'shapes.square']
def there(name):
    try:
        __import__(name)
        return True
    except ImportError:
        return False
print([name for name in names if there(name)])
import builtins
names = ['exec', 'eval', 'compile', 'fetch', 'help', 'input', 'print']
print([name for name in names if hasattr(builtins, name)])
";

#[test]
fn an_interpreter_has_what_was_put_in_and_lacks_what_was_left_out() {
    let workshop = workshop();
    let wasm = workshop.build(&workshop.custom, &ALL, &[]);
    drop(workshop);
    assert_eq!(
        printed(&run(wasm.clone(), MODULES)),
        "Hello, you! alone 12 1.0 1.2.3\n[11, 11, 11]\n"
    );
    let some = "['json', 'collections']\n['print']\n";
    assert_eq!(printed(&run(wasm.clone(), MISSING)), some);
    // The one that is built in has all of that, and none of the others.
    let outcome = Sandbox::new().unwrap().run(MISSING);
    let all = "['asyncio', 'binascii', 'cmath', 'deflate', 'hashlib', 'heapq', 'bisect', 'math', \
               'platform', 'random', 're', 'requests', 'select', 'struct', 'json', 'collections']\n\
               ['exec', 'eval', 'compile', 'fetch', 'help', 'input', 'print']\n";
    assert_eq!(printed(&outcome), all);
    // Loops in C modules are interrupted like any other.
    let outcome = run(wasm.clone(), "import tally; tally.add(1); tally.spin()");
    assert!(matches!(outcome.error, Some(Error::Limit(_))), "{:?}", outcome.error);
    // The module tells what is in it.
    let manifest = manifest(&wasm);
    let frozen = manifest["frozen"].as_array().unwrap();
    assert!(frozen.iter().any(|module| module["path"] == "shapes/circle.py"));
    assert!(manifest["c_modules"]["tally"].is_string());
    let left_out: Vec<String> = micropython_sandbox_build::features::SWITCHES
        .iter()
        .map(micropython_sandbox_build::features::Switch::full_name)
        .filter(|name| name != "modules.json")
        .collect();
    assert_eq!(manifest["left_out"], serde_json::json!(left_out));
}

/// What is built so is sealed and proved as the built-in one is.
#[test]
fn what_is_built_is_verified_and_described_as_any_interpreter() {
    let workshop = workshop();
    workshop.build(&workshop.custom, &ALL, &[]);
    let (code, verification) = workshop.examine(&["verify", "made.wasm"]);
    // All is right, but nobody has put its digest into the lock.
    assert_eq!(code, Some(3), "{verification}");
    assert!(verification.to_string().contains("other sources, digest not comparable"));
    let (code, inspection) = workshop.examine(&["inspect", "made.wasm"]);
    assert_eq!(code, Some(0));
    assert!(inspection["c_modules"]["tally"].is_string());
    assert!(inspection["modules"].as_array().unwrap().contains(&"tally".into()));
    let origin = |path: &str| {
        let frozen = inspection["frozen"].as_array().unwrap();
        frozen.iter().find(|module| module["path"] == path).unwrap()["origin"].clone()
    };
    assert_eq!((origin("alone.py"), origin("texttable.py")), ("other".into(), Value::Null));
    // It cannot fetch: there is nothing in it that could ask for that.
    let can = |it: &Value| it["abilities"]["programs"].to_string().contains("fetch");
    let (_, built_in) = workshop.examine(&["inspect"]);
    assert!(!can(&inspection) && can(&built_in), "{inspection}");
    let imports = |it: &Value| it["imports"].to_string().contains("micropython_host.fetch");
    assert!(!imports(&inspection) && imports(&built_in), "{inspection}");
}

fn manifest(wasm: &[u8]) -> Value {
    let section = wasmparser::Parser::new(0)
        .parse_all(wasm)
        .find_map(|payload| match payload.unwrap() {
            wasmparser::Payload::CustomSection(section)
                if section.name() == "micropython_sandbox.manifest" =>
            {
                Some(section.data().to_vec())
            }
            _ => None,
        })
        .unwrap();
    serde_json::from_slice(&section).unwrap()
}

#[test]
fn a_changed_module_is_frozen_anew_and_nothing_else_is_compiled() {
    let workshop = workshop();
    workshop.write("touched.py", "import greeting\ndef word(): return 'it was before that'\n");
    workshop.write("touching.py", "include('manifest.py')\nmodule('touched.py')\n");
    let arguments = [&["--manifest", "touching.py"], &ALL[2..]].concat();
    let before = workshop.build(&workshop.custom, &arguments, &[]);
    workshop.keep("before");
    let objects = objects(&workshop.custom);
    workshop.write("touched.py", "import greeting\ndef word(): return 'it was behind that'\n");
    let after = workshop.build(&workshop.custom, &arguments, &[]);
    workshop.keep("after");
    let program = "import touched; print(touched.word())";
    assert_eq!(printed(&run(before, program)), "it was before that\n");
    assert_eq!(printed(&run(after, program)), "it was behind that\n");
    let changed: Vec<_> = self::objects(&workshop.custom)
        .into_iter()
        .filter(|object| !objects.contains(object))
        .map(|(name, _)| name)
        .collect();
    assert!(matches!(&changed[..], [one] if one.ends_with("-frozen_content.o")), "{changed:?}");
    // What differs is what was changed, and what tells of it: no instruction, as the
    // texts are equally long, and too long to be interned.
    let (code, difference) = workshop.examine(&["diff", "before.wasm", "after.wasm"]);
    assert_eq!(code, Some(1));
    let frozen = serde_json::json!([{
        "what": "frozen modules", "removed": [], "added": [], "changed": ["touched.py"]
    }]);
    assert_eq!(difference["lists"], frozen);
    assert_eq!(difference["facts"], serde_json::json!([]));
    let sections = difference["sections"].as_array().unwrap();
    let changed: Vec<&str> = sections
        .iter()
        .filter(|section| section["same"] == false)
        .map(|section| section["name"].as_str().unwrap())
        .collect();
    let told = ["manifest", "sbom", "seal"].map(|name| format!("micropython_sandbox.{name}"));
    assert_eq!(changed, [&["data"], &told.each_ref().map(String::as_str)[..]].concat());
    assert_eq!(difference["functions"]["changes"], serde_json::json!([]));
}

/// The object files, and when each was written.
fn objects(work: &Path) -> Vec<(String, std::time::SystemTime)> {
    fs::read_dir(work.join("objects"))
        .unwrap()
        .map(|entry| entry.unwrap())
        .map(|entry| {
            let name = entry.file_name().into_string().unwrap();
            (name, entry.metadata().unwrap().modified().unwrap())
        })
        .filter(|(name, _)| name.ends_with(".o"))
        .collect()
}

#[test]
fn without_options_it_is_the_built_in_one_byte_for_byte() {
    let workshop = workshop();
    let built = workshop.build(&workshop.plain, &[], &[]);
    assert!(built == micropython_sandbox::artifact::WASM, "they differ");
    let exported = workshop.input.join("exported.wasm");
    let output = Command::new(PROGRAM).arg("export").arg("-o").arg(&exported).output().unwrap();
    assert!(output.status.success(), "{}", text(&output));
    assert!(fs::read(exported).unwrap() == built, "they differ");
}

/// The variables that cargo's build listens to.
#[test]
fn variables_say_the_same_as_options() {
    let workshop = workshop();
    let by_options = workshop.build(&workshop.custom, &ALL, &[]);
    let by_variables = workshop.build(
        &workshop.custom,
        &[],
        &[
            ("MPSANDBOX_MANIFEST", "manifest.py"),
            ("MPSANDBOX_C_MODULES", "cmodules/tally"),
            ("MPSANDBOX_FEATURES", "features.toml"),
        ],
    );
    assert!(by_options == by_variables, "they differ");
}

/// `docs/building.md` names each switch.
#[test]
fn the_switches_are_documented() {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/building.md");
    let page = fs::read_to_string(page).unwrap();
    let documented: Vec<&str> = page
        .lines()
        .filter_map(|line| line.strip_prefix("| `")?.split_once("` |"))
        .map(|(name, _)| name)
        .filter(|name| name.starts_with("modules.") || name.starts_with("builtins."))
        .collect();
    let switches: Vec<String> = micropython_sandbox_build::features::SWITCHES
        .iter()
        .map(micropython_sandbox_build::features::Switch::full_name)
        .collect();
    assert_eq!(documented, switches);
}
