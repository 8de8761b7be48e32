//! Functions of the host that programs await, many at a time.

#[path = "common/waiting.rs"]
mod waiting;

use micropython_sandbox::{
    Clock, Error, Function, HostError, LimitKind, Limits, Outcome, Recording, Replay, Sandbox,
    SandboxBuilder,
};
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};
use waiting::{LATE, finished, runtime, sandbox, threads, within};

/// Also with `wait(ms)`, which is to be awaited, and `fail(ms)` likewise.
fn awaiting(limits: Limits) -> SandboxBuilder {
    sandbox(limits)
        .0
        .register(
            Function::new_async("wait", |millis: u64| async move {
                tokio::time::sleep(Duration::from_millis(millis)).await;
                millis
            })
            .params(["millis"])
            .default("millis", 1)
            .awaited(),
        )
        .register(
            Function::new_async("fail", |millis: u64| async move {
                tokio::time::sleep(Duration::from_millis(millis)).await;
                Err::<(), _>(HostError::new("ValueError", "as it should"))
            })
            .awaited(),
        )
        .register(Function::new("soon", |value: i64| value).awaited())
}

/// Runs it as a task, and on its own thread.
fn both_ways(sandbox: &Sandbox, program: &str) -> [Outcome; 2] {
    let runtime = threads();
    let _inside = runtime.enter();
    [runtime.block_on(sandbox.run_async(program)), sandbox.run(program)]
}

#[test]
fn calls_go_on_side_by_side() {
    let sandbox = awaiting(within(LATE)).build().unwrap();
    let program = "
import asyncio, host
async def main():
    print(await wait(3), await wait(millis=2), await wait(), await soon(7))
    print(await asyncio.gather(*[wait(200 + i) for i in range(20)]) == list(range(200, 220)))
    print(await asyncio.gather(*[asyncio.to_thread(nap, 200) for i in range(20)]) == [200] * 20)
    try:
        await asyncio.gather(wait(1), fail(1))
    except ValueError as error:
        print(error)
    try:
        await asyncio.wait_for(wait(60000), 0.01)
    except asyncio.TimeoutError:
        print('late')
    try:
        await wait(1, 2)
    except TypeError as error:
        print(error)
    try:
        await wait('x')
    except TypeError as error:
        print(error)
    ticks = 0
    async def ticker():
        nonlocal ticks
        while True:
            await asyncio.sleep(0.001)
            ticks += 1
    task = asyncio.create_task(ticker())
    await wait(100)
    task.cancel()
    print(ticks > 5)
print([line for line, doc in host.functions()])
asyncio.run(main())
async def late(): await wait(60000)
asyncio.run(asyncio.wait_for(late(), 5) if False else wait(1))
";
    let expected = "['nap(arg1, /)', 'forever()', 'async wait(millis=1)', \
                    'async fail(arg1, /)', 'async soon(arg1, /)']\n3 2 1 7\nTrue\nTrue\nas it \
                    should\nlate\nwait() takes from 0 to 1 positional arguments but 2 were \
                    given\nwait() argument 'millis': expected int, not str\nTrue\n";
    for outcome in both_ways(&sandbox, program) {
        assert_eq!(outcome.stdout_text(), expected, "{:?}", outcome.error);
        assert!(outcome.success(), "{:?}", outcome.error);
        // One after the other they take eight seconds.
        assert!(outcome.usage.wall_time < Duration::from_secs(4), "{:?}", outcome.usage.wall_time);
    }
}

#[test]
fn limits_and_interrupts_reach_what_is_awaited() {
    let (control, dropped) = sandbox(within(Duration::from_millis(150)));
    let forever = "
import asyncio
async def main():
    try:
        await asyncio.gather(*[asyncio.to_thread(forever) for i in range(10)])
    except Exception:
        print('swallowed')
asyncio.run(main())
";
    let sandbox = control.build().unwrap();
    for outcome in both_ways(&sandbox, forever) {
        let Some(Error::Limit(reached)) = &outcome.error else { panic!("{:?}", outcome.error) };
        assert!(matches!(reached.limit, LimitKind::WallTime(_)), "{reached:?}");
        assert!(reached.session_alive && outcome.stdout.is_empty());
    }
    assert_eq!(dropped.load(Ordering::Relaxed), 20);
    // What was started and nobody awaits any more goes with the run.
    let program = "
import asyncio
async def main():
    for i in range(10):
        asyncio.create_task(asyncio.to_thread(forever))
    await asyncio.sleep(0)
asyncio.run(main())
import _host
for i in range(5):
    _host.start(forever, (), {})
";
    both_ways(&sandbox, program).iter().for_each(finished);
    assert_eq!(dropped.load(Ordering::Relaxed), 20 + 30);
}

#[test]
fn calls_are_counted_and_bounded_when_they_are_not_waited_for() {
    let limits = Limits { host_calls: 5000, host_bytes: 100_000, ..within(LATE) };
    let sandbox =
        sandbox(limits).0.async_function("long", || async { "x".repeat(20_000) }).build().unwrap();
    let program = "
import _host
started = []
try:
    while True:
        started.append(_host.start(forever, (), {}))
except RuntimeError as error:
    print(len(started), error)
for number in started:
    _host.cancel(number)
print(_host.start(forever, (), {}) not in started)
";
    for outcome in both_ways(&sandbox, program) {
        let expected = "1024 too many calls of the host at once: await some first\nTrue\n";
        assert_eq!(outcome.stdout_text(), expected, "{:?}", outcome.error);
        assert_eq!(outcome.usage.host_calls, 1025);
    }
    let program = "
import _host
for i in range(COUNT):
    _host.start(long, (), {})
for i in range(COUNT):
    _host.finished(None)
";
    let few = program.replace("COUNT", "4");
    both_ways(&sandbox, &few).iter().for_each(finished);
    for outcome in both_ways(&sandbox, &program.replace("COUNT", "6")) {
        let Some(Error::Limit(reached)) = &outcome.error else { panic!("{:?}", outcome.error) };
        assert!(matches!(reached.limit, LimitKind::HostBytes(100_000)), "{reached:?}");
    }
    let program = "
import _host
while True:
    _host.cancel(_host.start(long, (), {}))
";
    for outcome in both_ways(&sandbox, program) {
        let Some(Error::Limit(reached)) = &outcome.error else { panic!("{:?}", outcome.error) };
        assert!(matches!(reached.limit, LimitKind::HostCalls(5000)), "{reached:?}");
    }
}

#[test]
fn numbers_that_name_no_call_are_refused() {
    let sandbox = awaiting(within(LATE)).build().unwrap();
    let program = "
import _host
for number in (0, -1, 2**31 - 1):
    try:
        _host.collect(number)
    except ValueError as error:
        print(error)
    _host.cancel(number)
number = _host.start(nap, (1,), {})
try:
    _host.collect(number)
except ValueError:
    print('not yet')
assert _host.finished(None) == number
print(_host.collect(number), _host.finished(0), _host.finished(0.001), _host.finished(-1))
try:
    _host.collect(number)
except ValueError:
    print('once')
for wrong in ((print, (), {}), (nap, 1, {}), (nap, (), 1)):
    try:
        _host.start(*wrong)
    except TypeError:
        print('TypeError')
";
    let refused = "no call of the host has ended that has this number\n".repeat(3);
    let expected = format!("{refused}not yet\n1 None None None\nonce\n{}", "TypeError\n".repeat(3));
    for outcome in both_ways(&sandbox, program) {
        assert_eq!(outcome.stdout_text(), expected, "{:?}", outcome.error);
    }
}

#[test]
fn a_clock_that_stands_still_waits_for_calls_first() {
    let clock = Clock::Fixed { since_epoch: Duration::ZERO };
    let sandbox = awaiting(within(LATE)).clock(clock).build().unwrap();
    let program = "
import asyncio, time
log = []
async def note(what, awaitable):
    await awaitable
    log.append((what, time.time()))
async def main():
    await asyncio.gather(note('sleep', asyncio.sleep(1000)), note('call', wait(20)))
    print(log)
asyncio.run(main())
";
    let started = Instant::now();
    for outcome in both_ways(&sandbox, program) {
        let expected = "[('call', 0.0), ('sleep', 1000.0)]\n";
        assert_eq!(outcome.stdout_text(), expected, "{:?}", outcome.error);
    }
    assert!(started.elapsed() < LATE);
}

#[test]
fn a_program_that_nothing_can_wake_is_told() {
    let sandbox = awaiting(within(LATE)).build().unwrap();
    let program = "
import asyncio
async def main():
    await asyncio.Event().wait()
asyncio.run(main())
";
    let outcome = runtime().block_on(sandbox.run_async(program));
    let Some(Error::Raised(raised)) = &outcome.error else { panic!("{:?}", outcome.error) };
    assert_eq!(raised.type_name, "RuntimeError");
    assert!(raised.message.starts_with("deadlock: all tasks wait"), "{}", raised.message);
}

#[test]
fn what_is_awaited_can_be_replayed() {
    let sandbox = awaiting(within(LATE)).build().unwrap();
    let program = "
import asyncio, time
async def slow(n):
    await asyncio.sleep(0.001)
    return await wait(n)
async def main():
    print(await asyncio.gather(*[wait(20 - n) for n in range(10)], slow(1), asyncio.to_thread(nap, 2)))
    try:
        await fail(1)
    except ValueError as error:
        print(error)
asyncio.run(main())
print(nap(1), time.time())
";
    for recorded_as_task in [false, true] {
        let runtime = threads();
        let _inside = runtime.enter();
        let file = tempfile::NamedTempFile::new().unwrap();
        let recording = Recording::new(file.reopen().unwrap());
        let session = sandbox.session_builder().record(recording);
        let recorded = match recorded_as_task {
            false => session.run(program),
            true => runtime.block_on(session.run_async(program)),
        };
        finished(&recorded);
        for task in [false, true] {
            let replay = Replay::new(file.reopen().unwrap()).unwrap();
            let sandbox = Sandbox::builder().replaying(&replay).build().unwrap();
            let session = sandbox.session_builder().replay(replay);
            let again = match task {
                false => session.run(program),
                true => runtime.block_on(session.run_async(program)),
            };
            assert_eq!(again.stdout_text(), recorded.stdout_text(), "{:?}", again.error);
            finished(&again);
        }
    }
}
