//! Which cause stops a run, when, and how.

use super::*;
use crate::deadline::WaitBound;
use crate::signal::Signal;
use crate::task::at_once;
use crate::watchdog::Watchdog;
use micropython_sandbox_build::engine::{Interruption, config};
use std::sync::Arc;
use wasmtime::Engine;

const ALLOWED: Duration = Duration::from_millis(20);
const WALL: Cause = Cause::WallTime(ALLOWED);

fn target() -> Target {
    let engine = Engine::new(&config(Interruption::Polls)).unwrap();
    let watchdog = Arc::new(Watchdog::new(&engine));
    watchdog.start().unwrap();
    Target { bound: WaitBound::new(), watchdog, signal: Signal::default() }
}

/// Does what a program does that only waits: the verdicts, each when waiting
/// has come to an end.
fn waiting(stop: &mut Stop) -> Vec<Verdict> {
    let mut verdicts = Vec::new();
    while !matches!(verdicts.last(), Some(Verdict::Kill(_))) {
        assert_eq!(at_once(stop.target.bound.wait(None, || None::<()>)), Some(None));
        verdicts.push(stop.verdict());
    }
    verdicts
}

fn raised_twice_and_killed(cause: Cause) -> [Verdict; 3] {
    [Verdict::Raise(cause), Verdict::Raise(cause), Verdict::Kill(cause)]
}

#[test]
fn a_run_is_stopped_twice_and_then_killed() {
    let start = Instant::now();
    let mut stop = Stop::start(Some(ALLOWED), target());
    assert_eq!((stop.verdict(), stop.raised(), stop.over()), (Verdict::GoOn, None, None));
    assert_eq!(waiting(&mut stop), raised_twice_and_killed(WALL));
    assert!(start.elapsed() >= ALLOWED + Limits::GRACE);
    assert_eq!((stop.raised(), stop.over()), (Some(WALL), Some(WALL)));
    let bound = stop.target.bound.clone();
    drop(stop);
    assert_eq!(bound.get(), None);
}

#[test]
fn an_interrupt_has_a_grace_of_its_own() {
    let handle = InterruptHandle::new();
    let mut stop = Stop::start(Some(Duration::from_secs(3600)), target());
    assert!(stop.interruptible_by(&handle));
    let other = std::thread::spawn(move || {
        std::thread::sleep(ALLOWED);
        let now = Instant::now();
        handle.interrupt();
        now
    });
    assert_eq!(waiting(&mut stop), raised_twice_and_killed(Cause::Interrupt));
    let took = other.join().unwrap().elapsed();
    assert!(took >= Limits::GRACE && took < Limits::GRACE * 2, "{took:?}");
}

#[test]
fn the_first_cause_is_the_one_that_counts() {
    let stdout = Cause::Stdout(1);
    let handle = InterruptHandle::new();
    let start = |allowed| {
        let mut stop = Stop::start(Some(allowed), target());
        assert!(stop.interruptible_by(&handle));
        stop
    };
    // Found together, but the time was over before.
    let mut stop = start(ALLOWED);
    std::thread::sleep(ALLOWED * 2);
    handle.interrupt();
    stop.add(stdout);
    assert_eq!(waiting(&mut stop), raised_twice_and_killed(WALL));

    let mut stop = start(ALLOWED);
    handle.interrupt();
    std::thread::sleep(ALLOWED * 2);
    stop.add(stdout);
    assert_eq!(waiting(&mut stop), raised_twice_and_killed(Cause::Interrupt));

    let mut stop = start(ALLOWED);
    stop.add(stdout);
    handle.interrupt();
    std::thread::sleep(ALLOWED * 2);
    assert_eq!(waiting(&mut stop), raised_twice_and_killed(stdout));
}

#[test]
fn who_insists_does_not_wait() {
    let steps = Cause::Steps(1);
    let mut stop = Stop::start(None, target());
    assert_eq!(stop.first(steps), steps);
    for _ in 0..2 {
        assert_eq!(stop.insist(steps), Verdict::Raise(steps));
        assert_eq!(stop.verdict(), Verdict::GoOn);
    }
    // It is still the first that counts, and its grace.
    assert_eq!(stop.insist(Cause::Fuel(1)), Verdict::Raise(steps));
    assert_eq!(stop.first(Cause::Fuel(1)), steps);
    assert_eq!(waiting(&mut stop)[1..], [Verdict::Kill(steps)]);
}

#[test]
fn what_never_asks_is_over_when_its_grace_is() {
    let handle = InterruptHandle::new();
    let mut stop = Stop::start(None, target());
    assert!(stop.interruptible_by(&handle));
    std::thread::sleep(Limits::GRACE + ALLOWED);
    assert_eq!(stop.over(), None);
    handle.interrupt();
    std::thread::sleep(Limits::GRACE + ALLOWED);
    assert_eq!((stop.over(), stop.raised()), (Some(Cause::Interrupt), None));
    assert_eq!(stop.verdict(), Verdict::Kill(Cause::Interrupt));
}

#[test]
fn an_interrupt_before_a_run_is_for_one_run() {
    let handle = InterruptHandle::new();
    let mut stop = Stop::start(None, target());
    handle.interrupt();
    handle.interrupt();
    assert!(!stop.interruptible_by(&handle));
    assert!(stop.interruptible_by(&handle));
    // What comes while it runs ends with it, whether it was noticed or not.
    handle.interrupt();
    drop(stop);
    let mut stop = Stop::start(None, target());
    assert!(stop.interruptible_by(&handle));
    assert_eq!(stop.verdict(), Verdict::GoOn);
    drop(stop);
    handle.interrupt();
    assert!(handle.clear() && !handle.clear());
    assert!(Stop::start(None, target()).interruptible_by(&handle));
}

#[test]
fn a_limit_beyond_all_time_is_none() {
    let mut stop = Stop::start(Some(Duration::MAX), target());
    assert_eq!(stop.target.bound.get(), None);
    assert_eq!((stop.verdict(), stop.over()), (Verdict::GoOn, None));
}
