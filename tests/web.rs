//! `examples/web`: the same module in a browser, and in Node.
//!
//! The page is used as its users do: text goes into the editor, the button is
//! pressed, and what the page shows is read. It needs Chromium and Node, which
//! `scripts/setup --web` installs.

#[path = "common/browser.rs"]
mod browser;
#[path = "common/site.rs"]
mod site;

use browser::Browser;
use micropython_sandbox::artifact::WASM;
use serde_json::{Value, json};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::{LazyLock, Mutex, MutexGuard, PoisonError};

struct Page {
    browser: Browser,
    session: String,
}

/// One page for all tests: each run has an interpreter of its own.
fn page() -> MutexGuard<'static, Page> {
    static PAGE: LazyLock<Mutex<Page>> = LazyLock::new(|| {
        let address = site::serve(files());
        let mut browser = Browser::start();
        let session = browser.open(&format!("{address}/index.html"));
        let page = Page { browser, session };
        Mutex::new(page)
    });
    PAGE.lock().unwrap_or_else(PoisonError::into_inner)
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
    let mut page = page();
    let shown = page.run("import sys\nprint('hé', file=sys.stderr)\nprint('ωorld')\n6 * 7", 5.0);
    assert_shown(&shown, "finished", "ωorld\n", "hé\n");
    assert_eq!(shown.value, "42\n");
    let shown = page.run("def f(x):\n    return 1 // x\nprint('before')\nf(0)", 5.0);
    let traceback = "Traceback (most recent call last):\n  File \"<page>\", line 4, in <module>\n    \
                     f(0)\n  File \"<page>\", line 2, in f\n    return 1 // x\n\
                     ZeroDivisionError: divide by zero\n";
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
    let mut page = page();
    let html = "<img src=x onerror='document.title = 1'><script>document.title = 2</script>";
    let shown = page.run(&format!("print({})", json!(html)), 5.0);
    assert_shown(&shown, "finished", &format!("{html}\n"), "");
    let elements = "document.querySelectorAll('#output img, #output script').length";
    assert_eq!(page.evaluate(elements), 0);
    assert_eq!(page.evaluate("document.title"), "Python in a sandbox");
}

#[test]
fn time_limits_end_programs_wherever_they_are() {
    let mut page = page();
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
    let mut page = page();
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
    let mut page = page();
    let shown = page.run(
        "for name in ('js', 'socket', 'ffi', 'machine'):\n    try:\n        __import__(name)\n    \
         except ImportError as error: print(error)\ntry:\n    open('index.html')\n\
         except OSError as error: print('no file')\ntry:\n    fetch('https://localhost/')\nexcept OSError as error: print(error)\ntry:\n    input()\n\
         except EOFError: print('no input')",
        5.0,
    );
    let missing: String = ["js", "socket", "ffi", "machine"]
        .map(|name| format!("no module named '{name}'\n"))
        .concat();
    assert_shown(
        &shown,
        "finished",
        &format!("{missing}no file\nthis page gives no network\nno input\n"),
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
    let mut page = page();
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
    let mut page = page();
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
    let mut page = page();
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

/// In a Node that has what the module needs it runs; any other says what is missing.
#[test]
fn node_runs_programs_or_says_what_it_lacks() {
    let temp = tempfile::tempdir().unwrap();
    let wasm = temp.path().join("micropython.wasm");
    fs::write(&wasm, WASM).unwrap();
    let run = |flags: &[&str], source: &str| -> Option<Output> {
        let script = temp.path().join("script.py");
        fs::write(&script, source).unwrap();
        let node = std::env::var_os("MPSANDBOX_NODE").unwrap_or_else(|| "node".into());
        let output = Command::new(node)
            .args(flags)
            .arg(folder().join("run.mjs"))
            .arg(&wasm)
            .arg(&script)
            .output();
        // A flag that it does not know.
        output.ok().filter(|output| output.status.code() != Some(9))
    };
    let missing = "no Node found: MPSANDBOX_NODE is not set, and node is not in PATH; \
                   scripts/setup --web installs one";
    let plain = run(&[], "print('in', 'Node')").expect(missing);
    let lacks = |output: &Output| {
        String::from_utf8_lossy(&output.stderr)
            .contains("this engine cannot compile the interpreter")
    };
    // Node 24 has it behind a flag.
    let with_flag = ["--experimental-wasm-exnref"];
    let flags: &[&str] = if !lacks(&plain) {
        &[]
    } else if run(&with_flag, "").is_some_and(|output| !lacks(&output)) {
        &with_flag
    } else {
        assert_ne!(plain.status.code(), Some(0));
        return;
    };
    for (source, code, stdout, stderr) in [
        ("print('in', 'Node')", 0, "in Node\n", ""),
        ("import sys; print('out'); sys.exit(7)", 7, "out\n", ""),
        ("1 / 0", 1, "", "ZeroDivisionError: divide by zero\n"),
        ("import time; time.sleep(0.1); print(__name__)", 0, "__main__\n", ""),
    ] {
        let output = run(flags, source).unwrap();
        assert_eq!(output.status.code(), Some(code), "{source}: {output:?}");
        assert_eq!(String::from_utf8_lossy(&output.stdout), stdout, "{source}");
        assert!(String::from_utf8_lossy(&output.stderr).ends_with(stderr), "{source}: {output:?}");
    }
}
