//! Ctrl-C in the program, as a signal that another process sends.
#![cfg(target_os = "linux")]

use rustix::process::{Pid, Signal, kill_process};
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

/// Starts a script, and comes back when it would notice the signal. However the
/// tests themselves were started, the signal is not ignored, or is.
fn start(disposition: &str, arguments: &[&str]) -> Child {
    let child = Command::new("env")
        .arg(disposition)
        .arg(env!("CARGO_BIN_EXE_mpsandbox"))
        .args(["run", "--timeout", "30s"])
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let set = match disposition {
        DEFAULT => "SigCgt:",
        _ => "SigIgn:",
    };
    let started = Instant::now();
    while !has_interrupt(&child, set) {
        assert!(started.elapsed() < Duration::from_secs(10), "no handler");
        std::thread::sleep(Duration::from_millis(1));
    }
    child
}

const DEFAULT: &str = "--default-signal=INT";
const IGNORED: &str = "--ignore-signal=INT";

/// Whether a set of signals of the process contains the one of Ctrl-C.
fn has_interrupt(child: &Child, set: &str) -> bool {
    let status = std::fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap();
    let bits = status.lines().find_map(|line| line.strip_prefix(set)).unwrap_or("0");
    u64::from_str_radix(bits.trim(), 16).unwrap() & (1 << (Signal::INT.as_raw() - 1)) != 0
}

fn press(child: &Child) {
    kill_process(Pid::from_child(child), Signal::INT).unwrap();
}

fn pressed(arguments: &[&str]) -> (Output, Duration) {
    let mut child = start(DEFAULT, arguments);
    let _open = child.stdin.take(); // to be waited for
    // So that most of these scripts have begun; it makes no difference.
    std::thread::sleep(Duration::from_millis(50));
    let now = Instant::now();
    press(&child);
    let output = child.wait_with_output().unwrap();
    (output, now.elapsed())
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap()
}

#[test]
fn it_interrupts_the_script() {
    for source in ["while True: pass", "import time\ntime.sleep(1000)", "input()"] {
        let (output, took) = pressed(&["-c", &format!("print('so far')\n{source}")]);
        assert_eq!(output.status.code(), Some(130), "{source}");
        assert_eq!(text(&output.stdout), "so far\n", "{source}");
        let traceback = text(&output.stderr);
        assert!(traceback.starts_with("Traceback (most recent call last):\n"), "{traceback}");
        assert!(traceback.ends_with("KeyboardInterrupt\n"), "{traceback}");
        assert!(took < Duration::from_secs(5), "{source}: {took:?}");
    }
}

#[test]
fn a_script_that_goes_on_is_cut_off() {
    let (output, took) = pressed(&["-c", "print('so far')\nn = 10 ** 8\nx = 7 ** n"]);
    assert_eq!(output.status.code(), Some(130));
    assert_eq!(text(&output.stdout), "so far\n");
    assert_eq!(text(&output.stderr), "mpsandbox: interrupted\n");
    assert!(took < Duration::from_secs(5), "{took:?}");
}

#[test]
fn json_is_one_object_all_the_same() {
    for (source, traceback) in [("while True: pass", true), ("n = 10 ** 8\nx = 7 ** n", false)] {
        let (output, _) = pressed(&["--json", "-c", &format!("print('so far')\n{source}")]);
        assert_eq!(output.status.code(), Some(130), "{source}");
        assert!(output.stderr.is_empty(), "{source}");
        let object: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        assert_eq!((&object["outcome"], &object["exit_code"]), (&"stopped".into(), &130.into()));
        assert_eq!(object["stdout"], "so far\n");
        let error = &object["error"];
        assert_eq!((&error["kind"], &error["limit"]), (&"interrupted".into(), &().into()));
        assert_eq!(error["traceback"].is_string(), traceback, "{source}");
    }
}

/// The first has no effect while nobody takes the output; the second has.
#[test]
fn a_second_one_ends_the_program_at_once() {
    let mut child = start(DEFAULT, &["-c", "while True: print('x' * 1000)"]);
    std::thread::sleep(Duration::from_millis(300));
    press(&child);
    std::thread::sleep(Duration::from_millis(500));
    assert_eq!(child.try_wait().unwrap(), None, "it waits for the output to be taken");
    let now = Instant::now();
    press(&child);
    // Not `wait_with_output`, which would take it.
    assert_eq!(child.wait().unwrap().code(), Some(130));
    assert!(now.elapsed() < Duration::from_secs(5), "{:?}", now.elapsed());
}

#[test]
fn where_it_is_ignored_it_stays_so() {
    let source = "import time\ntime.sleep(0.3)\nprint('undisturbed')";
    let child = start(IGNORED, &["-c", source]);
    std::thread::sleep(Duration::from_millis(100));
    press(&child);
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), text(&output.stdout)), (Some(0), "undisturbed\n"));
}
