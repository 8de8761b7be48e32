//! Programs that attack their limits or the interpreter. Each `tests/attacks/NAME.py`
//! reads a number from its arguments: with one it attacks, with the other it does
//! the same within its rights. `NAME.toml` says how both end.
//!
//! `ATTACK=NAME cargo test --release --test attacks` runs those whose names hold that.

#[path = "attacks/expectation.rs"]
mod expectation;

use expectation::{Case, cases};
use micropython_sandbox::{Ending, Error, Input, LimitKind, Limits, Outcome, Sandbox, Session};
use std::process::Command;
use std::sync::Mutex;
use std::time::{Duration, Instant};

/// How much later than its grace is over a program may be ended, on a machine
/// that does other things too.
const SLACK: Duration = Duration::from_millis(300);

/// Enough for every control, however busy the machine is.
const CONTROL_TIME: Duration = Duration::from_secs(60);

fn session(case: &Case, limits: Limits, number: &str) -> Session {
    let sandbox = Sandbox::builder().limits(limits).pool(0).build().unwrap();
    let stdin = if case.stdin_waits { Input::Reader(Box::new(Waits)) } else { Input::Empty };
    let builder = sandbox.session_builder().stdin(stdin).argv(["attack.py", number]);
    builder.open().unwrap_or_else(|error| panic!("{}: {error:?}", case.name))
}

/// Standard input of which nothing ever comes.
struct Waits;

impl std::io::Read for Waits {
    fn read(&mut self, _: &mut [u8]) -> std::io::Result<usize> {
        loop {
            std::thread::park();
        }
    }
}

/// How a run ended, in the words of the expectations.
fn ending(outcome: &Outcome) -> String {
    match (&outcome.ending, &outcome.error) {
        (Ending::Finished, None) => "finished".to_owned(),
        (Ending::Exited(code), None) => format!("exited {code}"),
        (Ending::Raised, Some(Error::Raised(raised))) => format!("raised {}", raised.type_name),
        (Ending::Stopped, Some(Error::Limit(reached))) => match reached.limit {
            LimitKind::WallTime(_) => "wall time".to_owned(),
            LimitKind::Memory(_) => "memory".to_owned(),
            LimitKind::Stdout(_) => "stdout".to_owned(),
            LimitKind::Stderr(_) => "stderr".to_owned(),
            LimitKind::Steps(_) => "steps".to_owned(),
            LimitKind::Fuel(_) => "fuel".to_owned(),
            LimitKind::HostCalls(_) => "host calls".to_owned(),
            LimitKind::HostBytes(_) => "host bytes".to_owned(),
        },
        (ending, error) => format!("{ending:?} {error:?}"),
    }
}

fn attack(case: &Case) -> Result<(), String> {
    let mut session = session(case, case.limits, &case.attack);
    let started = Instant::now();
    let outcome = session.run(&case.source);
    let took = started.elapsed();

    same("the end", &ending(&outcome), &case.ends)?;
    let allowed = case.limits.wall_time.unwrap_or_default();
    if took > allowed + Limits::GRACE + SLACK {
        return Err(format!("it took {took:?}, and had {allowed:?}"));
    }
    let most = case.limits.memory_bytes + (1 << 20);
    if outcome.usage.peak_memory_bytes > most {
        return Err(format!("it used {} bytes of memory", outcome.usage.peak_memory_bytes));
    }
    let cut = [("stdout", outcome.stdout_truncated), ("stderr", outcome.stderr_truncated)];
    let cut: Vec<_> = cut.iter().filter(|(_, cut)| *cut).map(|(name, _)| *name).collect();
    same("what is cut", &cut.join(" "), &case.truncated)?;
    if outcome.stdout.len() as u64 > case.limits.stdout_bytes
        || outcome.stderr.len() as u64 > case.limits.stderr_bytes
    {
        return Err("it printed more than it may".to_owned());
    }
    if let Some(alive) = case.alive {
        same("the session is alive", &session.alive().to_string(), &alive.to_string())?;
    }
    if let Some(Error::Limit(reached)) = &outcome.error {
        let told = reached.session_alive.to_string();
        same("what is said of the session", &told, &session.alive().to_string())?;
    }
    afterwards(case, &mut session)
}

/// The session works, or says that it is dead, or that its memory is full.
fn afterwards(case: &Case, session: &mut Session) -> Result<(), String> {
    let alive = session.alive();
    let next = session.run("print(sum(range(10)))");
    match (alive, ending(&next).as_str()) {
        (false, _) => same("the next run", &format!("{:?}", next.error), "Some(SessionDead)"),
        (true, "memory" | "raised MemoryError") if case.leaves_full => Ok(()),
        (true, end) => {
            same("the next run", end, "finished")?;
            same("the next run's output", &next.stdout_text(), "45\n")
        }
    }
}

fn control(case: &Case) -> Result<(), String> {
    let limits = Limits { wall_time: Some(CONTROL_TIME), ..case.limits };
    let outcome = session(case, limits, &case.control).run(&case.source);
    if outcome.ending != Ending::Finished {
        return Err(format!("the control does not finish: {outcome:?}"));
    }
    same("the control's output", &outcome.stdout_text(), &case.prints)
}

fn same(what: &str, actual: &str, expected: &str) -> Result<(), String> {
    if actual == expected {
        return Ok(());
    }
    Err(format!("{what}: {actual:?}, not {expected:?}"))
}

#[test]
fn attacks_end_as_they_should_and_their_controls_finish() {
    let all = cases();
    assert!(all.len() >= 200 || std::env::var_os("ATTACK").is_some(), "{} attacks", all.len());
    let queue = Mutex::new(all.iter());
    let failed = Mutex::new(Vec::new());
    let next = || queue.lock().unwrap().next();
    std::thread::scope(|scope| {
        for _ in 0..4 {
            let work = || {
                while let Some(case) = next() {
                    if let Err(why) = attack(case).and_then(|()| control(case)) {
                        failed.lock().unwrap().push((case, why));
                    }
                }
            };
            // Some stack is left for whatever the library needs beside the guest.
            std::thread::Builder::new().stack_size(8 << 20).spawn_scoped(scope, work).unwrap();
        }
    });
    // Once more, alone: what was late only because others ran is not late.
    let mut found = String::new();
    for (case, first) in failed.into_inner().unwrap() {
        if let Err(why) = attack(case).and_then(|()| control(case)) {
            found += &format!("{}: {why} (at first: {first})\n", case.name);
        }
    }
    assert!(found.is_empty(), "\n{found}");
}

/// The same through the program: its exit code, and the kind of error in its JSON.
#[test]
fn the_program_says_how_attacks_end() {
    let mut tried = 0;
    for case in cases().iter().filter(|case| case.command_line) {
        let (kind, code) = match case.ends.split_once(' ') {
            Some(("wall", "time")) => (Some("limit"), 124),
            Some(("raised", _)) => (Some("raised"), 1),
            None if case.ends == "finished" => (None, 0),
            _ => panic!("{}: {}", case.name, case.ends),
        };
        let run = |number: &str| {
            let limits = case.limits;
            let output = Command::new(env!("CARGO_BIN_EXE_mpsandbox"))
                .args(["run", "--json", "--memory", &limits.memory_bytes.to_string()])
                .args(["--max-output", &limits.stdout_bytes.to_string()])
                .arg("--timeout")
                .arg(format!("{}ms", limits.wall_time.unwrap_or_default().as_millis()))
                .args([case.path.to_str().unwrap(), number])
                .output()
                .unwrap();
            let object = serde_json::from_slice::<serde_json::Value>(&output.stdout);
            (object.unwrap_or_else(|_| panic!("{}: {output:?}", case.name)), output.status.code())
        };
        let (object, exit) = run(&case.attack);
        assert_eq!(exit, Some(code), "{}: {object}", case.name);
        assert_eq!(object["error"]["kind"].as_str(), kind, "{}: {object}", case.name);
        assert_eq!(object["stdout_truncated"], case.truncated == "stdout", "{}", case.name);
        tried += 1;
    }
    assert!(tried >= 6 || std::env::var_os("ATTACK").is_some(), "{tried}");
}
