//! The log of decisions.

use super::server::{Server, answer, ok};
use super::{LOOPBACK, raised, rule, run, sandbox};
use micropython_sandbox::{FetchLimits, NetPolicy, Secret};
use serde_json::{Value, json};
use std::io::{self, Write};
use std::sync::{Arc, Mutex};

#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Log {
    fn text(&self) -> String {
        String::from_utf8(self.0.lock().unwrap().clone()).unwrap()
    }

    fn lines(&self) -> Vec<Value> {
        self.text().lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }
}

#[test]
fn each_decision_is_a_line() {
    let server = Server::new(|request, connection| {
        let said = match request.path.as_str() {
            "/moved" => answer("302 Found", "Location: /there\r\n", ""),
            "/away" => answer("302 Found", "Location: http://evil.test/\r\n", ""),
            _ => ok("fine"),
        };
        let _ = connection.write_all(&said);
    });
    let port = server.port();
    let log = Log::default();
    let text = format!("GET http://good.test:{port}/ at 127.0.0.1");
    let secret = Secret::new("hush-hush-hush");
    let net = NetPolicy::new()
        .allow(rule(&text).header("X-Key", secret).unwrap())
        .allow(rule("http://inner.test"))
        .limits(FetchLimits { redirects: 1, ..FetchLimits::DEFAULT })
        .resolver(|host| match host {
            "good.test" | "inner.test" => Ok(vec!["10.0.0.1".parse().unwrap(), LOOPBACK]),
            _ => Ok(vec![]),
        })
        .log(log.clone());
    let program = format!(
        "
def attempt(*arguments, **keywords):
    try:
        fetch(*arguments, **keywords)
    except OSError:
        pass
good = 'http://good.test:{port}'
attempt(good + '/moved')
attempt(good, 'POST')
attempt(good + '/away')
attempt('http://inner.test/')
attempt('file:///etc/passwd')
attempt(good, headers={{'Host': 'x'}})"
    );
    assert_eq!(run(&sandbox(net), &server, &program).error, None);
    let lines = log.lines();
    let shown: Vec<Value> = lines
        .iter()
        .map(|line| {
            json!([
                line["decision"],
                line["request"],
                line["redirect"],
                line["method"],
                line["status"],
                line["reason"]
            ])
        })
        .collect();
    let no_rule = "no rule allows requests to this place";
    assert_eq!(
        shown,
        [
            json!(["answered", 1, 0, "GET", 302, null]),
            json!(["answered", 1, 1, "GET", 200, null]),
            json!(["refused", 3, 0, "POST", null, "no rule allows this method here"]),
            json!(["answered", 4, 0, "GET", 302, null]),
            json!(["refused", 4, 1, "GET", null, format!("a redirect is refused: {no_rule}")]),
            json!(["refused", 5, 0, "GET", null, "the host is not at an address that is allowed"]),
            json!(["refused", 6, 0, "GET", null, "only https and http URLs can be fetched"]),
            json!(["refused", 7, 0, "GET", null, "the header host is not for programs to set"]),
        ]
    );
    let first = &lines[0];
    assert_eq!(first["url"], format!("http://good.test:{port}/moved"));
    assert_eq!(
        (&first["rule"], &first["address"]),
        (&json!(text), &json!(format!("127.0.0.1:{port}")))
    );
    assert_eq!(first["detail"], "10.0.0.1 is private");
    assert!(first["unix_ms"].as_u64().unwrap() > 1_700_000_000_000);
    assert!(first["sent_bytes"].as_u64() > Some(20) && first["received_bytes"].as_u64() > Some(20));
    assert!(first["took_ms"].is_u64());
    assert_eq!(lines[5]["detail"], "10.0.0.1 is private, 127.0.0.1 is loopback");
    assert_eq!((&lines[5]["address"], &lines[5]["sent_bytes"]), (&json!(null), &json!(0)));
    assert!(!log.text().contains("hush"));
}

/// Nor does it grow beyond the requests that a run may make.
#[test]
fn a_program_cannot_fill_the_log() {
    let server = Server::saying(ok("fine"));
    let log = Log::default();
    let limits = FetchLimits { requests: 5, ..FetchLimits::DEFAULT };
    let net = super::allow(&server).limits(limits).log(log.clone());
    let program = "
for i in range(200):
    for url in (base, 'http://' + 'x' * 100000, base + '/\\n\\u2028\"'):
        try:
            fetch(url)
        except (OSError, ValueError):
            pass";
    assert_eq!(run(&sandbox(net), &server, program).error, None);
    assert_eq!(log.lines().len(), 5);
    assert!(log.text().len() < 10_000, "{}", log.text().len());
}

/// A log that cannot be written is told, before anything else is fetched.
#[test]
fn nothing_is_fetched_without_the_log() {
    struct Full;
    impl Write for Full {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Err(io::ErrorKind::StorageFull.into())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }
    let server = Server::saying(ok("fine"));
    let net = super::allow(&server).log(Full);
    let outcome = run(&sandbox(net), &server, "fetch(base)");
    assert_eq!(raised(&outcome), "OSError: the request could not be written to the log");
    let outcome = run(&sandbox(super::allow(&server).log(io::sink())), &server, "fetch(base)");
    assert_eq!(outcome.error, None);
}
