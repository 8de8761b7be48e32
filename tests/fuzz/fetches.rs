//! Texts that decide what is fetched: rules, URLs, policies, cassettes.

use arbitrary::{Result, Unstructured};
use micropython_sandbox::{Cassette, Error, NetPolicy, NetRule, Policy, Sandbox, Session};
use std::path::Path;
use std::sync::{LazyLock, Mutex};

/// Pieces of URLs and rules, of which some are put together by intent.
const PIECES: &[&str] = &[
    "http://good.test:81/v1/",
    "http://",
    "https://",
    "HTTP://",
    "http:",
    "//",
    "/",
    "\\",
    "@",
    ":",
    "?",
    "#",
    "%",
    "%2f",
    "%2e",
    "%252e",
    "%5c",
    "%00",
    "%0d%0a",
    ";",
    "..",
    ".",
    "*",
    "*.",
    ",",
    " ",
    "\t",
    "\r\n",
    "\0",
    "\u{7f}",
    "\u{2028}",
    "\u{ad}",
    "good.test",
    "good",
    ".test",
    "evil.test",
    "a.suffix.test",
    "suffix.test",
    "localhost",
    "127.0.0.1",
    "127.1",
    "0x7f000001",
    "2130706433",
    "0177.1",
    "[::1]",
    "[::ffff:127.0.0.1]",
    "[fe80::1%25lo]",
    "g\u{43e}\u{43e}d.test",
    "\u{ff47}ood\u{3002}test",
    "xn--",
    "81",
    ":81",
    "80",
    "/v1",
    "/v1/",
    "/v2",
    "v1",
    "GET",
    "GET ",
    "POST,",
    " at ",
    "10.0.0.0/8",
    "::/0",
    "file:",
    "data:",
];

/// Pieces of policy files and cassettes.
const LINES: &[&str] = &[
    "[limits]\n",
    "[[net]]\n",
    "[net]\n",
    "[fetch]\n",
    "[[files]]\n",
    "[storage]\n",
    "[clock]\n",
    "memory",
    "wall_time",
    "allow",
    "headers",
    "headers.X",
    "env",
    "file",
    "prefix",
    "at",
    "read",
    "write",
    "fixed",
    "requests",
    "redirects",
    " = ",
    "= ",
    "\"",
    "\"64MiB\"",
    "\"10s\"",
    "\"none\"",
    "\"https://a.example\"",
    "5",
    "-1",
    "1.5",
    "true",
    "2026-01-31T12:00:00Z",
    "9999-99-99",
    "{ ",
    " }",
    "[",
    "]",
    ",",
    "\n",
    "# ",
    ".",
    "'''",
    "{\"cassette\":1}\n",
    "{\"request\":",
    "{\"method\":\"GET\",\"url\":\"a\",\"headers\":{},\"body\":null}",
    ",\"raised\":{\"exception\":\"OSError\",\"message\":\"b\"}}\n",
    ",\"response\":",
    "{\"base64\":\"/w\"}",
    "null",
];

/// Hosts that were looked up: those whose requests went through the rules.
static LOOKED_UP: Mutex<Vec<String>> = Mutex::new(Vec::new());

static SESSION: LazyLock<Mutex<Session>> = LazyLock::new(|| {
    let rules = ["http://good.test:81/v1/", "GET https://*.suffix.test"];
    let net = rules.iter().fold(NetPolicy::new(), |net, rule| net.allow(rule.parse().expect(rule)));
    let net = net.resolver(|host| {
        LOOKED_UP.lock().expect("no panic").push(host.to_owned());
        Err(std::io::ErrorKind::NotFound.into())
    });
    let sandbox = Sandbox::builder().net(net).build().expect("a sandbox");
    Mutex::new(sandbox.session().expect("a session"))
});

fn text(u: &mut Unstructured<'_>, pieces: &[&str], most: usize) -> Result<String> {
    let mut text = String::new();
    for _ in 0..u.int_in_range(0..=most)? {
        match u.int_in_range(0..=11)? {
            0 => text.push(u.arbitrary()?),
            _ => text.push_str(u.choose(pieces)?),
        }
    }
    Ok(text)
}

/// A rule that is read is written as it is read; a URL leads nowhere but where a rule
/// does; policies and cassettes are read, or refused with a place.
pub fn fetches(u: &mut Unstructured<'_>) -> Result<()> {
    let rule = text(u, PIECES, 8)?;
    match rule.parse::<NetRule>() {
        Ok(parsed) => assert_eq!(parsed.to_string().parse().as_ref(), Ok(&parsed), "{rule:?}"),
        Err(message) => assert!(!message.is_empty(), "{rule:?}"),
    }

    let url = text(u, PIECES, 10)?;
    let mut session = SESSION.lock().expect("no panic");
    session.set("url", &url).expect("a text");
    let outcome = session.run("try:\n    fetch(url)\nexcept (OSError, ValueError):\n    pass");
    assert_eq!(outcome.error, None, "{url:?}");
    assert!(session.alive());
    for host in LOOKED_UP.lock().expect("no panic").drain(..) {
        let allowed = host == "good.test" || host.ends_with(".suffix.test");
        assert!(allowed, "{url:?} looks up {host}");
    }

    let lines = text(u, LINES, 40)?;
    if let Err(faults) = Policy::parse(&lines, Path::new("no-such-folder")) {
        assert!(!faults.list().is_empty(), "{lines:?}");
        for fault in faults.list() {
            assert!(fault.line > 0 && fault.line <= lines.lines().count() + 1, "{lines:?} {fault}");
        }
        assert!(matches!(Error::from(faults), Error::Config(text) if !text.is_empty()));
    }
    if let Err(message) = Cassette::replay(&lines) {
        assert!(message.starts_with("line "), "{lines:?}: {message}");
    }
    Ok(())
}
