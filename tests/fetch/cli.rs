//! `mpsandbox run` with grants, from options and from a policy file.

use super::server::{Server, answer};
use serde_json::Value;
use std::fs;
use std::process::{Command, Output};

const SECRET: &str = "s3cr3t-0123456789";

fn server() -> Server {
    Server::new(|request, connection| {
        let key = request.header("x-key").unwrap_or("none");
        let body = format!("{{\"path\": \"{}\", \"key\": \"{key}\"}}", request.path);
        let _ =
            connection.write_all(&answer("200 OK", "Content-Type: application/json\r\n", &body));
    })
}

fn run(folder: &tempfile::TempDir, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_mpsandbox"));
    command.arg("run").args(arguments).current_dir(folder);
    command.env("MPSANDBOX_TEST_KEY", SECRET).output().unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[test]
fn an_option_grants_what_it_says() {
    let (server, folder) = (server(), tempfile::tempdir().unwrap());
    let base = format!("http://{}", server.address);
    let rules = [format!("GET {base}/v1/"), format!("{base}/v2")];
    let program = format!(
        "print(fetch('{base}/v1/x').json()['path'])
import requests
print(requests.post('{base}/v2').json()['path'])
fetch('{base}/v1/x', 'POST')"
    );
    let allow = ["--allow-net", &rules[0], "--allow-net", &rules[1]];
    let output = run(&folder, &[&allow[..], &["--net-log", "net.log", "-c", &program]].concat());
    assert_eq!(text(&output.stdout), "/v1/x\n/v2\n");
    assert_eq!(output.status.code(), Some(1));
    let told = text(&output.stderr);
    assert!(told.ends_with("PermissionError: no rule allows this method here\n"), "{told}");
    // The log goes on in the next run.
    run(&folder, &[&allow[..], &["--net-log", "net.log", "-c", &program]].concat());
    let log = fs::read_to_string(folder.path().join("net.log")).unwrap();
    let decisions: Vec<Value> = log
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap()["decision"].clone())
        .collect();
    assert_eq!(decisions, ["answered", "answered", "refused"].repeat(2));
    assert_eq!(run(&folder, &["-c", &program]).status.code(), Some(1));
    assert_eq!(server.seen().len(), 4);
}

#[test]
fn a_policy_file_grants_what_it_says() {
    let (server, folder) = (server(), tempfile::tempdir().unwrap());
    let base = format!("http://{}", server.address);
    fs::write(folder.path().join("key.txt"), format!("{SECRET}-2\n")).unwrap();
    let policy = format!(
        "
[limits]
wall_time = \"5s\"
[fetch]
requests = 3
[[net]]
allow = \"{base}/one\"
headers.X-Key = {{ env = \"MPSANDBOX_TEST_KEY\" }}
[[net]]
allow = \"{base}/two\"
headers.X-Key = {{ file = \"key.txt\" }}
"
    );
    let path = folder.path().join("policy.toml");
    fs::write(&path, policy).unwrap();
    let program = format!(
        "import sandbox
print(sandbox.limits()['wall_time_s'])
print(fetch('{base}/one').text)
print(fetch('{base}/two').text)
fetch('{base}/three')"
    );
    // From another folder than that of the policy.
    let elsewhere = tempfile::tempdir().unwrap();
    let output = run(&elsewhere, &["--policy", path.to_str().unwrap(), "-c", &program]);
    let stars = |count: usize| "*".repeat(count);
    assert_eq!(
        text(&output.stdout),
        format!(
            "5.0\n{{\"path\": \"/one\", \"key\": \"{}\"}}\n{{\"path\": \"/two\", \"key\": \"{}\"}}\n",
            stars(SECRET.len()),
            stars(SECRET.len() + 2)
        ),
        "{}",
        text(&output.stderr)
    );
    assert!(text(&output.stderr).contains("PermissionError: no rule allows"));
    let keys: Vec<String> =
        server.seen().iter().map(|seen| seen.header("x-key").unwrap().to_owned()).collect();
    assert_eq!(keys, [SECRET.to_owned(), format!("{SECRET}-2")]);
    // More can be granted beside it.
    let rule = format!("{base}/three");
    let arguments =
        ["--policy", path.to_str().unwrap(), "--allow-net", &rule, "--json", "-c", &program];
    let output = run(&elsewhere, &arguments);
    let object: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(object["outcome"], "finished", "{object:#}");
    assert_eq!(object["usage"]["fetch_requests"], 3);
    assert!(object["usage"]["fetch_received_bytes"].as_u64() > Some(100));
    assert!(!text(&output.stdout).contains(SECRET));
}
