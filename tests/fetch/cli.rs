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

/// A script that fetches with a secret, reads and writes files, and can do nothing
/// else.
#[test]
fn a_script_does_its_work_and_nothing_beyond_it() {
    let server = Server::new(|request, connection| {
        let said = match (request.path.as_str(), request.header("authorization")) {
            ("/v1/sales", Some("Bearer s3cr3t-0123456789")) => {
                answer("200 OK", "", "[{\"id\": 2, \"sum\": 5}, {\"id\": 1, \"sum\": 7}]")
            }
            _ => answer("401 Unauthorized", "", ""),
        };
        let _ = connection.write_all(&said);
    });
    let other = Server::saying(super::server::ok("other"));
    let folder = tempfile::tempdir().unwrap();
    for name in ["in", "out", "private"] {
        fs::create_dir(folder.path().join(name)).unwrap();
    }
    fs::write(folder.path().join("in/names.csv"), "1,Oslo\n2,Bergen\n").unwrap();
    fs::write(folder.path().join("private/key"), "hush").unwrap();
    let base = format!("http://{}", server.address);
    let policy = format!(
        "
[[net]]
allow = \"GET {base}/v1/\"
headers.Authorization = {{ env = \"MPSANDBOX_TEST_KEY\", prefix = \"Bearer \" }}
[[files]]
read = \"in\"
at = \"/in\"
[[files]]
write = \"out\"
at = \"/out\"
"
    );
    fs::write(folder.path().join("policy.toml"), policy).unwrap();
    let program = format!(
        "import json, os, requests
names = dict(line.strip().split(',') for line in open('/in/names.csv'))
sales = requests.get('{base}/v1/sales').json()
with open('/out/report.json', 'w') as file:
    json.dump([[names[str(sale['id'])], sale['sum']] for sale in sales], file)
for attempt in (
    lambda: requests.post('{base}/v1/sales'),
    lambda: requests.get('{base}/v2'),
    lambda: requests.get('http://{other}/'),
    lambda: open('/in/more', 'w'),
    lambda: open('/private/key'),
    lambda: open('/out/../private/key'),
    lambda: open('/etc/passwd'),
    lambda: os.remove('/in/names.csv'),
):
    try:
        attempt()
        print('it could')
    except OSError as error:
        print(type(error).__name__)
",
        other = other.address
    );
    fs::write(folder.path().join("report.py"), program).unwrap();
    let output = run(&folder, &["--policy", "policy.toml", "report.py"]);
    let printed = text(&output.stdout);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    assert_eq!(printed.lines().count(), 8, "{printed}");
    let refused = ["PermissionError", "FileNotFoundError", "OSError"];
    assert!(printed.lines().all(|line| refused.contains(&line)), "{printed}");
    let report = fs::read_to_string(folder.path().join("out/report.json")).unwrap();
    let report: Value = serde_json::from_str(&report).unwrap();
    assert_eq!(report, serde_json::json!([["Bergen", 5], ["Oslo", 7]]));
    assert_eq!((server.seen().len(), other.seen().len()), (1, 0));
    assert_eq!(fs::read_to_string(folder.path().join("in/names.csv")).unwrap().len(), 16);
}
