//! A browser without a window, told what to do by the DevTools protocol over pipes:
//! JSON messages, each ended by a NUL byte.

use serde_json::{Value, json};
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

/// The longest that anything takes, on a machine that is busy with other things.
const PATIENCE: Duration = Duration::from_secs(120);

/// What Chromium is called.
const NAMES: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "chrome"];

pub struct Browser {
    process: Child,
    commands: ChildStdin,
    answers: Receiver<Value>,
    last: u64,
    _profile: tempfile::TempDir,
}

impl Browser {
    /// Starts one.
    pub fn start(program: &Path) -> Browser {
        let profile = tempfile::tempdir().unwrap();
        // It reads commands from descriptor 3 and writes answers to 4.
        let mut process = Command::new("sh")
            .args(["-c", r#"exec "$@" 3<&0 4>&1 1>&2"#, "sh"])
            .arg(program)
            .args(["--headless=new", "--remote-debugging-pipe", "--no-first-run", "--disable-gpu"])
            // The page is ours, and the tests may run as root, where its own sandbox does not.
            .args(["--no-sandbox", "--disable-dev-shm-usage", "--disable-background-networking"])
            .arg(format!("--user-data-dir={}", profile.path().display()))
            .arg("about:blank")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let commands = process.stdin.take().unwrap();
        let mut output = BufReader::new(process.stdout.take().unwrap());
        let (sender, answers) = channel();
        thread::spawn(move || {
            let mut message = Vec::new();
            while output.read_until(0, &mut message).is_ok_and(|length| length > 0) {
                message.pop();
                let Ok(value) = serde_json::from_slice(&message) else { break };
                if sender.send(value).is_err() {
                    break;
                }
                message.clear();
            }
        });
        Browser { process, commands, answers, last: 0, _profile: profile }
    }

    /// Opens a page, waits until it is loaded, and gives its session.
    pub fn open(&mut self, url: &str) -> String {
        let target = self.call(None, "Target.createTarget", json!({ "url": url })).unwrap();
        let parameters = json!({ "targetId": target["targetId"], "flatten": true });
        let attached = self.call(None, "Target.attachToTarget", parameters).unwrap();
        let session = attached["sessionId"].as_str().unwrap().to_owned();
        let parameters =
            json!({ "expression": "[location.href, document.readyState]", "returnByValue": true });
        let end = Instant::now() + PATIENCE;
        loop {
            // What is asked while it goes from one page to the next is an error.
            let answer = self.call(Some(&session), "Runtime.evaluate", parameters.clone());
            if answer.is_ok_and(|answer| answer["result"]["value"] == json!([url, "complete"])) {
                return session;
            }
            assert!(Instant::now() < end, "{url} is not loaded");
            thread::sleep(Duration::from_millis(20));
        }
    }

    /// Evaluates an expression in a page, waits for its promise, and gives its value.
    pub fn evaluate(&mut self, session: &str, expression: &str) -> Value {
        let parameters =
            json!({ "expression": expression, "awaitPromise": true, "returnByValue": true });
        let answer = self.call(Some(session), "Runtime.evaluate", parameters).unwrap();
        assert!(answer.get("exceptionDetails").is_none(), "{expression}: {answer}");
        answer["result"]["value"].clone()
    }

    /// What the browser answers, or the error that it does.
    fn call(
        &mut self,
        session: Option<&str>,
        method: &str,
        parameters: Value,
    ) -> Result<Value, Value> {
        self.last += 1;
        let mut message = json!({ "id": self.last, "method": method, "params": parameters });
        if let Some(session) = session {
            message["sessionId"] = json!(session);
        }
        self.commands.write_all(format!("{message}\0").as_bytes()).unwrap();
        let end = Instant::now() + PATIENCE;
        loop {
            let rest = end.saturating_duration_since(Instant::now());
            let answer = self.answers.recv_timeout(rest);
            let answer = answer.unwrap_or_else(|error| panic!("{method} is not answered: {error}"));
            if answer["id"] == self.last {
                return answer
                    .get("error")
                    .map_or(Ok(answer["result"].clone()), |it| Err(it.clone()));
            }
        }
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// Where one is; or, where there is none, what to do.
pub fn program() -> Result<PathBuf, String> {
    if let Some(named) = std::env::var_os("MPSANDBOX_CHROMIUM") {
        return Ok(PathBuf::from(named));
    }
    let path = std::env::var_os("PATH").unwrap_or_default();
    let folders: Vec<PathBuf> = std::env::split_paths(&path).collect();
    NAMES
        .iter()
        .flat_map(|name| folders.iter().map(move |folder| folder.join(name)))
        .find(|program| program.is_file())
        .ok_or_else(|| {
            format!(
                "no Chromium found: MPSANDBOX_CHROMIUM is not set, and none of {} is in PATH; \
                 scripts/setup --web installs it",
                NAMES.join(", ")
            )
        })
}
