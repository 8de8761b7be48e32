//! Modules that keep to the type of the import `fetch`, and to nothing else. Nothing
//! may be fetched by them but from one server.

#[path = "fetch/server.rs"]
mod server;

use micropython_sandbox::{
    CachePolicy, Ending, Error, FetchLimits, Limits, NetPolicy, Outcome, Sandbox, Value,
};
use server::{Server, ok};
use std::time::{Duration, Instant};

/// A module whose `run` does what is given, with bytes at 4096.
fn module(bytes: &[u8], run: &str) -> Vec<u8> {
    let data: String = bytes.iter().map(|byte| format!("\\{byte:02x}")).collect();
    let text = format!(
        r#"(module
            (import "micropython_host" "print" (func $print (param i32 i32 i32)))
            (import "micropython_host" "fetch" (func $fetch (param i32 i32 i32) (result i32)))
            (import "micropython_host" "reply" (func $reply (param i32 i32)))
            (memory (export "memory") 2)
            (data (i32.const 4096) "{data}")
            (func (export "control") (result i32) (i32.const 64))
            (func (export "buffer") (param i32 i32) (result i32) (i32.const 65536))
            ;; Prints what stands at 4096, with `-` before an exception.
            (func $tell (param i32)
                (if (i32.lt_s (local.get 0) (i32.const 0)) (then
                    (i32.store8 (i32.const 512) (i32.const 45))
                    (call $print (i32.const 1) (i32.const 512) (i32.const 1))
                    (local.set 0 (i32.sub (i32.const 0) (local.get 0)))))
                (call $print (i32.const 1) (i32.const 4096) (local.get 0)))
            (func (export "run") (result i32) {run}))"#
    );
    wat::parse_str(text).unwrap()
}

/// The arguments of an honest request.
fn arguments(url: &str) -> Vec<u8> {
    let rest = [Value::None, Value::None, Value::None, true.into()];
    let mut values = vec![url.into(), "GET".into()];
    values.extend(rest);
    Value::List(values).encode().unwrap()
}

fn sandbox(server: &Server, wasm: Vec<u8>) -> Sandbox {
    let rule = format!("http://{}", server.address).parse().unwrap();
    let limits = FetchLimits { requests: 1000, ..FetchLimits::DEFAULT };
    Sandbox::builder()
        .limits(Limits { wall_time: Some(Duration::from_secs(2)), ..Limits::default() })
        .net(NetPolicy::new().allow(rule).limits(limits))
        .artifact(wasm)
        .cache(CachePolicy::Off)
        .build()
        .unwrap()
}

fn outcome(server: &Server, bytes: &[u8], run: &str) -> Outcome {
    sandbox(server, module(bytes, run)).run("")
}

/// The run ends as a fault of the module's, with this in its text.
#[track_caller]
fn ended(outcome: &Outcome, text: &str) {
    match (&outcome.ending, &outcome.error) {
        (Ending::Failed, Some(Error::Internal(message))) if message.contains(text) => {}
        _ => panic!("{outcome:?}"),
    }
}

fn call(address: i64, length: i64, room: i64) -> String {
    format!("(call $fetch (i32.const {address}) (i32.const {length}) (i32.const {room}))")
}

#[test]
fn an_honest_request_is_answered() {
    let server = Server::saying(ok("fine"));
    let bytes = arguments(&format!("http://{}/x", server.address));
    let length = bytes.len() as i64;
    let run = format!("(call $tell {}) (i32.const 0)", call(4096, length, 4096));
    let answered = outcome(&server, &bytes, &run);
    assert_eq!(answered.error, None);
    let text = answered.stdout_text().into_owned();
    assert!(text.contains("fine") && text.contains("/x") && !text.starts_with('-'), "{text}");
    // What has no room is fetched; another request forgets it.
    let reply = answered.stdout.len();
    let fetched = format!(
        "(drop {}) (call $reply (i32.const 4096) (i32.const {reply}))
         (call $tell (i32.const {reply})) (i32.const 0)",
        call(4096, length, 0)
    );
    assert_eq!(outcome(&server, &bytes, &fetched).stdout, answered.stdout);
    let twice = format!(
        "(drop {0}) (drop {1}) (call $reply (i32.const 0) (i32.const {reply})) (i32.const 0)",
        call(4096, length, 0),
        call(4096, length, 4096)
    );
    ended(&outcome(&server, &bytes, &twice), "it fetched a reply that there is not");
    // Refused ones as well.
    let bytes = arguments("http://10.0.0.1/");
    let run = format!("(call $tell {}) (i32.const 0)", call(4096, bytes.len() as i64, 4096));
    let text = outcome(&server, &bytes, &run).stdout_text().into_owned();
    assert!(text.starts_with('-') && text.contains("PermissionError"), "{text}");
}

#[test]
fn memory_that_does_not_exist_ends_the_run() {
    let server = Server::saying(ok("fine"));
    let bytes = arguments(&format!("http://{}", server.address));
    let length = bytes.len() as i64;
    let wrong = "it named memory that it does not have";
    for (address, length) in
        [(131_072, 1), (131_071, 2), (0, 131_073), (-1, 1), (-1, -1), (4096, -4096), (0, -1 << 31)]
    {
        let run = format!("(drop {}) (i32.const 0)", call(address, length, 16));
        ended(&outcome(&server, &bytes, &run), wrong);
    }
    // A request at the end of memory, and room for its answer that is not there.
    let to_the_end = 131_072 - length;
    let moved =
        format!("(memory.copy (i32.const {to_the_end}) (i32.const 4096) (i32.const {length}))");
    for room in [-1, 131_072, -1 << 31] {
        let run = format!("{moved} (drop {}) (i32.const 0)", call(to_the_end, length, room));
        ended(&outcome(&server, &bytes, &run), wrong);
    }
    let run = format!("{moved} (drop {}) (i32.const 0)", call(to_the_end, length, length));
    assert_eq!(outcome(&server, &bytes, &run).error, None);
}

#[test]
fn requests_that_are_none_end_the_run() {
    let server = Server::saying(ok("fine"));
    let whole = arguments(&format!("http://{}", server.address));
    let mut cases: Vec<Vec<u8>> = vec![
        vec![],
        vec![0xc0],
        vec![0x90],
        vec![0x95, 0xc0, 0xc0, 0xc0, 0xc0, 0xc0],
        vec![0x97, 0xc0, 0xc0, 0xc0, 0xc0, 0xc0, 0xc0, 0xc0],
        vec![0xdd, 0xff, 0xff, 0xff, 0xff, 0xc0],
        vec![0x96, 0xdb, 0xff, 0xff, 0xff, 0xff, b'h'],
        vec![0x96, 0xc6, 0xff, 0xff, 0xff, 0xff, b'h'],
        vec![0x96, 0xa2, 0xff, 0xfe, 0xc0, 0xc0, 0xc0, 0xc0, 0xc0],
        vec![0x96, 0xc7, 0, 5, 0xc0, 0xc0, 0xc0, 0xc0, 0xc0],
        [&whole[..], &[0xc0]].concat(),
        // As deep as there are bytes.
        [&[0x96][..], &[0x91; 60_000]].concat(),
    ];
    cases.extend((0..whole.len()).map(|length| whole[..length].to_vec()));
    for bytes in cases {
        let run = format!("(drop {}) (i32.const 0)", call(4096, bytes.len() as i64, 4096));
        ended(&outcome(&server, &bytes, &run), "it made a request that no program can make");
    }
    assert_eq!(server.seen().len(), 0);
}

/// Any byte changed: it is answered, or it ends the run.
#[test]
fn damaged_requests_do_no_harm() {
    let server = Server::saying(ok("fine"));
    let whole = arguments(&format!("http://{}/", server.address));
    let run = format!("(drop {}) (i32.const 0)", call(4096, whole.len() as i64, 4096));
    let (mut answered, mut refused) = (0, 0);
    for at in 0..whole.len() {
        for change in [0x01, 0x20, 0x80, 0xff] {
            let mut bytes = whole.clone();
            bytes[at] ^= change;
            match outcome(&server, &bytes, &run).error {
                None => answered += 1,
                Some(Error::Internal(text)) if text.contains("no program can make") => refused += 1,
                other => panic!("{at} {change}: {other:?}"),
            }
        }
    }
    assert!(answered > 0 && refused > 0, "{answered} {refused}");
}

/// The limits are the host's: a module that does not stop gets nothing more.
#[test]
fn floods_are_bounded() {
    let server = Server::saying(ok("fine"));
    let bytes = arguments(&format!("http://{}", server.address));
    let again = format!(
        "(loop $again
            (memory.copy (i32.const 4096) (i32.const 40000) (i32.const {length}))
            (drop {call})
            (br $again))
         (i32.const 0)",
        length = bytes.len(),
        call = call(4096, bytes.len() as i64, 4096)
    );
    let mut data = vec![0; 40_000 - 4096];
    data.extend(&bytes);
    let started = Instant::now();
    let outcome = outcome(&server, &data, &again);
    assert_eq!(outcome.ending, Ending::Stopped, "{outcome:?}");
    assert!(server.seen().len() <= 1000);
    assert_eq!(outcome.usage.fetch_requests.min(1000), outcome.usage.fetch_requests);
    assert!(started.elapsed() < Duration::from_secs(6), "{:?}", started.elapsed());
}
