//! Attacks as data: `tests/fetch/attacks/*.toml`. Each is a program, with the rules,
//! names and server that it meets, how it must end, and beside it a control: the
//! same with a difference that makes it harmless, which must go well.
//!
//! In all texts, `{port}` is the server's port, `{other}` that of another server,
//! which nothing may reach unless a control says so, and `{each}` one after the
//! other of the texts in `each`.

use super::server::{Connection, Server, ok};
use super::{raised, rule};
use micropython_sandbox::{Ending, FetchLimits, Limits, NetPolicy, Outcome, Sandbox};
use serde::Deserialize;
use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::net::IpAddr;
use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::time::{Duration, Instant};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    attack: Vec<Attack>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Attack {
    name: String,
    #[serde(flatten)]
    setting: Setting,
    /// How the exception begins that the program ends with; any of these.
    raises: Vec<String>,
    /// What the server must not have been sent.
    #[serde(default)]
    never_sent: Vec<String>,
    control: Setting,
    /// What the control prints.
    prints: String,
    /// Whether the control may reach the other server.
    #[serde(default)]
    control_reaches_other: bool,
}

/// What a program meets. The control's overrides the attack's.
#[derive(Deserialize, Default, Clone)]
#[serde(default)]
struct Setting {
    each: Option<Vec<String>>,
    rules: Option<Vec<String>>,
    /// Each name's addresses, for one look-up after the other; the last stay.
    names: Option<BTreeMap<String, Vec<Vec<String>>>>,
    redirects: Option<u32>,
    program: Option<String>,
    answer: Option<String>,
    /// Bytes in Base64 that follow it, so many times.
    then: Option<String>,
    times: Option<u32>,
    /// How the server goes on after that.
    end: Option<End>,
}

#[derive(Deserialize, Clone, Copy, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
enum End {
    /// It closes the connection.
    Close,
    /// It resets it.
    Reset,
    /// It says the same again, for ever.
    Again,
    /// It says nothing more, and leaves it open.
    Silent,
    /// All that it says, it says a byte a second.
    Slow,
}

impl Setting {
    fn over(&self, base: &Setting) -> Setting {
        Setting {
            each: self.each.clone().or_else(|| base.each.clone()),
            rules: self.rules.clone().or_else(|| base.rules.clone()),
            names: self.names.clone().or_else(|| base.names.clone()),
            redirects: self.redirects.or(base.redirects),
            program: self.program.clone().or_else(|| base.program.clone()),
            answer: self.answer.clone().or_else(|| base.answer.clone()),
            then: self.then.clone().or_else(|| base.then.clone()),
            times: self.times.or(base.times),
            end: self.end.or(base.end),
        }
    }

    fn is_empty(&self) -> bool {
        let Setting { each, rules, names, redirects, program, answer, then, times, end } = self;
        each.is_none()
            && rules.is_none()
            && names.is_none()
            && redirects.is_none()
            && program.is_none()
            && answer.is_none()
            && then.is_none()
            && times.is_none()
            && end.is_none()
    }
}

/// Servers that live through one attack.
struct Stage {
    server: Server,
    other: Server,
}

impl Stage {
    fn new(setting: &Setting, each: &str) -> Stage {
        let (setting, place, each) = (setting.clone(), Mutex::new(None), each.to_owned());
        let other = Server::saying(ok("other"));
        let other_port = other.port();
        let server = Server::new(move |request, connection| {
            let port = request.header("host").and_then(|host| host.rsplit_once(':'));
            let port = port.map_or("0", |(_, port)| port).to_owned();
            let port = place.lock().unwrap().get_or_insert(port).clone();
            let filled = |text: &str| {
                let text = text.replace("{each}", &each).replace("{port}", &port);
                text.replace("{other}", &other_port.to_string())
            };
            let answer = setting
                .answer
                .clone()
                .unwrap_or_else(|| "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nfine".to_owned());
            let mut said: Vec<u8> = filled(&answer).chars().map(|c| c as u8).collect();
            let then = setting.then.as_deref().map(base64).unwrap_or_default();
            for _ in 0..setting.times.unwrap_or(1) {
                said.extend_from_slice(&then);
            }
            say(connection, &said, setting.end.unwrap_or(End::Close));
        });
        Stage { server, other }
    }

    fn filled(&self, text: &str, each: &str) -> String {
        text.replace("{each}", each)
            .replace("{port}", &self.server.port().to_string())
            .replace("{other}", &self.other.port().to_string())
    }

    fn run(&self, setting: &Setting, each: &str) -> Outcome {
        let names: HashMap<String, Vec<Vec<IpAddr>>> = setting
            .names
            .iter()
            .flatten()
            .map(|(name, answers)| {
                let addresses = |texts: &Vec<String>| {
                    let filled = texts.iter().map(|text| self.filled(text, each));
                    filled.map(|text| text.parse().unwrap()).collect()
                };
                (self.filled(name, each), answers.iter().map(addresses).collect())
            })
            .collect();
        let asked = Mutex::new(HashMap::<String, usize>::new());
        let redirects = setting.redirects.unwrap_or(0);
        let response_bytes = 1 << 20;
        let mut net = NetPolicy::new()
            .limits(FetchLimits { redirects, response_bytes, ..FetchLimits::DEFAULT })
            .resolver(move |host| {
                let answers = names.get(host).ok_or(std::io::ErrorKind::NotFound)?;
                let mut asked = asked.lock().unwrap();
                let count = asked.entry(host.to_owned()).or_default();
                let answer = answers[(*count).min(answers.len() - 1)].clone();
                *count += 1;
                Ok(answer)
            });
        for text in setting.rules.iter().flatten() {
            net = net.allow(rule(&self.filled(text, each)));
        }
        let limits = Limits { wall_time: Some(Duration::from_secs(8)), ..Limits::default() };
        let sandbox = Sandbox::builder().net(net).limits(limits).build().unwrap();
        sandbox.run(&self.filled(setting.program.as_deref().unwrap(), each))
    }
}

fn say(connection: &mut dyn Connection, said: &[u8], end: End) {
    match end {
        End::Close => drop(connection.write_all(said)),
        End::Reset => {
            let _ = connection.write_all(said).and_then(|()| connection.flush());
            connection.reset();
        }
        End::Again => while connection.write_all(said).is_ok() {},
        End::Silent => {
            let _ = connection.write_all(said).and_then(|()| connection.flush());
            let _ = connection.read(&mut [0]);
        }
        End::Slow => {
            for byte in said {
                if connection.write_all(&[*byte]).and_then(|()| connection.flush()).is_err() {
                    return;
                }
                std::thread::sleep(Duration::from_secs(1));
            }
        }
    }
}

fn base64(text: &str) -> Vec<u8> {
    const DIGITS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let digits = text.bytes().filter_map(|byte| DIGITS.iter().position(|digit| *digit == byte));
    let (mut bytes, mut number, mut bits) = (Vec::new(), 0_usize, 0);
    for digit in digits {
        number = (number << 6 | digit) & 0xffff;
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            bytes.push((number >> bits) as u8);
        }
    }
    bytes
}

/// Tries one attack, and its control; gives what is wrong.
fn attempt(attack: &Attack, each: &str) -> Result<(), String> {
    let started = Instant::now();
    let stage = Stage::new(&attack.setting, each);
    let outcome = stage.run(&attack.setting, each);
    if outcome.ending != Ending::Raised {
        return Err(format!("{:?} {:?}", outcome.error, outcome.stdout_text()));
    }
    let message = raised(&outcome);
    let expected: Vec<String> = attack.raises.iter().map(|text| stage.filled(text, each)).collect();
    if !expected.iter().any(|expected| message.starts_with(expected.as_str())) {
        return Err(format!("{message:?} in place of {expected:?}"));
    }
    // No detail of the machine: neither addresses nor rules.
    if message.contains("127.0.0.1") || message.contains(" at ") && message.contains("http") {
        return Err(format!("it tells too much: {message}"));
    }
    if !stage.other.seen().is_empty() {
        return Err("it reached the other server".to_owned());
    }
    for seen in stage.server.seen() {
        let raw = String::from_utf8_lossy(&seen.raw).into_owned();
        for text in attack.never_sent.iter().map(|text| stage.filled(text, each)) {
            if raw.contains(&text) {
                return Err(format!("it sent {text:?}: {raw}"));
            }
        }
    }
    if started.elapsed() > Duration::from_secs(9) {
        return Err(format!("it took {:?}", started.elapsed()));
    }
    if attack.control.is_empty() {
        return Err("its control is no other".to_owned());
    }
    let control = attack.control.over(&attack.setting);
    let stage = Stage::new(&control, each);
    let outcome = stage.run(&control, each);
    if outcome.stdout_text() != stage.filled(&attack.prints, each) || outcome.error.is_some() {
        return Err(format!("control: {:?} {:?}", outcome.error, outcome.stdout_text()));
    }
    let reached = !stage.other.seen().is_empty();
    if reached != attack.control_reaches_other {
        return Err("control: another server was reached than the attack wants".to_owned());
    }
    Ok(())
}

#[test]
fn attacks_are_refused_and_their_controls_go_well() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fetch/attacks");
    let mut paths: Vec<_> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let files = paths.iter().map(|path| {
        let text = fs::read_to_string(path).unwrap();
        let file: File = toml::from_str(&text).unwrap_or_else(|error| panic!("{path:?}: {error}"));
        (path.file_stem().unwrap_or_default().to_string_lossy().into_owned(), file.attack)
    });
    let files: Vec<_> = files.collect();
    let all = files.iter().flat_map(|(file, attacks)| attacks.iter().map(move |it| (file, it)));
    let all = all.flat_map(|(file, attack)| {
        let each = attack.setting.each.clone().unwrap_or_else(|| vec![String::new()]);
        each.into_iter().map(move |each| (file, attack, each))
    });
    let all: Vec<_> = all.collect();
    // Most of them wait.
    let (next, wrong) = (AtomicUsize::new(0), Mutex::new(String::new()));
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                while let Some((file, attack, each)) = all.get(next.fetch_add(1, Relaxed)) {
                    if let Err(what) = attempt(attack, each) {
                        let line = format!("{file}: {} {each:?}: {what}\n", attack.name);
                        wrong.lock().unwrap().push_str(&line);
                    }
                }
            });
        }
    });
    let (wrong, count) = (wrong.into_inner().unwrap(), all.len());
    assert!(wrong.is_empty(), "\n{wrong}");
    assert!(count > 150, "{count}");
}
