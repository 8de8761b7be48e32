//! Stopping a program that waits for an answer.

use super::server::{Server, ok};
use super::{allow, with_base};
use micropython_sandbox::{
    Ending, Error, FetchLimits, LimitKind, Limits, NetPolicy, NetRule, Sandbox,
};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, mpsc};
use std::time::{Duration, Instant};

/// As long as nobody may wait: far beyond what stopping takes, far below what the
/// servers do.
const SOON: Duration = Duration::from_secs(4);

fn with_wall_time(net: NetPolicy, millis: u64) -> Sandbox {
    let wall_time = Some(Duration::from_millis(millis));
    Sandbox::builder().net(net).limits(Limits { wall_time, ..Limits::default() }).build().unwrap()
}

/// Servers that never come to an end: slow ones, one byte a second after a
/// beginning, and a silent one.
fn endless() -> Vec<Server> {
    let slow = |beginning: &'static str, rest: &'static str| {
        Server::new(move |_, connection| {
            let _ = connection.write_all(beginning.as_bytes());
            for byte in rest.bytes().chain(std::iter::repeat(b'x')).take(20) {
                if connection.write_all(&[byte]).and_then(|()| connection.flush()).is_err() {
                    return;
                }
                std::thread::sleep(Duration::from_secs(1));
            }
        })
    };
    let silent = Server::new(|_, connection| {
        let _ = connection.read(&mut [0]);
    });
    let head = "HTTP/1.1 200 OK\r\n\r\n";
    vec![slow("", head), slow("HTTP/1.1 200 OK\r\n", "X: y"), slow(head, ""), silent]
}

#[test]
fn the_wall_time_reaches_a_program_that_waits() {
    for server in endless() {
        let sandbox = with_wall_time(allow(&server), 300);
        let mut session = sandbox.session().unwrap();
        let started = Instant::now();
        // It cannot be swallowed.
        let program = "
try:
    fetch(base)
except Exception as error:
    print(error)
print('lived on')";
        let outcome = session.run(&with_base(&server, program));
        assert!(started.elapsed() < SOON, "{:?}", started.elapsed());
        let Some(Error::Limit(reached)) = &outcome.error else { panic!("{outcome:?}") };
        assert_eq!(reached.limit, LimitKind::WallTime(Duration::from_millis(300)));
        assert!(reached.session_alive);
        assert!(reached.traceback.as_ref().unwrap().contains("fetch(base)"));
        assert_eq!(outcome.stdout_text(), "");
        assert_eq!(session.run("1 + 1").value.unwrap().repr, "2");
    }
}

#[test]
fn an_interrupt_reaches_a_program_that_waits() {
    for server in endless() {
        let sandbox = with_wall_time(allow(&server), 30_000);
        let mut session = sandbox.session().unwrap();
        let handle = session.interrupt_handle();
        let (started, seen) = (Instant::now(), AtomicBool::new(false));
        std::thread::scope(|scope| {
            scope.spawn(|| {
                while server.seen().is_empty() {
                    std::thread::sleep(Duration::from_millis(5));
                }
                seen.store(true, Ordering::Relaxed);
                handle.interrupt();
            });
            let outcome = session.run(&with_base(&server, "fetch(base)"));
            assert_eq!(outcome.ending, Ending::Stopped);
            assert!(matches!(outcome.error, Some(Error::Interrupted { session_alive: true, .. })));
        });
        assert!(seen.load(Ordering::Relaxed) && started.elapsed() < SOON);
    }
}

/// What waits for a place is stopped just the same, and so is what waits for the
/// look-up of a name, which nothing cuts short.
#[test]
fn a_program_is_stopped_wherever_it_waits() {
    let (stop, stopped) = mpsc::channel::<()>();
    let stopped = std::sync::Mutex::new(stopped);
    let rule: NetRule = "http://slow.test".parse().unwrap();
    let net = NetPolicy::new()
        .allow(rule)
        .limits(FetchLimits { connections: 1, ..FetchLimits::DEFAULT })
        .resolver(move |_| {
            let _ = stopped.lock().unwrap().recv_timeout(Duration::from_secs(20));
            Err(std::io::ErrorKind::NotFound.into())
        });
    let sandbox = with_wall_time(net, 300);
    for _ in 0..2 {
        let started = Instant::now();
        let outcome = sandbox.run("fetch('http://slow.test')");
        assert!(matches!(outcome.error, Some(Error::Limit(_))), "{outcome:?}");
        assert!(started.elapsed() < SOON);
    }
    drop(stop);
}

/// A request that was given up ends, and its place is free again.
#[test]
fn what_is_given_up_ends() {
    let gone = Arc::new(AtomicBool::new(false));
    let seen = Arc::clone(&gone);
    let server = Server::new(move |request, connection| {
        if request.path == "/fine" {
            let _ = connection.write_all(&ok("fine"));
            return;
        }
        // Until the other side is gone.
        let mut byte = [0];
        if matches!(connection.read(&mut byte), Ok(0) | Err(_)) {
            seen.store(true, Ordering::Relaxed);
        }
    });
    let limits = FetchLimits { connections: 1, ..FetchLimits::DEFAULT };
    let sandbox = with_wall_time(allow(&server).limits(limits), 1500);
    let started = Instant::now();
    let outcome = sandbox.run(&with_base(&server, "fetch(base)"));
    assert!(matches!(outcome.error, Some(Error::Limit(_))), "{outcome:?}");
    let outcome = sandbox.run(&with_base(&server, "print(fetch(base + '/fine').text)"));
    assert_eq!(outcome.stdout_text(), "fine\n", "{outcome:?}");
    while !gone.load(Ordering::Relaxed) {
        assert!(started.elapsed() < SOON, "the connection is still open");
        std::thread::sleep(Duration::from_millis(5));
    }
}

/// A fault of the caller's resolver or log is an exception in the program.
#[test]
fn a_panic_of_the_callers_is_no_end() {
    let rule: NetRule = "http://a.test".parse().unwrap();
    let net = NetPolicy::new().allow(rule).resolver(|_| panic!("the resolver is broken"));
    let outcome = with_wall_time(net, 5000).run("fetch('http://a.test')");
    let Some(Error::Raised(raised)) = &outcome.error else { panic!("{outcome:?}") };
    assert_eq!(raised.to_string(), "OSError: the sandbox could not carry out the request");
}
