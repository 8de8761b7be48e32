//! How much may be fetched.

use super::server::{Server, answer, ok};
use super::{allow, printed, raised, run, sandbox};
use micropython_sandbox::{Error, FetchLimits, NetPolicy, Outcome, Sandbox};
use std::time::{Duration, Instant};

const DEFAULT: FetchLimits = FetchLimits::DEFAULT;

/// What comes of a program under these limits.
fn limited(server: &Server, limits: FetchLimits, program: &str) -> Outcome {
    run(&sandbox(allow(server).limits(limits)), server, program)
}

#[test]
fn requests_are_counted_in_each_run() {
    let server = Server::saying(ok("fine"));
    let sandbox = sandbox(allow(&server).limits(FetchLimits { requests: 3, ..DEFAULT }));
    // The refused one counts as well.
    let program = super::with_base(
        &server,
        "
fetch(base)
fetch(base)
try:
    fetch('http://other.example')
except PermissionError:
    print('refused')
fetch(base)",
    );
    let mut session = sandbox.session().unwrap();
    for _ in 0..2 {
        let outcome = session.run(&program);
        assert_eq!(outcome.stdout_text(), "refused\n");
        let message = "PermissionError: no more requests: 3 are allowed in one run";
        assert_eq!(raised(&outcome), message);
        assert_eq!(outcome.usage.fetch_requests, 3);
    }
    assert_eq!(server.seen().len(), 4);
}

#[test]
fn requests_have_a_size() {
    let server = Server::saying(ok("fine"));
    let limits = FetchLimits { request_bytes: 10_000, ..DEFAULT };
    for (fits, call) in [
        (true, "fetch(base, 'POST', body='x' * 9000)"),
        (false, "fetch(base, 'POST', body='x' * 10000)"),
        (true, "fetch(base + '/' + 'x' * 8000)"),
        (false, "fetch(base + '/' + 'x' * 8000, headers={'A': 'x' * 2000})"),
        (false, "fetch(base, headers={'A%d' % i: 'x' * 1000 for i in range(10)})"),
    ] {
        let outcome = limited(&server, limits, call);
        match fits {
            true => assert_eq!(outcome.error, None, "{call}"),
            false => assert_eq!(
                raised(&outcome),
                "OSError: the request is larger than 10000 bytes, the most that is allowed"
            ),
        }
    }
    assert_eq!(server.seen().len(), 2);
}

#[test]
fn answers_have_a_size() {
    let limits = FetchLimits { response_bytes: 1000, ..DEFAULT };
    let too_large = "OSError: the answer is larger than 1000 bytes, the most that is allowed";
    let chunk = |size: usize| format!("{size:x}\r\n{}\r\n", "x".repeat(size));
    let chunked = |chunks: String| {
        format!("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n{chunks}0\r\n\r\n")
    };
    let open_ended = |size| format!("HTTP/1.1 200 OK\r\n\r\n{}", "x".repeat(size));
    for (fits, said) in [
        (true, answer("200 OK", "", &"x".repeat(1000))),
        (false, answer("200 OK", "", &"x".repeat(1001))),
        (true, chunked(chunk(500) + &chunk(500)).into_bytes()),
        (false, chunked(chunk(500) + &chunk(501)).into_bytes()),
        (true, open_ended(1000).into_bytes()),
        (false, open_ended(1001).into_bytes()),
        // The length is only claimed.
        (false, b"HTTP/1.1 200 OK\r\nContent-Length: 99999999999999\r\n\r\n".to_vec()),
    ] {
        let server = Server::saying(said);
        let outcome = limited(&server, limits, "print(len(fetch(base).bytes))");
        match fits {
            true => assert_eq!(outcome.stdout_text(), "1000\n", "{outcome:?}"),
            false => {
                let message = raised(&outcome);
                assert!(message == too_large || message.ends_with("ended too early"), "{message}");
            }
        }
    }
}

/// Each byte is counted as it comes, so that nothing is kept of what never ends.
#[test]
fn endless_answers_are_cut_off() {
    for (head, unit) in [
        ("HTTP/1.1 200 OK\r\n\r\n", "x".repeat(65_536)),
        ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", "1;a\r\nx\r\n".repeat(9000)),
        ("HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n", "x".repeat(65_536)),
        ("", "HTTP/1.1 100 Continue\r\n\r\n".repeat(2000)),
        ("", "HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n".repeat(2000)),
        ("HTTP/1.1 200 OK\r\n", "X: y\r\n".repeat(9000)),
        ("HTTP/1.1 200 OK\r\nX: ", "y".repeat(65_536)),
        ("HTTP/1.1 ", "2".repeat(65_536)),
    ] {
        let server = Server::new(move |_, connection| {
            let mut went_well = connection.write_all(head.as_bytes()).is_ok();
            while went_well {
                went_well = connection.write_all(unit.as_bytes()).is_ok();
            }
        });
        let started = Instant::now();
        let limits = FetchLimits { response_bytes: 1 << 20, ..DEFAULT };
        let outcome = limited(&server, limits, "fetch(base)");
        let message = raised(&outcome);
        let kind = message.split(':').next().unwrap();
        assert!(["OSError", "ConnectionError"].contains(&kind), "{head:?} {message}");
        assert!(started.elapsed() < Duration::from_secs(8), "{head:?} {:?}", started.elapsed());
        let most = 2 * (1 << 20) + (32 << 10) + (64 << 10) + (256 << 10);
        let received = outcome.usage.fetch_received_bytes;
        assert!(received <= most, "{head:?} {received}");
    }
}

#[test]
fn the_head_of_an_answer_has_a_size() {
    let limits = FetchLimits { headers: 10, header_bytes: 2000, ..DEFAULT };
    let lines = |count: usize| (0..count).map(|at| format!("X-{at}: y\r\n")).collect::<String>();
    let value = |size: usize| format!("X: {}\r\n", "y".repeat(size));
    for (headers, message) in [
        (lines(9), None),
        (lines(10), Some("the answer has too many headers")),
        (value(1900), None),
        (value(2000), Some("the head of the answer is too large")),
    ] {
        let server = Server::saying(answer("200 OK", &headers, "fine"));
        let outcome = limited(&server, limits, "fetch(base)");
        match message {
            None => assert_eq!(outcome.error, None),
            Some(message) => assert_eq!(raised(&outcome), format!("ConnectionError: {message}")),
        }
    }
    // More than the client reads at all.
    let server = Server::saying(answer("200 OK", &lines(500), "fine"));
    let outcome = limited(&server, DEFAULT, "fetch(base)");
    assert_eq!(raised(&outcome), "ConnectionError: the answer is not what HTTP allows");
}

#[test]
fn a_run_has_so_many_bytes() {
    let server = Server::saying(ok(&"x".repeat(1000)));
    let limits = FetchLimits { run_bytes: 2500, ..DEFAULT };
    let program = "
for _ in range(5):
    print(len(fetch(base).bytes))";
    let outcome = limited(&server, limits, program);
    assert_eq!(outcome.stdout_text(), "1000\n1000\n");
    let message = "PermissionError: the answer is dropped: 2500 bytes may be passed in one run";
    assert_eq!(raised(&outcome), message);
    let outcome = limited(&server, limits, "fetch(base, 'POST', body='x' * 3000)");
    let message = "PermissionError: no more requests: 2500 bytes may be passed in one run";
    assert_eq!(raised(&outcome), message);
}

#[test]
fn a_request_has_a_time() {
    // One byte in a tenth of a second.
    let server = Server::new(|_, connection| {
        let said = ok(&"x".repeat(1000));
        for byte in said {
            if connection.write_all(&[byte]).is_err() {
                return;
            }
            std::thread::sleep(Duration::from_millis(100));
        }
    });
    let short = FetchLimits { timeout: Duration::from_millis(500), ..DEFAULT };
    for (limits, call) in [(short, "fetch(base)"), (DEFAULT, "fetch(base, timeout=0.5)")] {
        let started = Instant::now();
        let outcome = limited(&server, limits, call);
        assert_eq!(raised(&outcome), "TimeoutError: no answer within 500 ms");
        let took = started.elapsed();
        assert!(took > Duration::from_millis(400) && took < Duration::from_secs(5), "{took:?}");
    }
    // The program's own time does not make it longer.
    let outcome = limited(&server, short, "fetch(base, timeout=60)");
    assert_eq!(raised(&outcome), "TimeoutError: no answer within 500 ms");
    let server = Server::saying(ok("fine"));
    assert_eq!(limited(&server, short, "fetch(base, timeout=60)").error, None);
}

#[test]
fn all_requests_of_a_run_have_a_time() {
    let server = Server::new(|_, connection| {
        std::thread::sleep(Duration::from_millis(200));
        let _ = connection.write_all(&ok("fine"));
    });
    let limits = FetchLimits { run_time: Duration::from_millis(500), ..DEFAULT };
    let program = "
for i in range(9):
    try:
        fetch(base)
        print(i)
    except TimeoutError as error:
        print(str(error)[:16])
        break";
    let outcome = limited(&server, limits, program);
    let printed = outcome.stdout_text().into_owned();
    // At most two in half a second.
    assert!(["no", "0", "1"].contains(&printed.lines().nth_back(1).unwrap_or("no")), "{printed}");
    assert!(printed.ends_with("no answer within\n"), "{printed}");
    let control = FetchLimits { run_time: Duration::from_secs(60), ..DEFAULT };
    assert!(limited(&server, control, program).stdout_text().ends_with("8\n"));
}

#[test]
fn a_sandbox_has_so_many_connections() {
    let server = Server::new(|request, connection| {
        if request.path == "/slow" {
            std::thread::sleep(Duration::from_secs(3));
        }
        let _ = connection.write_all(&ok("fine"));
    });
    let one = FetchLimits { connections: 1, ..DEFAULT };
    let net: NetPolicy = allow(&server).limits(one);
    let sandbox: Sandbox = sandbox(net);
    let other = sandbox.clone();
    let slow = super::with_base(&server, "print(fetch(base + '/slow').text)");
    let slow = std::thread::spawn(move || other.run(&slow));
    while server.seen().is_empty() {
        std::thread::sleep(Duration::from_millis(5));
    }
    let outcome = run(&sandbox, &server, "fetch(base, timeout=0.2)");
    assert_eq!(raised(&outcome), "OSError: all connections are in use");
    // Whoever has the time gets the place when it is free.
    assert_eq!(printed(&sandbox, &server, "print(fetch(base).text)"), "fine\n");
    assert_eq!(slow.join().unwrap().stdout_text(), "fine\n");
}

#[test]
fn limits_that_cannot_be_are_refused() {
    let limits = FetchLimits { response_bytes: 1 << 30, ..DEFAULT };
    let error = Sandbox::builder().net(NetPolicy::new().limits(limits)).build().unwrap_err();
    assert_eq!(error, Error::Config("the largest answer can be 15 MiB at the most".to_owned()));
    // The largest that can be crosses the border.
    let limits = FetchLimits { response_bytes: FetchLimits::MAX_RESPONSE_BYTES, ..DEFAULT };
    let server = Server::saying(ok(&"x".repeat(15 << 20)));
    let outcome = limited(&server, limits, "print(len(fetch(base).bytes))");
    assert_eq!(outcome.stdout_text(), "15728640\n", "{:?}", outcome.error);
}
