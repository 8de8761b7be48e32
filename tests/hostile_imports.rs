//! Every import, called with every kind of wrong argument, from everywhere that a
//! module is called at: it is answered, refused or ends the run, and never more.

#[path = "common/puppet.rs"]
mod puppet;

use micropython_sandbox::{
    CachePolicy, Clock, Ending, Error, FileQuota, Files, Input, Limits, Outcome, Sandbox,
};
use puppet::{IMPORTS, MEMORY_BYTES, PROGRAM, PROGRAM_BYTES, Place, Program};
use std::sync::LazyLock;
use std::time::{Duration, Instant};

const MEMORY: i64 = MEMORY_BYTES as i64;

/// Of addresses, lengths, numbers of things.
const WORDS: &[i64] = &[
    0,
    1,
    2,
    3,
    4,
    7,
    17,
    641,
    0xffff,
    0x1_0001,
    MEMORY - 1,
    MEMORY,
    MEMORY + 1,
    i32::MAX as i64,
    i32::MIN as i64,
    -MEMORY,
    -8,
    -1,
];

/// What ends the run each time here: there is nothing to call, and no request in
/// memory.
const UNANSWERED: [&str; 4] = ["call", "reply", "start", "fetch"];

const LONGS: &[i64] = &[0, 1, -1, i64::MAX, i64::MIN, 1 << 32];

fn sandbox(wasm: Vec<u8>, clock: Clock, wall_time: Duration) -> Sandbox {
    let limits = Limits { memory_bytes: 4 << 20, wall_time: Some(wall_time), ..Limits::default() };
    // What there is for files harms nobody.
    let quota = FileQuota { open_handles: u32::MAX, ..FileQuota::DEFAULT };
    let files = Files { quota, ..Files::default().scratch(1 << 20) };
    let builder = Sandbox::builder().limits(limits).clock(clock).files(files).artifact(wasm);
    builder.cache(CachePolicy::Off).build().unwrap()
}

/// Its clock stands still, so that no wait takes time.
static STILL: LazyLock<Sandbox> = LazyLock::new(|| {
    let clock = Clock::Fixed { since_epoch: Duration::from_secs(1) };
    sandbox(puppet::module(None), clock, Duration::from_secs(10))
});

fn run(program: &Program) -> Outcome {
    let input = Input::Bytes(vec![b'x'; 100]);
    let session = STILL.session_builder().stdin(input).open();
    let mut session = session.unwrap();
    let outcome = session.run(&program.text());
    // Whatever it was, it is over: dead, or as good as new.
    let next = session.run("");
    match session.alive() {
        true => assert_eq!(next.ending, Ending::Finished, "{next:?}"),
        false => assert_eq!(next.error, Some(Error::SessionDead)),
    }
    // As a task it ends likewise, if that does not depend on the time.
    let input = Input::Bytes(vec![b'x'; 100]);
    let text = program.text();
    let task = STILL.session_builder().stdin(input).run_async(&text);
    let task = TASKS.block_on(task);
    assert_eq!((task.ending, &task.error), (outcome.ending, &outcome.error));
    assert_eq!(task.stdout, outcome.stdout);
    outcome
}

static TASKS: LazyLock<tokio::runtime::Runtime> =
    LazyLock::new(|| tokio::runtime::Builder::new_multi_thread().build().unwrap());

/// How calls may end: answered with an error number (`Ok`), or with the run.
fn ended(outcome: &Outcome) -> Result<&str, &'static str> {
    match (&outcome.ending, &outcome.error) {
        // A program that has overwritten itself may not have told.
        (Ending::Finished, None) => {
            let digits = outcome.stdout.last_chunk::<2>().map_or(&b""[..], |digits| digits);
            Ok(std::str::from_utf8(digits).unwrap_or("no number"))
        }
        (Ending::Failed, Some(Error::Internal(text))) => {
            let known = [
                "it named memory that it does not have",
                "a stream that does not exist",
                "a field that does not exist",
                "an exception that cannot be",
                "a budget that does not exist",
                "a call without an exception",
                "could not be answered",
                "a call that no program can make",
                "a reply that there is not",
                "a request that no program can make",
            ];
            Err(known.into_iter().find(|known| text.contains(known)).expect("a reason"))
        }
        _ => panic!("{outcome:?}"),
    }
}

/// Combinations of one value for each parameter: where there are many thousands,
/// every so many are tried.
fn sample(params: &str) -> impl Iterator<Item = Vec<i64>> {
    let values: Vec<_> =
        params.chars().map(|kind| if kind == 'l' { LONGS } else { WORDS }).collect();
    let all: usize = values.iter().map(|values| values.len()).product();
    let step = (all / 4000).max(1) | 1;
    (0..all).step_by(step).map(move |mut number| {
        let mut combination = vec![0; values.len()];
        for (place, values) in combination.iter_mut().zip(&values).rev() {
            *place = values[number % values.len()];
            number /= values.len();
        }
        combination
    })
}

#[test]
fn every_combination_of_arguments_is_answered_or_ends_the_run() {
    for import in IMPORTS {
        let (mut answered, mut refused) = (0, 0);
        for arguments in sample(import.params) {
            let program = beginning(import.name).call(import.name, &arguments).tell();
            let outcome = run(&program);
            match ended(&outcome) {
                Ok(_) => answered += 1,
                Err(_) => refused += 1,
            }
            let right = right(import.name, &arguments);
            assert!(
                right.is_none_or(|right| ended(&outcome).ok() == right),
                "{} {arguments:?}: {outcome:?}",
                import.name
            );
        }
        // Both happen, but for the one that takes nothing, and where nothing can be
        // called or was: tests/hostile_calls.rs and hostile_fetch.rs have those that can.
        assert!(answered > 0 || UNANSWERED.contains(&import.name), "{}", import.name);
        let always = ["finished", "collect", "cancel"].contains(&import.name);
        let names_memory = !always && import.params.trim_end_matches('l').len() > 1;
        assert!(refused > 0 || !names_memory, "{}", import.name);
    }
}

/// What must be called before an import: those that tell of an exception, and have
/// something open as number 4.
fn beginning(import: &str) -> Program {
    let open = |path: &str, flags: i64| {
        let arguments = [3, 1, 640, path.len() as i64, flags, 1 << 1 | 1 << 6, 0, 0, 8];
        Program::default().store_text(640, path).call("path_open", &arguments)
    };
    match import {
        "report" | "frame" => Program::default().call("exception", &[0]),
        "fd_readdir" => open("tmp", 2),
        import if import.starts_with("fd_") && import != "fd_read" => open("tmp/a", 1),
        _ => Program::default(),
    }
}

/// What some calls must come to: an answer, or no answer.
fn right(name: &str, arguments: &[i64]) -> Option<Option<&'static str>> {
    let exists = |address: i64, length: i64| {
        (0..=MEMORY).contains(&address) && (0..=MEMORY - address).contains(&length)
    };
    match (name, arguments) {
        // What is printed last is the answer to nothing: zero.
        ("print", [stream, address, length]) => {
            Some(((1..=2).contains(stream) && exists(*address, *length)).then_some("00"))
        }
        ("report", [field, address, length]) => {
            Some(((0..5).contains(field) && exists(*address, *length)).then_some("00"))
        }
        ("exception", [relation]) => Some((*relation == 0).then_some("00")),
        ("frame", [file, file_length, _, function, function_length]) => Some(
            (exists(*file, *file_length) && exists(*function, *function_length)).then_some("00"),
        ),
        ("budget", [what, _]) => Some((0..5).contains(what).then_some("00")),
        ("random_get", [_, length]) if !(0..=1 << 16).contains(length) => Some(Some("28")),
        // The program may overwrite itself.
        ("random_get", [address, length])
            if exists(*address, *length)
                && address + length > PROGRAM.into()
                && *address < (PROGRAM + PROGRAM_BYTES).into() =>
        {
            None
        }
        ("random_get", [address, length]) => Some(exists(*address, *length).then_some("00")),
        ("fd_read" | "poll_oneoff", [.., length, _]) if !(0..=16).contains(length) => {
            Some(Some("28"))
        }
        ("fd_pread" | "fd_pwrite", [_, _, length, ..]) if !(0..=16).contains(length) => {
            Some(Some("28"))
        }
        ("fd_readdir", [_, _, length, ..]) if !(0..=1 << 16).contains(length) => Some(Some("28")),
        ("fd_close", [number]) => Some(Some(if *number == 4 { "00" } else { "08" })),
        (
            "path_create_directory" | "path_remove_directory" | "path_unlink_file",
            [_, _, length],
        ) if !(0..=4096).contains(length) => Some(Some("37")),
        _ => None,
    }
}

/// Each list that the imports take, with each kind of wrong entry in it.
#[test]
fn lists_in_memory_may_hold_anything() {
    for address in WORDS {
        for length in WORDS {
            let program = Program::default()
                .store(640, *address as i32)
                .store(644, *length as i32)
                .call("fd_read", &[0, 640, 1, 648]);
            ended(&run(&program.tell())).ok();
        }
    }
    // Waiting for a clock, for input, for output; and what does not exist.
    for kind in 0..4 {
        for clock in [0, 1, 2, 3, 4, -1] {
            for timeout in LONGS {
                for flags in [0, 1, 2, -1] {
                    let program = Program::default()
                        .store(640, 1)
                        .store(648, kind)
                        .store(656, clock)
                        .store_long(664, *timeout)
                        .store_long(672, *timeout)
                        .store(680, flags)
                        .call("poll_oneoff", &[640, 720, 1, 800]);
                    ended(&run(&program.tell())).ok();
                }
            }
        }
    }
}

/// The sandbox knows no import that is not attacked here.
#[test]
fn no_import_is_left_out() {
    let surface = include_str!("../src/surface.rs");
    let known: Vec<&str> = surface
        .split("name: \"")
        .skip(1)
        .map(|rest| rest.split('"').next().unwrap_or_default())
        .collect();
    let attacked: Vec<&str> = IMPORTS.iter().map(|import| import.name).collect();
    assert_eq!(attacked, known);
}

/// Before the module is born, there is no memory to name.
#[test]
fn no_import_works_before_birth() {
    for place in [Place::Start, Place::Control] {
        for import in IMPORTS.iter().filter(|import| !import.params.is_empty()) {
            let arguments = vec![1; import.params.len()];
            let program = Program::default().call(import.name, &arguments);
            let wasm = puppet::module(Some((place, &program)));
            let session = sandbox(wasm, Clock::System, Duration::from_secs(10)).session();
            let Err(Error::Internal(text)) = &session else { panic!("{session:?}") };
            assert!(text.contains("it called before it was born"), "{text}");
        }
        let wasm = puppet::module(Some((place, &Program::default().call("poll", &[]))));
        let sandbox = sandbox(wasm, Clock::System, Duration::from_secs(10));
        assert_eq!(sandbox.run("").ending, Ending::Finished);
    }
}

/// Printing, growing, throwing and trapping while the host hands a text over.
#[test]
fn a_module_may_misbehave_where_it_makes_room() {
    let outcome = |program: Program| {
        let wasm = puppet::module(Some((Place::Buffer, &program)));
        sandbox(wasm, Clock::System, Duration::from_millis(200)).run("")
    };
    let fine = Program::default().grow(3).call("print", &[1, 0, 2]);
    let printed = outcome(fine);
    assert_eq!((printed.ending, printed.stdout.len()), (Ending::Finished, 6), "{printed:?}");
    for (program, text) in [
        (Program::default().throw(), "an exception left it"),
        (Program::default().trap(), "unreachable"),
        (Program::default().dive().store(0, 0), "call stack exhausted"),
        (Program::default().call("print", &[1, -1, 1]), "memory that it does not have"),
    ] {
        let outcome = outcome(program);
        let Some(Error::Internal(message)) = &outcome.error else { panic!("{outcome:?}") };
        assert!(message.contains(text), "{message}");
    }
    assert_eq!(outcome(Program::default().spin()).ending, Ending::Stopped);
}

/// With the stack all but used up, an import is called once more.
#[test]
fn imports_are_called_where_the_stack_ends() {
    // The first end the run before. The others fail but for the first time, and each
    // failure looks at the whole stack if RUST_BACKTRACE says so.
    let others = ["path_create_directory", "path_remove_directory", "path_unlink_file"];
    let left_out = [&UNANSWERED[..], &others].concat();
    for import in IMPORTS.iter().filter(|import| !left_out.contains(&import.name)) {
        // Arguments with which they do something.
        let arguments: &[i64] = match import.name {
            "print" => &[1, 0, 1],
            "poll_oneoff" => &[640, 720, 1, 800],
            "fd_read" => &[0, 640, 1, 648],
            "random_get" => &[0, 8],
            "fd_filestat_get" => &[4, 720],
            "fd_filestat_set_size" => &[4, 8],
            "fd_pread" | "fd_pwrite" => &[4, 0, 1, 0, 8],
            "fd_readdir" => &[4, 720, 64, 0, 8],
            "path_filestat_get" => &[3, 1, 640, 1, 720],
            "path_open" => &[3, 1, 640, 1, 2, 0, 0, 0, 8],
            "path_rename" => &[3, 640, 5, 3, 640, 5],
            _ => &[0; 9][..import.params.len()],
        };
        let mut program = beginning(import.name);
        match import.name {
            "path_filestat_get" | "path_open" => program = program.store_text(640, "."),
            "path_rename" => program = beginning("fd_close"),
            _ => {}
        }
        let outcome = run(&program.dive().call(import.name, arguments));
        let Some(Error::Internal(text)) = &outcome.error else {
            panic!("{}: {outcome:?}", import.name)
        };
        assert!(text.contains("call stack exhausted"), "{}: {text}", import.name);
    }
}

#[test]
fn what_leaves_a_module_is_told_as_what_it_is() {
    for (program, text) in [
        (Program::default().throw(), "an exception left it"),
        (Program::default().trap(), "unreachable"),
        (Program::default().end(7), "it does not say how the program ended"),
        (Program::default().end(-2), "it does not say how the program ended"),
    ] {
        let outcome = run(&program);
        let Some(Error::Internal(message)) = &outcome.error else { panic!("{outcome:?}") };
        assert!(message.contains(text), "{message}");
    }
    for place in [Place::Start, Place::Control] {
        for (program, text) in [
            (Program::default().throw(), "an exception left it"),
            (Program::default().trap(), "unreachable"),
            (Program::default().dive().store(0, 0), "call stack exhausted"),
        ] {
            let wasm = puppet::module(Some((place, &program)));
            let session = sandbox(wasm, Clock::System, Duration::from_secs(10)).session();
            let Err(Error::Artifact(message)) = &session else { panic!("{session:?}") };
            assert!(message.contains(text), "{message}");
        }
    }
}

/// Nobody waits longer than the 10 s that a module may take to start.
#[test]
fn a_module_that_never_starts_is_given_up() {
    let started = Instant::now();
    let wasm = puppet::module(Some((Place::Start, &Program::default().spin())));
    let session = sandbox(wasm, Clock::System, Duration::from_millis(100)).session();
    let Err(Error::Artifact(message)) = &session else { panic!("{session:?}") };
    assert_eq!(message, "it takes too long to start");
    assert!(started.elapsed() < Duration::from_secs(14), "{:?}", started.elapsed());
}
