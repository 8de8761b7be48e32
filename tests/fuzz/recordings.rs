//! Recordings that were changed in any way.

#[path = "../common/recorded.rs"]
mod recorded;

use arbitrary::{Result, Unstructured};
use micropython_sandbox::{Error, Outcome, Replay, Sandbox, SandboxBuilder, Value};
use recorded::{lines, record, sealed};
use serde_json::{Value as Json, json};
use std::io::Cursor;
use std::sync::LazyLock;

const PROGRAM: &str = "
import time, sys, sandbox
for i in range(3):
    try:
        print(same({i: [str(i), b'x', (1.5, None)]}), time.time() > 0)
        fail(sys.stdin.readline())
    except Exception as e:
        print(e)
print(sandbox.left())
";

fn builder() -> SandboxBuilder {
    Sandbox::builder().pool(0)
}

static SANDBOX: LazyLock<Sandbox> = LazyLock::new(|| {
    let builder = builder().function("same", |value: Value| value);
    let builder =
        builder.function("fail", |text: String| -> std::result::Result<(), _> { Err(text) });
    builder.build().expect("a sandbox")
});

static LINES: LazyLock<Vec<Json>> = LazyLock::new(|| lines(&record(&SANDBOX, PROGRAM)));

/// Lines of a recording are changed, lost, doubled or made up, and sealed again;
/// then some bytes of all may be. Whatever is left is replayed, or told.
pub fn recordings(
    u: &mut Unstructured<'_>,
    check: impl Fn(&mut dyn FnMut() -> Outcome) -> Outcome,
) -> Result<()> {
    let mut lines = LINES.clone();
    for _ in 0..u.int_in_range(0..=4)? {
        let at = u.choose_index(lines.len())?;
        match u.int_in_range(0..=5)? {
            0 if lines.len() > 1 => drop(lines.remove(at)),
            1 => lines.insert(at, LINES[u.choose_index(LINES.len())?].clone()),
            2 => lines[at] = scalar(u)?,
            _ => change(u, &mut lines[at])?,
        }
        // A line is an object.
        lines.iter_mut().filter(|line| !line.is_object()).for_each(|line| *line = json!({}));
    }
    let mut bytes = sealed(&lines).bytes();
    if u.ratio(1, 4)? {
        let at = u.choose_index(bytes.len())?;
        match u.int_in_range(0..=2)? {
            0 => bytes[at] = u.arbitrary()?,
            1 => bytes.truncate(at),
            _ => drop(bytes.splice(at..at, u.arbitrary::<[u8; 4]>()?)),
        }
    }
    let replay = match Replay::new(Cursor::new(bytes)) {
        Ok(replay) if u.arbitrary()? => replay.with_other_programs(),
        Ok(replay) => replay,
        Err(Error::Replay(text)) => {
            assert!(text.len() < 1000, "{text}");
            return Ok(());
        }
        Err(error) => panic!("{error:?}"),
    };
    // As its user may have it: with or without the functions.
    let sandbox = match u.arbitrary()? {
        true => SANDBOX.clone(),
        false => match builder().replaying(&replay).build() {
            Ok(sandbox) => sandbox,
            Err(Error::Config(_)) => return Ok(()),
            Err(error) => panic!("{error:?}"),
        },
    };
    let mut session = match sandbox.session_builder().replay(replay).open() {
        Ok(session) => session,
        Err(Error::Replay(_) | Error::Config(_)) => return Ok(()),
        Err(error) => panic!("{error:?}"),
    };
    let outcome = check(&mut || session.run(PROGRAM));
    if let Some(Error::Replay(text)) = &outcome.error {
        assert!(text.len() < 1000, "{text}");
    }
    check(&mut || session.run("print(1)"));
    Ok(())
}

/// Changes something in a value, at any depth.
fn change(u: &mut Unstructured<'_>, value: &mut Json) -> Result<()> {
    let inner = match value {
        Json::Object(members) if !members.is_empty() => {
            let at = u.choose_index(members.len())?;
            members.iter_mut().nth(at).map(|(_, value)| value)
        }
        Json::Array(items) if !items.is_empty() => {
            let at = u.choose_index(items.len())?;
            items.get_mut(at)
        }
        _ => None,
    };
    match inner {
        Some(inner) => change(u, inner),
        None => {
            *value = scalar(u)?;
            Ok(())
        }
    }
}

fn scalar(u: &mut Unstructured<'_>) -> Result<Json> {
    Ok(match u.int_in_range(0..=7)? {
        0 => Json::Null,
        1 => u.arbitrary::<bool>()?.into(),
        2 => u.arbitrary::<u64>()?.into(),
        3 => u.arbitrary::<i8>()?.into(),
        4 => u.arbitrary::<String>()?.into(),
        5 => (*u.choose(&["run", "returned", "raised", "panicked", "same", "db"])?).into(),
        // Encoded values, and what are none.
        6 => (*u.choose(&["", "wA==", "kQE=", "ksKk", "x/8=", "gQ==", "xwACkA==", "==", "é"])?)
            .into(),
        _ => json!([u.arbitrary::<u8>()?]),
    })
}
