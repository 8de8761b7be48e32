//! Requests that are written down, and answered from that.

use super::server::{Server, answer};
use super::{allow, rule, with_base};
use micropython_sandbox::{
    Cassette, Ending, Error, FetchLimits, NetPolicy, Outcome, Sandbox, Secret,
};
use std::fs::{self, File};
use std::process::Command;
use std::time::Duration;

const SECRET: &str = "s3cr3t-0123456789";

/// A server that counts, repeats what it gets, and fails in some places.
fn server() -> Server {
    let count = std::sync::atomic::AtomicU32::new(0);
    Server::new(move |request, connection| {
        let number = count.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        let said = match request.path.as_str() {
            "/broken" => b"nonsense\r\n\r\n".to_vec(),
            "/slow" => {
                std::thread::sleep(Duration::from_millis(1500));
                Vec::new()
            }
            "/moved" => answer("302 Found", "Location: /there\r\n", ""),
            _ => {
                let body = String::from_utf8_lossy(&request.body).into_owned();
                let key = request.header("x-key").unwrap_or("none");
                answer("200 OK", "", &format!("{number} {} {body} {key}", request.path))
            }
        };
        let _ = connection.write_all(&said);
    })
}

const PROGRAM: &str = "
def attempt(*arguments, **keywords):
    try:
        r = fetch(*arguments, **keywords)
        print(r.status, r.text, r.url[len(base):], sorted(r.headers.items()))
    except OSError as error:
        print(type(error).__name__, error)
attempt(base + '/x')
attempt(base + '/x')
attempt(base + '/x', 'POST', {'A': 'b'}, b'\\xff\\0')
attempt(base + '/moved')
attempt(base + '/broken')
attempt(base + '/slow', timeout=0.2)
attempt('http://elsewhere.example/')
attempt('file:///etc/passwd')
";

fn recording(server: &Server, path: &std::path::Path) -> NetPolicy {
    let secret = Secret::new(SECRET);
    NetPolicy::new()
        .allow(rule(&format!("http://{}", server.address)).header("X-Key", secret).unwrap())
        .limits(FetchLimits { redirects: 2, ..FetchLimits::DEFAULT })
        .cassette(Cassette::record(File::create_new(path).unwrap()).unwrap())
}

fn replaying(text: &str) -> Sandbox {
    let net = NetPolicy::new().cassette(Cassette::replay(text).unwrap());
    Sandbox::builder().net(net).build().unwrap()
}

#[track_caller]
fn stopped(outcome: &Outcome) -> &str {
    match (&outcome.ending, &outcome.error) {
        (Ending::Failed, Some(Error::Host(text))) => text,
        _ => panic!("{outcome:?}"),
    }
}

#[test]
fn a_program_gets_the_same_again_without_the_network() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("cassette");
    let server = server();
    let program = with_base(&server, PROGRAM);
    let sandbox = Sandbox::builder().net(recording(&server, &path)).build().unwrap();
    let first = sandbox.run(&program);
    assert_eq!(first.error, None);
    let printed = first.stdout_text().into_owned();
    for part in [
        "200 0 /x  *****************",
        "200 1 /x  ****",
        "200 4 /there  ****",
        "ConnectionError the answer is not what HTTP allows",
        "TimeoutError no answer within 200 ms",
        "PermissionError no rule allows",
        "PermissionError only https",
    ] {
        assert!(printed.contains(part), "{part}\n{printed}");
    }
    let seen = server.seen().len();
    drop(server);
    let text = fs::read_to_string(&path).unwrap();
    assert!(!text.contains("s3cr3t") && !text.contains("x-key"), "{text}");
    assert!(text.contains("{\"base64\":\"/wA\"}"), "{text}");
    // No rules, no server.
    let again = replaying(&text).run(&program);
    assert_eq!((again.error, again.stdout), (None, first.stdout));
    assert_eq!(seen, 7);
    assert_eq!((again.usage.fetch_requests, again.usage.fetch_received_bytes), (8, 0));
}

/// What differs ends the run, whatever the program does about it.
#[test]
fn other_requests_stop_the_run() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("cassette");
    let server = server();
    let net = recording(&server, &path);
    let recorded = with_base(&server, "fetch(base + '/x', headers={'A': 'b'})");
    assert_eq!(Sandbox::builder().net(net).build().unwrap().run(&recorded).error, None);
    let text = fs::read_to_string(&path).unwrap();
    for (program, hint) in [
        ("fetch(base + '/y')", "it has none for this method and URL"),
        ("fetch(base + '/x', 'POST')", "it has none for this method and URL"),
        ("fetch(base + '/x')", "other headers or another body"),
        ("fetch(base + '/x', body='y', headers={'A': 'b'})", "other headers or another body"),
        ("for _ in (1, 2): fetch(base + '/x', headers={'A': 'b'})", "used up, which were 1"),
    ] {
        let program = format!("try:\n    {program}\nexcept Exception as error:\n    print(error)");
        let mut session = replaying(&text).session().unwrap();
        let outcome = session.run(&with_base(&server, &program));
        let message = stopped(&outcome);
        assert!(message.contains(hint) && message.ends_with("record it anew"), "{message}");
        assert_eq!(outcome.stdout_text(), "", "{program}");
        assert_eq!(session.run("1 + 1").value.unwrap().repr, "2");
    }
    assert_eq!(replaying(&text).run(&recorded).error, None);
    assert_eq!(server.seen().len(), 1);
}

#[test]
fn a_cassette_that_cannot_be_written_is_told() {
    struct Full(u32);
    impl std::io::Write for Full {
        fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
            self.0 += 1;
            if self.0 > 1 { Err(std::io::ErrorKind::StorageFull.into()) } else { Ok(bytes.len()) }
        }

        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }
    let server = server();
    let net = allow(&server).cassette(Cassette::record(Full(0)).unwrap());
    let outcome = super::run(&super::sandbox(net), &server, "fetch(base)");
    let message = "OSError: the request could not be written down";
    assert_eq!(super::raised(&outcome), message);
}

#[test]
fn the_command_line_records_and_replays() {
    let (server, folder) = (server(), tempfile::tempdir().unwrap());
    let program = with_base(&server, "print(fetch(base + '/x').text)");
    let run = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_mpsandbox"));
        let command = command.arg("run").args(arguments).args(["-c", &program]);
        let output = command.current_dir(&folder).output().unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        (output.status.code(), text(output.stdout), text(output.stderr))
    };
    let rule = format!("http://{}", server.address);
    let record = ["--allow-net", &rule, "--record-http", "c.jsonl"];
    let said = "0 /x  none\n".to_owned();
    assert_eq!(run(&record), (Some(0), said.clone(), String::new()));
    assert_eq!(run(&["--replay-http", "c.jsonl"]), (Some(0), said, String::new()));
    assert_eq!(server.seen().len(), 1);
    let (code, _, told) = run(&record);
    assert_eq!(code, Some(2), "{told}");
    assert!(told.contains("cannot write the cassette 'c.jsonl'"), "{told}");
    fs::write(folder.path().join("bad.jsonl"), "{\"cassette\":1}\nnonsense\n").unwrap();
    let (code, _, told) = run(&["--replay-http", "bad.jsonl"]);
    assert_eq!(code, Some(2));
    assert!(told.contains("cannot replay the cassette 'bad.jsonl': line 2: "), "{told}");
    fs::write(folder.path().join("other.jsonl"), "{\"cassette\":1}\n").unwrap();
    let (code, _, told) = run(&["--replay-http", "other.jsonl"]);
    assert_eq!(code, Some(125));
    assert!(told.contains("the cassette has no answer to GET http://"), "{told}");
}
