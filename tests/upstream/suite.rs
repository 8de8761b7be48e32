//! The scripts, and running them.

use micropython_sandbox::{Ending, Error, Files, Limits, Output, Random, Sandbox, SandboxBuilder};
use std::fmt::Write as _;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

/// The folders of upstream's suite that are for every port.
const FOLDERS: [&str; 10] = [
    "basics",
    "cmdline",
    "extmod",
    "float",
    "import",
    "io",
    "micropython",
    "misc",
    "stress",
    "unicode",
];

/// Those of them whose scripts use files.
const FOLDERS_WITH_FILES: [&str; 3] = ["import", "io", "unicode"];

/// Threads that run Python have this much stack, or each run gets another one.
const STACK_BYTES: usize = 8 << 20;

pub struct Script {
    /// Its folder and name, as in `known.txt`.
    pub name: String,
    pub source: String,
}

/// What a script printed, and how it ended.
#[derive(PartialEq)]
pub struct Run {
    output: Vec<u8>,
    ending: Ending,
    pub error: Option<Error>,
}

/// The top of the project. These tests are part of a package below it, too.
pub fn root() -> &'static Path {
    let mut folders = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors();
    folders.find(|folder| folder.join("sources.lock").is_file()).expect("the project's folder")
}

pub fn folder() -> PathBuf {
    root().join("micropython/tests")
}

/// All scripts of all folders, in order.
pub fn scripts() -> Vec<Script> {
    let mut scripts = Vec::new();
    for folder_name in FOLDERS {
        let entries = fs::read_dir(folder().join(folder_name))
            .unwrap_or_else(|_| panic!("MicroPython's sources have no tests/{folder_name}"));
        for entry in entries {
            let path = entry.expect("its entries can be read").path();
            if path.extension().is_some_and(|extension| extension == "py") {
                let file_name = path.file_name().unwrap_or_default().to_string_lossy();
                let source = fs::read_to_string(&path).expect("upstream's scripts are UTF-8");
                scripts.push(Script { name: format!("{folder_name}/{file_name}"), source });
            }
        }
    }
    scripts.sort_by(|left, right| left.name.cmp(&right.name));
    assert!(scripts.len() > 900, "only {} scripts found", scripts.len());
    scripts
}

/// The sandbox that all scripts run in: roomy, and with the same randomness
/// each time.
pub fn sandbox(wall_time: Duration) -> SandboxBuilder {
    let limits = Limits { memory_bytes: 64 << 20, wall_time: Some(wall_time), ..Limits::default() };
    Sandbox::builder().limits(limits).random(Random::Seeded(1))
}

/// A sandbox without files, and the same for the scripts that use some.
pub struct Sandboxes {
    plain: Sandbox,
    with_files: Sandbox,
}

impl Sandboxes {
    pub fn new(builder: SandboxBuilder) -> Sandboxes {
        let files = Files::default().scratch(4 << 20);
        let files = FOLDERS_WITH_FILES
            .iter()
            .fold(files, |files, name| files.read(folder().join(name), *name));
        let with_files = builder.clone().files(files).build().expect("a sandbox with files");
        Sandboxes { plain: builder.build().expect("a sandbox"), with_files }
    }
}

impl std::ops::Deref for Sandboxes {
    type Target = Sandbox;
    fn deref(&self) -> &Sandbox {
        &self.plain
    }
}

/// A program that puts such a script where it finds what it needs, as upstream's
/// runner does: in its own folder, or a copy of it in which it may write.
fn place(folder: &str) -> String {
    match folder {
        "import" => "import os, sys\nos.chdir('/import'); sys.path.insert(0, '/import')".to_owned(),
        _ => format!(
            "import os\n\
             os.mkdir('/tmp/data')\n\
             for name in os.listdir('/{folder}/data'):\n    \
             open('/tmp/data/' + name, 'wb').write(open('/{folder}/data/' + name, 'rb').read())\n\
             os.chdir('/tmp')"
        ),
    }
}

/// A program that makes the collector run whenever that many bytes have been
/// allocated.
pub fn threshold(bytes: u32) -> String {
    format!("import gc; gc.threshold({bytes}); del gc")
}

/// Runs one script in a session of its own, after a program that prepares it.
pub fn run(sandboxes: &Sandboxes, script: &Script, preparation: Option<&str>) -> Run {
    let printed = Printed::default();
    let (folder, file_name) = script.name.rsplit_once('/').unwrap_or_default();
    let uses_files = FOLDERS_WITH_FILES.contains(&folder);
    let sandbox = if uses_files { &sandboxes.with_files } else { &sandboxes.plain };
    let session = sandbox
        .session_builder()
        .argv([file_name])
        .file_name(file_name)
        .stdout(Output::Writer(Box::new(printed.clone())))
        .stderr(Output::Writer(Box::new(printed.clone())));
    let mut session = session.open().expect("a session");
    if uses_files {
        let outcome = session.run(&place(folder));
        assert_eq!(outcome.error, None, "{}", outcome.stderr_text());
    }
    if let Some(program) = preparation {
        // Before the script and not in it: its line numbers are in what it
        // prints.
        let outcome = session.run(program);
        assert_eq!(outcome.error, None, "{}", outcome.stderr_text());
    }
    let outcome = session.run(&script.source);
    let output = std::mem::take(&mut *printed.0.lock().unwrap());
    Run { output, ending: outcome.ending, error: outcome.error }
}

/// A threshold tests nothing if it is forgotten between two runs in a session.
pub fn assert_that_the_threshold_stays(sandbox: &Sandbox, bytes: u32) {
    let mut session = sandbox.session().expect("a session");
    session.run(&threshold(bytes));
    let program = "import gc\n\
                   before = gc.mem_alloc()\n\
                   for i in range(100): bytes(100)\n\
                   gc.mem_alloc() - before < 2000";
    let value = session.run(program).value.expect("the last line has a value");
    assert_eq!(value.repr, "True", "with threshold {bytes} nothing is collected");
}

/// Does the same with each script, on as many threads as there are processors.
pub fn in_parallel<T: Send>(scripts: &[Script], work: impl Fn(&Script) -> T + Sync) -> Vec<T> {
    let threads = thread::available_parallelism().map_or(2, usize::from);
    let next = AtomicUsize::new(0);
    let results: Mutex<Vec<(usize, T)>> = Mutex::default();
    thread::scope(|scope| {
        for _ in 0..threads {
            let worker = || {
                loop {
                    let index = next.fetch_add(1, Ordering::Relaxed);
                    let Some(script) = scripts.get(index) else { break };
                    let result = work(script);
                    results.lock().unwrap().push((index, result));
                }
            };
            thread::Builder::new()
                .stack_size(STACK_BYTES)
                .spawn_scoped(scope, worker)
                .expect("a thread");
        }
    });
    let mut results = results.into_inner().unwrap();
    results.sort_by_key(|(index, _)| *index);
    results.into_iter().map(|(_, result)| result).collect()
}

/// Some scripts sleep for milliseconds and print who woke first. A test of the
/// whole suite keeps all processors busy, so only one runs at a time; and where
/// such a script was late all the same, it is run once more when the others are
/// done.
pub fn alone() -> MutexGuard<'static, ()> {
    static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());
    ONE_AT_A_TIME.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Script {
    /// Whether the result may depend on how fast the machine is.
    pub fn reads_the_clock(&self) -> bool {
        self.source.contains("time") || self.source.contains("asyncio")
    }
}

impl Run {
    /// What upstream's runner would compare: both streams as they came, with
    /// one kind of line end. Upstream's interpreter prints the traceback of an
    /// uncaught exception there, and its runner marks an end that is no success.
    pub fn text(&self) -> String {
        let mut text = readable(&self.output);
        match &self.error {
            Some(Error::Raised(raised)) => text += &raised.traceback,
            Some(error) => text += &format!("{error:?}\n"),
            None => {}
        }
        if !matches!(self.ending, Ending::Finished | Ending::Exited(0)) {
            text += "CRASH";
        }
        text
    }

    /// Whether it ended in a way that no program may bring about.
    pub fn broke(&self) -> bool {
        self.ending == Ending::Failed
    }
}

/// Bytes as text, with one kind of line end. Different bytes give different
/// texts, also where they are no UTF-8.
pub fn readable(bytes: &[u8]) -> String {
    let mut text = String::new();
    for chunk in bytes.utf8_chunks() {
        text += chunk.valid();
        for byte in chunk.invalid() {
            let _ = write!(text, "\u{FFFD}{byte:02x}");
        }
    }
    text.replace("\r\n", "\n")
}

/// Both of a program's streams, in the order in which it wrote.
#[derive(Clone, Default)]
struct Printed(Arc<Mutex<Vec<u8>>>);

impl Write for Printed {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
