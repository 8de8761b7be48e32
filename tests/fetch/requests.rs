//! The frozen module `requests`: each `tests/fetch/requests/NAME.py` prints in the
//! sandbox what stands beside it, which is what the package of that name makes of
//! it in CPython. Where `MPSANDBOX_REQUESTS` names a folder that has the package,
//! that is compared, too.

use super::server::{Connection, Seen, Server, answer, ok};
use super::{allow, rule, sandbox};
use micropython_sandbox::FetchLimits;
use serde_json::json;
use std::fs;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

fn scripts() -> Vec<(PathBuf, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fetch/requests");
    let mut scripts: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "py"))
        .collect();
    scripts.sort();
    assert!(scripts.len() >= 5);
    let expected =
        |script: &PathBuf| fs::read_to_string(script.with_extension("expected")).unwrap();
    scripts.into_iter().map(|script| (script.clone(), expected(&script))).collect()
}

/// Says what the scripts ask for.
fn say(request: &Seen, connection: &mut dyn Connection) {
    let with_type = |kind: &str, body: &[u8]| {
        let head = format!(
            "HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nContent-Length: {}\r\n\r\n",
            body.len()
        );
        [head.as_bytes(), body].concat()
    };
    let (path, query) = request.path.split_once('?').unwrap_or((&request.path, ""));
    let said = match path {
        "/json" => with_type("application/json", b"{\"items\": [1, 2]}"),
        "/text" => with_type("text/plain", b"no JSON"),
        "/lines" => with_type("text/plain", b"one\ntwo\r\n\nfour"),
        "/latin" => with_type("text/plain; charset=ISO-8859-1", b"\xe4\xff"),
        "/utf8" => with_type("text/plain; charset=utf-8", "\u{e4}\u{20ac}".as_bytes()),
        "/html" => with_type("text/html", "\u{e4}".as_bytes()),
        "/empty" => b"HTTP/1.1 204 No Content\r\n\r\n".to_vec(),
        "/cookie" => answer("200 OK", "Set-Cookie: t=u; Path=/\r\n", ""),
        "/redirect" => answer("302 Found", &format!("Location: {query}\r\n"), ""),
        "/loop" => answer("302 Found", "Location: /loop\r\n", ""),
        "/slow" => {
            std::thread::sleep(Duration::from_secs(2));
            ok("late")
        }
        _ if path.starts_with("/status/") => {
            let reason = match &path[8..] {
                "302" => "Found",
                "400" => "Bad Request",
                "404" => "Not Found",
                "418" => "I'm a teapot",
                "500" => "Internal Server Error",
                "503" => "Service Unavailable",
                _ => "OK",
            };
            answer(&format!("{} {reason}", &path[8..]), "", "")
        }
        _ => {
            let shown = ["content-type", "authorization", "cookie"];
            let headers = request
                .headers
                .iter()
                .filter(|(name, _)| shown.contains(&name.as_str()) || name.starts_with("x-"));
            let headers: serde_json::Map<_, _> =
                headers.map(|(name, value)| (name.clone(), json!(value))).collect();
            let body = String::from_utf8_lossy(&request.body);
            let said = json!({
                "method": request.method, "path": request.path, "body": body, "headers": headers,
            });
            with_type("application/json", said.to_string().as_bytes())
        }
    };
    // The package would use a connection again.
    let end = said.windows(2).position(|pair| pair == b"\r\n").unwrap();
    let said = [&said[..end], b"\r\nConnection: close", &said[end..]].concat();
    let _ = connection.write_all(&said);
}

/// A port that nobody listens at.
fn closed() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

fn program(server: &Server, closed: u16, script: &Path) -> String {
    let script = fs::read_to_string(script).unwrap();
    let base = format!("http://{}", server.address);
    format!("base = '{base}'; closed = 'http://127.0.0.1:{closed}/'\n{script}")
}

#[test]
fn scripts_print_in_the_sandbox_what_is_expected() {
    let (server, closed) = (Server::new(say), closed());
    let limits = FetchLimits { redirects: 10, ..FetchLimits::DEFAULT };
    let net = allow(&server).allow(rule(&format!("http://127.0.0.1:{closed}"))).limits(limits);
    let sandbox = sandbox(net);
    for (script, expected) in scripts() {
        let outcome = sandbox.run(&program(&server, closed, &script));
        assert_eq!(outcome.stdout_text(), expected, "{} {:?}", script.display(), outcome.error);
        assert_eq!(outcome.error, None, "{}", script.display());
    }
}

#[test]
fn the_expected_output_is_the_packages() {
    let Some(folder) = std::env::var_os("MPSANDBOX_REQUESTS") else {
        return;
    };
    let (server, closed) = (Server::new(say), closed());
    for (script, expected) in scripts() {
        let run = Command::new("python3")
            .args(["-B", "-c", &program(&server, closed, &script)])
            .env("PYTHONPATH", &folder)
            .env("NO_PROXY", "*")
            .output()
            .expect("python3");
        assert_eq!(String::from_utf8_lossy(&run.stderr), "", "{}", script.display());
        assert_eq!(String::from_utf8_lossy(&run.stdout), expected, "{}", script.display());
    }
}

/// What the package does not have, or does otherwise on purpose.
#[test]
fn what_the_sandbox_refuses_is_no_failed_request() {
    let server = Server::new(say);
    let program = "
import requests
from requests.auth import HTTPBasicAuth

for call in (
    lambda: requests.get('https://other.example/'),
    lambda: requests.get(base, verify=False),
    lambda: requests.get(base, headers={'Host': 'x'}),
    lambda: requests.post(base, files={'a': b'b'}),
    lambda: requests.get(base, proxies={'http': base}),
    lambda: requests.get(base, auth=5),
):
    try:
        call()
    except requests.RequestException as error:
        print('a failed request', error)
    except Exception as error:
        print(type(error).__name__, error)
print(requests.get(base + '/echo', auth=HTTPBasicAuth('a', 'b')).json()['headers'])
print(requests.codes.ok, requests.get(base + '/echo', timeout=(1, 2)).status_code)";
    assert_eq!(
        super::printed(&sandbox(allow(&server)), &server, program),
        "PermissionError no rule allows requests to this place\n\
         PermissionError certificates are always checked\n\
         PermissionError the header host is not for programs to set\n\
         NotImplementedError requests: files= is not there\n\
         NotImplementedError requests: proxies= is not there\n\
         TypeError auth= takes a pair of user and password\n\
         {'authorization': 'Basic YTpi'}\n200 200\n"
    );
}
