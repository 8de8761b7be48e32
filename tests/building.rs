//! `mpsandbox build`, as a maintainer meets it: interpreters with frozen modules, C
//! modules and features of their own, from the files in `tests/building/`.
//!
//! Builds share two folders, one for the interpreter with everything that these tests
//! put in and one for all others, so that they find there what is not to be compiled
//! again; so does a second run of the tests.

use micropython_sandbox::{CachePolicy, Ending, Error, Limits, Outcome, Sandbox};
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::{LazyLock, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

const PROGRAM: &str = env!("CARGO_BIN_EXE_mpsandbox");

/// Where everything happens: the input, copied so that tests can change it, and
/// what is built.
struct Workshop {
    input: PathBuf,
    custom: PathBuf,
    plain: PathBuf,
}

/// One build at a time.
fn workshop() -> MutexGuard<'static, Workshop> {
    static WORKSHOP: LazyLock<Mutex<Workshop>> = LazyLock::new(|| {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("building");
        let input = folder.join("input");
        if input.exists() {
            fs::remove_dir_all(&input).unwrap();
        }
        copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/building"), &input);
        let (custom, plain) = (folder.join("custom"), folder.join("plain"));
        Mutex::new(Workshop { input, custom, plain })
    });
    WORKSHOP.lock().unwrap_or_else(PoisonError::into_inner)
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

impl Workshop {
    fn command(&self, work: &Path) -> Command {
        let mut command = Command::new(PROGRAM);
        command.current_dir(&self.input).arg("build").arg("--work").arg(work);
        for variable in ["MANIFEST", "LIBRARIES", "C_MODULES", "FEATURES"] {
            command.env_remove(format!("MPSANDBOX_{variable}"));
        }
        command
    }

    /// Builds with these arguments and variables, and gives what was built.
    fn build(&self, work: &Path, arguments: &[&str], variables: &[(&str, &str)]) -> Vec<u8> {
        let output = self
            .command(work)
            .args(arguments)
            .envs(variables.iter().copied())
            .args(["-o", "made.wasm"])
            .output()
            .unwrap();
        assert!(output.status.success(), "{}", text(&output));
        fs::read(self.input.join("made.wasm")).unwrap()
    }

    /// What is said of a build that fails, once that is checked: no file is left.
    fn fault(&self, arguments: &[&str]) -> String {
        let mut command = self.command(&self.plain);
        let output = command.args(arguments).args(["-q", "-o", "failed.wasm"]).output().unwrap();
        assert_eq!(output.status.code(), Some(1), "{arguments:?}: {}", text(&output));
        assert!(!self.input.join("failed.wasm").exists(), "{arguments:?}");
        text(&output)
    }

    fn write(&self, name: &str, content: &str) {
        fs::write(self.input.join(name), content).unwrap();
    }
}

fn text(output: &Output) -> String {
    assert!(output.stdout.is_empty());
    String::from_utf8(output.stderr.clone()).unwrap()
}

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
names = ['exec', 'eval', 'compile', 'help', 'input', 'print']
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
               ['exec', 'eval', 'compile', 'help', 'input', 'print']\n";
    assert_eq!(printed(&outcome), all);
    // Loops in C modules are interrupted like any other.
    let outcome = run(wasm.clone(), "import tally; tally.add(1); tally.spin()");
    assert!(matches!(outcome.error, Some(Error::Limit(_))), "{:?}", outcome.error);
    // The module tells what is in it.
    let manifest = manifest(&wasm);
    let frozen = manifest["frozen"].as_array().unwrap();
    assert!(frozen.iter().any(|module| module["path"] == "shapes/circle.py"));
    assert!(manifest["c_modules"]["tally"]["sha256"].is_string());
    let left_out: Vec<String> = micropython_sandbox_build::features::SWITCHES
        .iter()
        .map(|switch| format!("{}.{}", switch.table, switch.name))
        .filter(|name| name != "modules.json")
        .collect();
    assert_eq!(manifest["left_out"], serde_json::json!(left_out));
}

fn manifest(wasm: &[u8]) -> serde_json::Value {
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
    workshop.write("touched.py", "import greeting\ndef word(): return 'before'\n");
    workshop.write("touching.py", "include('manifest.py')\nmodule('touched.py')\n");
    let arguments = [&["--manifest", "touching.py"], &ALL[2..]].concat();
    let before = workshop.build(&workshop.custom, &arguments, &[]);
    let objects = objects(&workshop.custom);
    workshop.write("touched.py", "import greeting\ndef word(): return 'after'\n");
    let after = workshop.build(&workshop.custom, &arguments, &[]);
    let program = "import touched; print(touched.word())";
    assert_eq!(printed(&run(before, program)), "before\n");
    assert_eq!(printed(&run(after, program)), "after\n");
    let changed: Vec<_> = self::objects(&workshop.custom)
        .into_iter()
        .filter(|object| !objects.contains(object))
        .map(|(name, _)| name)
        .collect();
    assert!(matches!(&changed[..], [one] if one.ends_with("-frozen_content.o")), "{changed:?}");
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

#[test]
fn a_c_module_that_asks_for_something_new_is_refused_by_name() {
    let workshop = workshop();
    let fault = workshop.fault(&["--c-module", "cmodules/nosy"]);
    for part in [
        "it imports env.peek, which the contract does not list (called by nosy_read)",
        "it imports wasi_snapshot_preview1.fd_prestat_get, which the contract does not list (called by",
        "fopen, which is called by nosy_read)",
    ] {
        assert!(fault.contains(part), "{fault}");
    }
    let fault = workshop.fault(&["--c-module", "cmodules/loner"]);
    assert!(fault.contains("undefined symbol: fork_of_mine"), "{fault}");
    assert!(fault.contains("fork_of_mine is named in "), "{fault}");
    assert!(fault.contains("cmodules/loner/loner.c"), "{fault}");
}

#[test]
fn a_syntax_error_in_a_frozen_module_names_file_and_line() {
    let workshop = workshop();
    fs::create_dir_all(workshop.input.join("wrong/pack")).unwrap();
    workshop.write("wrong/pack/broken.py", "def f():\n    return 1 +\n");
    workshop.write("broken_manifest.py", "freeze('wrong')\n");
    let fault = workshop.fault(&["--manifest", "broken_manifest.py"]);
    assert!(fault.contains("wrong/pack/broken.py:2: SyntaxError: invalid syntax\n"), "{fault}");
}

/// A manifest, and what is said of it.
const WRONG_MANIFESTS: &[(&str, &[&str])] = &[
    ("module('gone.py')", &["wrong.py:1: there is no file ", "gone.py"]),
    ("\ninclude('gone')", &["wrong.py:2: there is no file ", "gone"]),
    ("freeze('gone')", &["wrong.py:1: ", "gone is not a folder"]),
    ("package('shapes', files=['gone.py'])", &["wrong.py:1: there is no file ", "shapes/gone.py"]),
    ("package('gone')", &["wrong.py:1: ", "gone is not a folder"]),
    ("x = = 1", &["wrong.py:1: SyntaxError: invalid syntax"]),
    ("\n\n1 / 0", &["wrong.py:3: ZeroDivisionError: division by zero"]),
    ("exit()", &["wrong.py:1: SystemExit"]),
    ("require('gone')", &["wrong.py:1: Package 'gone' not found", "Nothing is downloaded"]),
    ("require('units', library='gone')", &["wrong.py:1: ", "Unknown library 'gone'"]),
    ("freeze('$(MPY_LIB_DIR)/x')", &["wrong.py:1: $(MPY_LIB_DIR) is not known"]),
    ("freeze('$(BOARD_DIR)/x')", &["wrong.py:1: ", "has a variable that is not known"]),
    ("freeze_as_str('modules')", &["wrong.py:1: ", "greeting.py cannot be frozen"]),
    ("freeze('.', 'features.toml')", &["wrong.py:1: ", "features.toml cannot be frozen"]),
    // Outside.
    ("module('x.py', base_path='/etc')", &["wrong.py:1: /etc/x.py is outside of the folders"]),
    ("freeze('..')", &["wrong.py:1: ", "is outside of the folders"]),
    ("include('/etc')", &["wrong.py:1: /etc is outside of the folders"]),
    ("include('../plain/x.py')", &["wrong.py:1: ", "is outside of the folders"]),
    ("freeze('linked')", &["wrong.py:1: ", "linked is outside of the folders"]),
    (
        "freeze('modules', '../alone.py')",
        &["wrong.py:1: ", "cannot be imported as \"../alone.py\""],
    ),
    // Twice.
    (
        "freeze('shapes')\nfreeze('more2')",
        &["wrong.py:2: circle.py is frozen twice, from ", "shapes/circle.py and from "],
    ),
];

#[test]
fn what_is_wrong_with_a_manifest_is_told_with_its_line() {
    let workshop = workshop();
    fs::create_dir_all(workshop.input.join("more2")).unwrap();
    workshop.write("more2/circle.py", "");
    #[cfg(unix)]
    if !workshop.input.join("linked").exists() {
        std::os::unix::fs::symlink("/etc", workshop.input.join("linked")).unwrap();
    }
    for (manifest, parts) in WRONG_MANIFESTS {
        workshop.write("wrong.py", manifest);
        let fault = workshop.fault(&["--manifest", "wrong.py"]);
        for part in *parts {
            assert!(fault.contains(part), "{manifest}: {fault}");
        }
    }
}

/// What is outside can be had where the maintainer says so.
#[test]
fn a_library_is_a_folder_that_manifests_may_use() {
    let workshop = workshop();
    let outside = tempfile::tempdir().unwrap();
    copy(&workshop.input.join("libraries/units"), &outside.path().join("lib/units"));
    workshop.write("wrong.py", "require('units')\n1 / 0");
    let fault = workshop.fault(&["--manifest", "wrong.py"]);
    assert!(fault.contains("wrong.py:1: Package 'units' not found"), "{fault}");
    let library = outside.path().join("lib");
    let fault = workshop.fault(&["--manifest", "wrong.py", "--library", library.to_str().unwrap()]);
    assert!(fault.contains("wrong.py:2: ZeroDivisionError"), "{fault}");
}

#[test]
fn what_is_wrong_with_features_c_modules_and_places_is_told() {
    let workshop = workshop();
    workshop.write("wrong.toml", "[modules]\nregex = false\n");
    for (arguments, parts) in [
        (
            &["--features", "wrong.toml"][..],
            &["in the features wrong.toml: modules.regex cannot be switched; there are"][..],
        ),
        (&["--features", "gone.toml"], &["the features gone.toml cannot be read"]),
        (&["--c-module", "gone"], &["the folder of C modules gone cannot be read"]),
        (&["--c-module", "modules"], &["there is no C module in"]),
        (&["--source", "modules"], &["modules does not hold the sources of micropython-sandbox"]),
        (&["--manifest", "gone.py"], &["the manifest gone.py cannot be read"]),
        (&["--manifest", "features.toml"], &["is not a file whose name ends in .py"]),
        (&["--library", "gone"], &["the library gone cannot be read"]),
    ] {
        let fault = workshop.fault(arguments);
        for part in parts {
            assert!(fault.contains(part), "{fault}");
        }
    }
    for (output, part) in
        [("gone/x.wasm", "its directory does not exist"), ("modules", "it is a directory")]
    {
        let output = workshop.command(&workshop.plain).args(["-o", output]).output().unwrap();
        assert_eq!(output.status.code(), Some(2));
        assert!(text(&output).contains(part), "{}", text(&output));
    }
}

#[test]
fn two_builds_in_one_folder_are_refused() {
    let workshop = workshop();
    fs::create_dir_all(&workshop.plain).unwrap();
    let lock = File::create(workshop.plain.join("lock")).unwrap();
    lock.lock().unwrap();
    let fault = workshop.fault(&[]);
    assert!(fault.contains("another build is under way in"), "{fault}");
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
        .map(|switch| format!("{}.{}", switch.table, switch.name))
        .collect();
    assert_eq!(documented, switches);
}
