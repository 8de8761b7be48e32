//! The order of the modules, and what occurs only in some files: see tidy.rs.

/// The runtime's modules in layers. Each module uses only those before it.
pub const RUNTIME: &[(&str, &[&str])] = &[
    ("what both sides agreed on", &["contract"]),
    (
        "plain values",
        &[
            "units",
            "value",
            "traceback",
            "error",
            "limits",
            "policy",
            "grants",
            "net",
            "outcome",
            "feed",
        ],
    ),
    (
        "one mechanism each",
        &["memory", "meter", "limiter", "sink", "stack", "source", "task", "files"],
    ),
    (
        "what stops a run",
        &["signal", "watchdog", "deadline", "interrupt", "turn", "stop", "work", "stdin"],
    ),
    ("what programs call", &["function", "record", "started", "calls", "fetch", "policy_file"]),
    (
        "what is run, and what it reaches",
        &["cache", "vetting", "artifact", "wasi", "report", "host", "mode", "poll", "call", "web"],
    ),
    ("the engine", &["failure", "surface", "program", "snapshot", "live", "session", "sandbox"]),
    ("what makes an interpreter", &["build"]),
    ("what is looked at and not run", &["examine"]),
];

/// Imports against the order above, and why.
pub const RUNTIME_EXCEPTIONS: &[(&str, &str, &str)] =
    &[("session", "sandbox", "a sandbox opens sessions, and a session keeps its sandbox alive")];

/// The build crate's modules, likewise. The stages never import each other
/// backwards; `pipeline` puts them in order.
pub const BUILD: &[&str] = &[
    "sections",
    "sealing",
    "symbols",
    "contract",
    "manifest",
    "notices",
    "sbom",
    "digests",
    "own_signal",
    "engine",
    "ingredients",
    "environment",
    "progress",
    "command",
    "layout",
    "source",
    "patch",
    "patches",
    "features",
    "sources",
    "c_modules",
    "toolchain",
    "bindings",
    "objects",
    "compile",
    "frozen",
    "generate",
    "survey",
    "mpy_cross",
    "link",
    "profile",
    "unpolled",
    "passes",
    "inspect",
    "verify",
    "diff",
    "prebuilt",
    "torture",
    "parts",
    "bare_host",
    "finish",
    "pipeline",
    "training",
    "ablation",
];

/// The words on the left occur only in the files on the right.
pub const ONLY_IN: &[(&[&str], &[&str])] = &[
    // So that the WASI crate can be replaced.
    (
        &["wasi_common", "wasi-common"],
        &["src/wasi.rs", "src/wasi/directory.rs", "src/wasi/files.rs"],
    ),
    // So that one file decides what reaches the network.
    (&["std::net", "TcpStream", "UdpSocket", "ureq"], &["src/fetch/transport.rs"]),
    (
        &["process::Command", "Command::new"],
        &[
            "port/build/src/command.rs",  // the tools of the build
            "src/cli/examine/rebuild.rs", // the builder of a source tree that is named
        ],
    ),
    // So that the build listens to what it documents only, a policy to what it names.
    (
        &["env::var", "env::set_var", "env::remove_var"],
        &[
            "build.rs",
            "port/build/src/environment.rs",
            "src/cli/repl/color.rs", // what says that a user wants no colours
            "src/policy_file/secrets.rs", // secrets that a policy file leaves to it
        ],
    ),
    // Each place where the compiler's word is not enough, and what ours is.
    (
        &["unsafe {", "unsafe fn", "unsafe impl"],
        &[
            "src/signal.rs",     // memory that threads share is accessed atomically
            "src/artifact.rs",   // native code is loaded only after its digest was checked
            "src/stack.rs",      // the system is asked where the thread's stack is
            "src/cli/ctrl_c.rs", // the system is asked whether a signal is ignored
        ],
    ),
];
