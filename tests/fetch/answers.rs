//! Requests and answers.

use super::server::{Server, answer, ok};
use super::{allow, printed, raised, rule, run, sandbox};
use micropython_sandbox::{NetPolicy, Sandbox};

#[test]
fn an_answer_has_all_that_came() {
    let server = Server::saying(answer(
        "201 Created",
        "Content-Type: application/json\r\nX-Two: a\r\nx-two: b\r\n",
        "{\"a\": [1, \"\u{e4}\"]}",
    ));
    let program = "
r = fetch(base + '/a/b?c=d')
print(r, r.status, r.reason, r.ok, r.url == base + '/a/b?c=d')
print(r.headers['content-type'], r.headers['X-TWO'], r.headers.get_all('X-Two'), r.headers.get('y'))
print(r.text, r.bytes, r.json()['a'][1])
";
    assert_eq!(
        printed(&sandbox(allow(&server)), &server, program),
        "<Response [201]> 201 Created True True\n\
         application/json a, b ['a', 'b'] None\n\
         {\"a\": [1, \"\u{e4}\"]} b'{\"a\": [1, \"\\xc3\\xa4\"]}' \u{e4}\n"
    );
    let seen = &server.seen()[0];
    assert_eq!((seen.method.as_str(), seen.path.as_str()), ("GET", "/a/b?c=d"));
    assert_eq!(seen.header("host"), Some(server.address.to_string().as_str()));
    assert_eq!(seen.header("accept-encoding"), Some("gzip"));
    assert!(seen.header("user-agent").unwrap().starts_with("micropython-sandbox/"));
}

#[test]
fn a_request_is_sent_as_it_was_made() {
    let server = Server::saying(ok("fine"));
    let program = "
fetch(base, 'post', {'Content-Type': 'text/plain', 'X-A': ' b '}, 'h\u{e4}')
fetch(base, method='PUT', body=b'\\0\\1')
fetch(base, method='PATCH', body=bytearray(b'abc'))
fetch(base, method='POST')
fetch(base, method='DELETE')
fetch(base, method='OPTIONS')
print(fetch(base, method='HEAD').bytes)
";
    assert_eq!(printed(&sandbox(allow(&server)), &server, program), "b''\n");
    let seen = server.seen();
    let bodies: Vec<_> = seen
        .iter()
        .map(|seen| (seen.method.as_str(), seen.body.as_slice(), seen.header("content-length")))
        .collect();
    assert_eq!(
        bodies,
        [
            ("POST", &b"h\xc3\xa4"[..], Some("3")),
            ("PUT", b"\0\x01", Some("2")),
            ("PATCH", b"abc", Some("3")),
            ("POST", b"", Some("0")),
            ("DELETE", b"", None),
            ("OPTIONS", b"", None),
            ("HEAD", b"", None),
        ]
    );
    assert_eq!(seen[0].header("content-type"), Some("text/plain"));
    assert_eq!(seen[0].header("x-a"), Some("b"));
    for seen in &seen {
        assert_eq!(seen.header("transfer-encoding"), None);
        assert_eq!(seen.headers.iter().filter(|(name, _)| name == "host").count(), 1);
    }
}

#[test]
fn a_program_without_grants_reaches_nothing() {
    let server = Server::saying(ok("fine"));
    let program = "fetch(base)";
    for sandbox in [Sandbox::new().unwrap(), sandbox(NetPolicy::new())] {
        let outcome = run(&sandbox, &server, program);
        assert_eq!(raised(&outcome), "PermissionError: this program has no access to the network");
        assert_eq!((outcome.usage.fetch_requests, outcome.usage.fetch_sent_bytes), (1, 0));
    }
    assert_eq!(server.seen().len(), 0);
    let outcome = run(&sandbox(allow(&server)), &server, program);
    assert_eq!(outcome.error, None);
    assert_eq!(server.seen().len(), 1);
    let usage = outcome.usage;
    assert!(usage.fetch_requests == 1 && usage.fetch_sent_bytes > 20, "{usage:?}");
    assert_eq!(usage.fetch_received_bytes, ok("fine").len() as u64);
}

#[test]
fn rules_are_held_against_each_request() {
    let server = Server::saying(ok("fine"));
    let port = server.port();
    let net = NetPolicy::new()
        .allow(rule(&format!("GET http://127.0.0.1:{port}/v1/")))
        .allow(rule(&format!("POST http://127.0.0.1:{port}/in")));
    let sandbox = sandbox(net);
    for (allowed, call) in [
        (true, "fetch(base + '/v1/x')"),
        (true, "fetch(base + '/in', 'POST')"),
        (true, "fetch(base + '/in/1', 'POST')"),
        (false, "fetch(base + '/v1/x', 'POST')"),
        (false, "fetch(base + '/in')"),
        (false, "fetch(base + '/other')"),
        (false, "fetch(base + '/v1/../other')"),
        (false, "fetch(base.replace('http', 'https') + '/v1/x')"),
        (false, "fetch(base.replace('127.0.0.1', 'localhost') + '/v1/x')"),
    ] {
        let before = server.seen().len();
        let outcome = run(&sandbox, &server, call);
        assert_eq!(outcome.error.is_none(), allowed, "{call}: {:?}", outcome.error);
        if !allowed {
            assert!(raised(&outcome).starts_with("PermissionError: no rule allows"), "{call}");
        }
        assert_eq!(server.seen().len() - before, usize::from(allowed), "{call}");
    }
}

/// The call itself is where the traceback ends: no line of ours is in it.
#[test]
fn wrong_arguments_are_told_where_they_are() {
    let server = Server::saying(ok("fine"));
    let sandbox = sandbox(allow(&server));
    for (call, message) in [
        ("fetch()", "TypeError: 'url' argument required"),
        ("fetch(1)", "TypeError: fetch() argument 'url': expected str, not int"),
        (
            "fetch(base, body={})",
            "TypeError: fetch() argument 'body': expected str or bytes, not dict",
        ),
        ("fetch(base, body=open)", "TypeError: cannot pass a function to the host: argument 4"),
        ("fetch(base, nothing=1)", "TypeError: unexpected keyword argument"),
        ("fetch(base, timeout=0)", "ValueError: the timeout must be more than 0"),
        (
            "fetch('example.com')",
            "ValueError: not a URL to fetch: a URL starts with https:// or http://",
        ),
        ("fetch(base + '/a b')", "ValueError: not a URL to fetch: a space in a URL; write %20"),
        (
            "fetch(base, headers={'A': 'b\\r\\nC: d'})",
            "ValueError: the header a has a line break in its value",
        ),
        (
            "fetch(base, headers={'Host': 'x'})",
            "PermissionError: the header host is not for programs to set",
        ),
    ] {
        let outcome = run(&sandbox, &server, call);
        assert_eq!(raised(&outcome), message, "{call}");
        let Some(micropython_sandbox::Error::Raised(raised)) = outcome.error else { panic!() };
        assert_eq!(raised.frames.len(), 1, "{}", raised.traceback);
    }
    assert_eq!(server.seen().len(), 0);
}

#[test]
fn texts_are_read_in_what_they_are_written_in() {
    let say = |kind: &str, body: &[u8]| {
        let head = format!("HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nConnection: close\r\n\r\n");
        [head.as_bytes(), body].concat()
    };
    for (kind, body, text) in [
        ("text/plain", &b"\xc3\xa4"[..], "\u{e4}"),
        ("text/plain; charset=UTF-8", b"\xc3\xa4", "\u{e4}"),
        ("text/plain; charset=\"ISO-8859-1\"", b"\xe4\xff", "\u{e4}\u{ff}"),
        ("text/plain", b"a\xffb\xe2\x82c\xf0", "a\u{fffd}b\u{fffd}\u{fffd}c\u{fffd}"),
        ("text/plain", b"\xef\xbb\xbfa", "a"),
        ("application/octet-stream", b"", ""),
    ] {
        let server = Server::saying(say(kind, body));
        let program = "print(fetch(base).text)";
        let found = printed(&sandbox(allow(&server)), &server, program);
        assert_eq!(found.trim_end(), text, "{kind}");
    }
}

#[test]
fn what_is_compressed_is_read() {
    // "hello, hello, hello\n", as gzip has it.
    let body = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\xff\xcb\x48\xcd\xc9\xc9\xd7\x51\xc8\x40\xa2\xb8\x00\xe7\x42\x6e\x52\x14\x00\x00\x00";
    let server = Server::new(move |_, connection| {
        let head = format!(
            "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: {}\r\n\r\n",
            body.len()
        );
        let _ = connection.write_all(&[head.as_bytes(), body].concat());
    });
    let program = "
r = fetch(base)
print(r.bytes, r.headers.get('content-encoding'), r.headers.get('content-length'))
print(fetch(base, 'HEAD').status)
";
    let printed = printed(&sandbox(allow(&server)), &server, program);
    assert_eq!(printed, "b'hello, hello, hello\\n' None None\n200\n");
}

#[test]
fn names_are_looked_up_by_the_system_or_by_the_caller() {
    let server = Server::saying(ok("fine"));
    let port = server.port();
    // Named, so that the machine's own addresses are allowed.
    let program = format!("print(fetch('http://localhost:{port}/').text)");
    let net = NetPolicy::new().allow(rule(&format!("http://localhost:{port}")));
    assert_eq!(printed(&sandbox(net), &server, &program), "fine\n");
    let net = NetPolicy::new()
        .allow(rule(&format!("http://*.svc.example:{port} at 127.0.0.0/8")))
        .resolver(|host| match host {
            "api.svc.example" => Ok(vec![super::LOOPBACK]),
            _ => Err(std::io::ErrorKind::NotFound.into()),
        });
    let sandbox = sandbox(net);
    let program = format!("print(fetch('http://api.svc.example:{port}/').text)");
    assert_eq!(printed(&sandbox, &server, &program), "fine\n");
    assert_eq!(server.seen()[1].header("host"), Some(format!("api.svc.example:{port}").as_str()));
    let outcome = run(&sandbox, &server, &program.replace("api", "other"));
    assert_eq!(raised(&outcome), "ConnectionError: the host's name cannot be looked up");
}

#[test]
fn what_cannot_be_reached_is_a_connection_error() {
    let server = Server::saying(ok("fine"));
    let sandbox = sandbox(allow(&server));
    let program = super::with_base(&server, "fetch(base)");
    drop(server);
    assert_eq!(raised(&sandbox.run(&program)), "ConnectionError: the connection was refused");
}

/// Collecting at every allocation: what is only under way is kept all the same.
#[test]
fn answers_survive_collections() {
    let server = Server::new(|request, connection| {
        let path = request.path[1..].split('?').next().unwrap_or_default();
        let size = path.parse().unwrap_or(0);
        let body = format!("{}{}", request.body.len(), "x".repeat(size));
        let headers = "A: b\r\nA: c\r\nContent-Type: text/plain\r\n";
        let _ = connection.write_all(&answer("200 OK", headers, &body));
    });
    let program = "
import gc, requests
gc.threshold(1)
for size in (0, 1, 100, 400, 5000):
    r = fetch(base + '/%d' % size, 'POST', {'X-%d' % i: 'y' * i for i in range(9)}, 'z' * size)
    print(r.status, r.text == str(size) + 'x' * size, r.headers['a'], r.url == base + '/%d' % size)
    r = requests.put(base + '/%d' % size, data=[('a', 'b')] * 5, params={'c': 'd'})
    print(r.status_code, len(r.content), sorted(r.headers.keys()))
    for bad in (base + '/\\n', 'http://other.example/' + 'y' * size, 5, base + '/' + 'y' * 9000):
        try:
            fetch(bad)
        except (OSError, ValueError, TypeError) as error:
            print(type(error).__name__)
";
    let printed = printed(&sandbox(allow(&server)), &server, program);
    let sizes = [0_usize, 1, 100, 400, 5000];
    let expected: String = sizes
        .iter()
        .map(|size| {
            format!(
                "200 True b, c True\n200 {} ['a', 'content-length', 'content-type']\n\
                 ValueError\nPermissionError\nTypeError\nValueError\n",
                size + 2
            )
        })
        .collect();
    assert_eq!(printed, expected);
}
