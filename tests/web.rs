//! `examples/web`: the same module in a browser.
//!
//! The page is used as its users do: text goes into the editor, the button is
//! pressed, and what the page shows is read. It needs Chromium, which
//! `scripts/setup --web` installs. Where that has found that no Chromium can be had, the
//! tests of the page are skipped, and say so.

#[path = "common/browser.rs"]
mod browser;
#[path = "common/site.rs"]
mod site;

use browser::Browser;
use micropython_sandbox::artifact::WASM;
use serde_json::{Value, json};
use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::{LazyLock, Mutex, MutexGuard, PoisonError};

/// Where `scripts/setup --web` notes why there is no Chromium.
const NO_CHROMIUM: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/.toolchain/chromium.missing");

struct Page {
    browser: Browser,
    session: String,
}

/// One page for all tests: each run has an interpreter of its own. `None` where
/// `scripts/setup` has noted why there can be no browser.
fn page() -> Option<MutexGuard<'static, Page>> {
    static PAGE: LazyLock<Option<Mutex<Page>>> = LazyLock::new(|| {
        let mut browser = match (browser::program(), fs::read_to_string(NO_CHROMIUM)) {
            (Ok(program), _) => Browser::start(&program),
            (Err(_), Ok(why)) => {
                // Not by `eprintln`, which is not shown of a test that passes.
                let notice =
                    format!("tests of the page are SKIPPED: no Chromium ({})\n", why.trim());
                io::stderr().write_all(notice.as_bytes()).unwrap();
                return None;
            }
            (Err(missing), Err(_)) => panic!("{missing}"),
        };
        let address = site::serve(files());
        let session = browser.open(&format!("{address}/index.html"));
        Some(Mutex::new(Page { browser, session }))
    });
    Some(PAGE.as_ref()?.lock().unwrap_or_else(PoisonError::into_inner))
}

fn files() -> Vec<site::Page> {
    let mut files: Vec<site::Page> = fs::read_dir(folder())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter_map(|path| {
            let kind = match path.extension()?.to_str()? {
                "html" => "text/html",
                "js" => "text/javascript",
                "css" => "text/css",
                _ => return None,
            };
            let name = path.file_name()?.to_str()?;
            Some((format!("/{name}"), kind, fs::read(&path).unwrap()))
        })
        .collect();
    files.push(("/micropython.wasm".to_owned(), "application/wasm", WASM.to_vec()));
    files
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/web")
}

/// What the page shows after a run: its status without the time, and the text of each
/// kind.
#[derive(Debug, PartialEq)]
struct Shown {
    status: String,
    stdout: String,
    stderr: String,
    value: String,
}

impl Page {
    fn evaluate(&mut self, expression: &str) -> Value {
        self.browser.evaluate(&self.session, expression)
    }

    /// Types a program, presses the button, and waits until it is free again.
    fn run(&mut self, source: &str, seconds: f64) -> Shown {
        let shown = self.evaluate(&format!(
            r#"(async () => {{
                const element = (id) => document.getElementById(id);
                const pause = () => new Promise((done) => setTimeout(done, 20));
                // The page has just been opened.
                while (!element("run")?.onclick) await pause();
                element("source").value = {};
                element("limit").value = {seconds};
                element("run").click();
                while (element("run").disabled) await pause();
                const text = (kind) =>
                    [...element("output").querySelectorAll("." + kind)].map((it) => it.textContent).join("");
                return [element("status").textContent, text("stdout"), text("stderr"), text("value")];
            }})()"#,
            json!(source)
        ));
        let text = |index: usize| shown[index].as_str().unwrap().to_owned();
        let status = text(0).split(" after ").next().unwrap().to_owned();
        Shown { status, stdout: text(1), stderr: text(2), value: text(3) }
    }
}

#[track_caller]
fn assert_shown(shown: &Shown, status: &str, stdout: &str, stderr: &str) {
    let found = (shown.status.as_str(), shown.stdout.as_str(), shown.stderr.as_str());
    assert_eq!(found, (status, stdout, stderr));
}

#[test]
fn a_page_runs_programs_and_shows_what_they_print() {
    let Some(mut page) = page() else { return };
    let shown = page.run("import sys\nprint('hé', file=sys.stderr)\nprint('ωorld')\n6 * 7", 5.0);
    assert_shown(&shown, "finished", "ωorld\n", "hé\n");
    assert_eq!(shown.value, "42\n");
    let shown = page.run("def f(x):\n    return 1 // x\nprint('before')\nf(0)", 5.0);
    let traceback = "Traceback (most recent call last):\n  File \"<page>\", line 4, in <module>\n    \
                     f(0)\n  File \"<page>\", line 2, in f\n    return 1 // x\n\
                     ZeroDivisionError: integer division or modulo by zero\n";
    assert_shown(&shown, "raised", "before\n", traceback);
    assert_shown(&page.run("import sys; sys.exit(3)", 5.0), "exited with 3", "", "");
    let chained = "try:\n    {}['k']\nexcept KeyError as e:\n    raise ValueError('v') from e";
    let shown = page.run(chained, 5.0);
    let lead = "KeyError: 'k'\n\nThe above exception was the direct cause of the following \
                exception:\n\nTraceback";
    assert!(shown.stderr.contains(lead), "{shown:?}");
}

#[test]
fn what_a_program_prints_is_text_and_not_html() {
    let Some(mut page) = page() else { return };
    let html = "<img src=x onerror='document.title = 1'><script>document.title = 2</script>";
    let shown = page.run(&format!("print({})", json!(html)), 5.0);
    assert_shown(&shown, "finished", &format!("{html}\n"), "");
    let elements = "document.querySelectorAll('#output img, #output script').length";
    assert_eq!(page.evaluate(elements), 0);
    assert_eq!(page.evaluate("document.title"), "Python in a sandbox");
}

#[test]
fn time_limits_end_programs_wherever_they_are() {
    let Some(mut page) = page() else { return };
    // In a loop: with a traceback.
    let shown = page.run("print('on')\nwhile True:\n    pass", 0.5);
    assert_eq!((shown.status.as_str(), shown.stdout.as_str()), ("stopped", "on\n"), "{shown:?}");
    assert!(shown.stderr.contains("LimitExceeded: the time limit was reached"), "{shown:?}");
    assert!(shown.stderr.contains("line 2, in <module>") || shown.stderr.contains("line 3"));
    // Asleep.
    let shown = page.run("import time\nprint('zzz')\ntime.sleep(1000)", 0.5);
    assert_eq!((shown.status.as_str(), shown.stdout.as_str()), ("stopped", "zzz\n"), "{shown:?}");
    // Catching it, for ever.
    let greedy = "while True:\n    try:\n        while True: pass\n    except BaseException: pass";
    let shown = page.run(greedy, 0.5);
    assert_shown(&shown, "stopped", "", "a limit was reached, and the program went on\n");
    // In C code, where nothing asks: the page ends the worker.
    let shown = page.run("print('busy')\nsum(range(1 << 30))", 0.5);
    let status = "stopped: the time limit was reached, and the program went on";
    assert_shown(&shown, status, "busy\n", "");
    // A control: it takes a while, and less than it may; and the page goes on.
    let shown =
        page.run("import time\ntime.sleep(0.2)\nfor i in range(100000): pass\nprint(i)", 60.0);
    assert_shown(&shown, "finished", "99999\n", "");
}

#[test]
fn what_a_program_takes_is_bounded() {
    let Some(mut page) = page() else { return };
    let shown = page.run("while True: print('y' * 1000)", 30.0);
    assert_eq!(shown.status, "stopped");
    assert_eq!(shown.stdout.len(), 1 << 20);
    assert!(shown.stderr.contains("LimitExceeded: the limit of what stdout takes"), "{shown:?}");
    let memory = "try:\n    bytearray(100 << 20)\nexcept MemoryError: print('none left')\n\
                  print(len(bytearray(20 << 20)))";
    assert_shown(&page.run(memory, 30.0), "finished", "none left\n20971520\n", "");
    let recursion = "def f(n):\n    return 1 + f(n - 1) if n else 0\nprint(f(100))\n\
                     try:\n    f(100000)\nexcept RuntimeError as error: print(error)";
    let shown = page.run(recursion, 30.0);
    assert_shown(&shown, "finished", "100\nmaximum recursion depth exceeded\n", "");
    // Recursion in C code, which the engine's stack ends: no more than the run is lost.
    let nested = "x = []\nfor i in range(100000): x = [x]\nrepr(x)";
    let shown = page.run(nested, 30.0);
    assert!(["raised", "failed"].contains(&shown.status.as_str()), "{shown:?}");
    assert_shown(&page.run("print('on')", 5.0), "finished", "on\n", "");
}

#[test]
fn a_program_reaches_nothing_of_the_page() {
    let Some(mut page) = page() else { return };
    let shown = page.run(
        "for name in ('js', 'socket', 'ffi', 'machine'):\n    try:\n        __import__(name)\n    \
         except ImportError as error: print(error)\ntry:\n    open('index.html')\n\
         except OSError as error: print('no file')\ntry:\n    \
         fetch('https://localhost/')\nexcept PermissionError as error: print(error)\ntry:\n    input()\n\
         except EOFError: print('no input')",
        5.0,
    );
    let missing = "No module named 'js'\nNo module named 'socket': the sandbox has no sockets; what a \
                   program may fetch comes by the module requests, or fetch()\n\
                   No module named 'ffi'\nNo module named 'machine'\n";
    assert_shown(
        &shown,
        "finished",
        &format!("{missing}no file\nthis program has no access to the network\nno input\n"),
        "",
    );
    // A control: what there is works.
    let shown = page.run(
        "import time, random, hashlib\nprint(time.time() > 1700000000, len({random.random() for _ in \
         range(20)}), hashlib.sha256(b'').hexdigest()[:8])\nimport sandbox\n\
         print(sandbox.limits()['wall_time_s'], sandbox.limits()['memory_bytes'])",
        5.0,
    );
    assert_shown(&shown, "finished", "True 20 e3b0c442\n5.0 67108864\n", "");
}

#[test]
fn the_button_stops_a_program() {
    let Some(mut page) = page() else { return };
    let status = page.evaluate(
        r#"(async () => {
            const element = (id) => document.getElementById(id);
            const pause = () => new Promise((done) => setTimeout(done, 20));
            while (!element("run")?.onclick) await pause();
            element("source").value = "print('on')\nwhile True: pass";
            element("limit").value = 100;
            element("run").click();
            while (element("status").textContent !== "running") await pause();
            element("stop").click();
            return element("status").textContent;
        })()"#,
    );
    assert_eq!(status, "stopped by you");
    assert_shown(&page.run("print('again')", 5.0), "finished", "again\n", "");
}

/// The page is not isolated: the signal is a memory that it shares with nobody.
#[test]
fn no_shared_buffer_of_the_pages_is_needed() {
    let Some(mut page) = page() else { return };
    assert_shown(&page.run("print(1)", 5.0), "finished", "1\n", "");
    assert_eq!(
        page.evaluate("[crossOriginIsolated, typeof SharedArrayBuffer]"),
        json!([false, "undefined"])
    );
}

/// Modules that the host has to refuse, and what it says.
#[test]
fn a_module_that_wants_something_else_is_refused_by_name() {
    let manifest = |version: &str| {
        format!(
            r#"(@custom "micropython_sandbox.manifest" "{{\"contract\":{{\"abi_version\":{version}}}}}")"#
        )
    };
    let current = {
        let manifest: Value = serde_json::from_str(micropython_sandbox::MANIFEST).unwrap();
        manifest["contract"]["abi_version"].to_string()
    };
    let Some(mut page) = page() else { return };
    for (module, part) in [
        (
            format!(
                "(module {} (import \"micropython_host\" \"peek\" (func)))",
                manifest(&current)
            ),
            "the module imports the function micropython_host.peek, which this host does not know",
        ),
        (
            format!("(module {} (import \"env\" \"print\" (func)))", manifest(&current)),
            "the module imports the function env.print, which",
        ),
        (
            format!(
                "(module {} (import \"micropython_host\" \"print\" (memory 1)))",
                manifest(&current)
            ),
            "the module imports the memory micropython_host.print, which",
        ),
        (
            format!(
                "(module {} (import \"micropython_host\" \"toString\" (func)))",
                manifest(&current)
            ),
            "the module imports the function micropython_host.toString, which",
        ),
        (format!("(module {})", manifest("1000")), "keeps to version 1000 of the contract"),
        ("(module)".to_owned(), "this is not an interpreter"),
    ] {
        let bytes = wat::parse_str(&module).unwrap();
        let said = page.evaluate(&format!(
            r#"import(new URL("interpreter.js", location)).then(({{ Interpreter }}) =>
                Interpreter.create(new Uint8Array({bytes:?}))).then(() => "taken", (error) => error.message)"#
        ));
        assert!(said.as_str().unwrap().contains(part), "{module}: {said}");
    }
    let said = page.evaluate(
        r#"import(new URL("interpreter.js", location)).then(({ Interpreter }) =>
            Interpreter.create(new Uint8Array([0, 97, 115, 109]))).then(() => "taken", (error) => error.message)"#,
    );
    assert!(
        said.as_str().unwrap().contains("this engine cannot compile the interpreter"),
        "{said}"
    );
}
