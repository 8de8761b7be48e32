//! What crosses the border is MessagePack as Python's own `msgpack` package reads
//! and writes it, with the extension types that docs/values.md describes.
//!
//! It needs a Python 3 as `python3` (or `MPSANDBOX_PYTHON`) with that package,
//! which `scripts/setup` unpacks.

#[path = "common/random_values.rs"]
mod random_values;
#[path = "common/recorded.rs"]
mod recorded;

use micropython_sandbox::value::BigInt;
use micropython_sandbox::{Recording, Sandbox, Value};
use rand_chacha::ChaCha12Rng;
use rand_core::{RngCore, SeedableRng};
use random_values::random;
use recorded::{Shared, lines};
use sha2::{Digest, Sha256};
use std::io::{Read, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

/// Values of one frame.
const BATCH: usize = 500;

/// `tests/msgpack/peer.py`, running.
struct Peer {
    child: Child,
    input: ChildStdin,
    output: ChildStdout,
}

impl Peer {
    fn start() -> Peer {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let python = std::env::var_os("MPSANDBOX_PYTHON").unwrap_or_else(|| "python3".into());
        let mut paths = vec![root.join(".toolchain/python")];
        let given = std::env::var_os("PYTHONPATH").unwrap_or_default();
        paths.extend(std::env::split_paths(&given));
        let python = || {
            let mut command = Command::new(&python);
            command.env("PYTHONPATH", std::env::join_paths(&paths).unwrap());
            command.env("PYTHONDONTWRITEBYTECODE", "1");
            command
        };
        let there = python().args(["-c", "import msgpack"]).stderr(Stdio::null()).status();
        assert!(
            there.is_ok_and(|status| status.success()),
            "there is no Python with the package msgpack: run scripts/setup, which unpacks it \
             into .toolchain/python; or install it for {:?} (MPSANDBOX_PYTHON names another)",
            python().get_program()
        );
        let mut command = python();
        command.arg(root.join("tests/msgpack/peer.py"));
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
        let (input, output) = (child.stdin.take().unwrap(), child.stdout.take().unwrap());
        Peer { child, input, output }
    }

    /// Sends a frame and gives the answer. What is wrong the peer says itself.
    #[track_caller]
    fn ask(&mut self, kind: u8, content: &[u8]) -> Vec<u8> {
        let length = u32::try_from(content.len()).unwrap();
        let frame = [&[kind], &length.to_be_bytes()[..], content].concat();
        self.input.write_all(&frame).expect("the peer reads");
        let mut length = [0; 4];
        self.output.read_exact(&mut length).expect("the peer answers: see its traceback");
        let mut answer = vec![0; u32::from_be_bytes(length) as usize];
        self.output.read_exact(&mut answer).expect("all of an answer");
        answer
    }
}

impl Drop for Peer {
    fn drop(&mut self) {
        // It ends with its input; were it not to, it is ended.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// How many values there and back, `MPSANDBOX_ROUND_TRIPS`, by default 20,000.
fn round_trips() -> usize {
    std::env::var("MPSANDBOX_ROUND_TRIPS").map_or(20_000, |n| n.parse().unwrap())
}

/// Whether it is the same to the bit in any MessagePack: without extensions, whose
/// heads have several forms.
fn is_common(value: &Value) -> bool {
    match value {
        Value::Tuple(_) | Value::Set(_) | Value::FrozenSet(_) => false,
        Value::BigInt(number) => u64::try_from(number).is_ok(),
        Value::List(items) => items.iter().all(is_common),
        Value::Dict(pairs) => pairs.iter().all(|(key, value)| is_common(key) && is_common(value)),
        _ => true,
    }
}

/// To the bit, where a NaN has bits of its own.
fn assert_same(back: &Value, value: &Value) {
    assert_eq!(back.encode(), value.encode(), "\n{back}\n{value}");
    assert_eq!(back, value);
}

#[test]
fn what_we_write_msgpack_reads_and_writes_again() {
    let mut peer = Peer::start();
    let mut rng = ChaCha12Rng::seed_from_u64(11);
    let (mut done, mut common) = (0, 0);
    while done < round_trips() {
        let values: Vec<Value> = (0..BATCH).map(|_| random(&mut rng, 12, false)).collect();
        done += values.len();
        let all = Value::List(values.clone()).encode().unwrap();
        let Value::List(back) = Value::decode(&peer.ask(b'b', &all)).unwrap() else { panic!() };
        assert_eq!(back.len(), values.len());
        back.iter().zip(&values).for_each(|(back, value)| assert_same(back, value));
        // It has chosen the same form of everything that has one.
        let plain: Vec<Value> = values.into_iter().filter(is_common).collect();
        common += plain.len();
        let plain = Value::List(plain).encode().unwrap();
        assert_eq!(peer.ask(b'b', &plain), plain);
    }
    assert!(common > done / 3, "{common} of {done}");
}

#[test]
fn what_msgpack_writes_we_read_and_write_again() {
    let mut peer = Peer::start();
    for seed in 0..round_trips().div_ceil(BATCH) {
        let seed = Value::List(vec![seed.into(), BATCH.into()]).encode().unwrap();
        let made = Value::decode(&peer.ask(b'm', &seed)).unwrap();
        assert!(matches!(&made, Value::List(values) if values.len() == BATCH));
        peer.ask(b'c', &made.encode().unwrap());
    }
}

/// Each at the border of a form, and what a form could lose.
#[test]
fn borders_and_odd_values() {
    let mut peer = Peer::start();
    let around = |middle: i128| (-2..=2).map(move |n| Value::from(middle + n));
    let powers = (0..66).flat_map(|bits| around(1 << bits).chain(around(-(1 << bits))));
    let mut values: Vec<Value> = powers.collect();
    let odd = [0.0, -0.0, f64::NAN, -f64::NAN, f64::INFINITY, f64::NEG_INFINITY, f64::MIN_POSITIVE];
    values.extend(odd.map(Value::from));
    values.extend(
        [1, 0x7ff0_0000_0000_0001, 0xfff8_dead_beef_0001, u64::MAX]
            .map(f64::from_bits)
            .map(Value::from),
    );
    for length in [0, 15, 16, 31, 32, 255, 256, 65_535, 65_536] {
        values.push("x".repeat(length).into());
        values.push("é".repeat(length).into());
        values.push(Value::Bytes(vec![0xff; length]));
        values.push(Value::List(vec![Value::None; length]));
        values.push(Value::Tuple(vec![Value::None; length]));
        let pairs = (0..length).map(|n| (n.into(), Value::None));
        values.push(Value::Dict(pairs.clone().collect()));
        values.push(Value::Set(pairs.clone().map(|(key, _)| key).collect()));
        values.push(Value::FrozenSet(pairs.map(|(key, _)| key).collect()));
    }
    values.push((0..99).fold(Value::None, |inner, _| Value::Tuple(vec![inner])));
    for value in &values {
        let back = peer.ask(b'b', &value.encode().unwrap());
        assert_same(&Value::decode(&back).unwrap(), value);
    }
}

/// What an int of any size says, not only that it comes back.
#[test]
fn big_ints_are_what_they_are_said_to_be() {
    let mut peer = Peer::start();
    let mut rng = ChaCha12Rng::seed_from_u64(5);
    let mut pairs = Vec::new();
    for length in (0..600).chain([4096]) {
        let mut bytes = vec![0; length];
        rng.fill_bytes(&mut bytes);
        let number = BigInt::from_signed_bytes_le(&bytes);
        pairs.push(Value::List(vec![number.to_string().into(), number.into()]));
    }
    peer.ask(b'n', &Value::List(pairs).encode().unwrap());
}

/// Whether there is an extension in it whose head has a form of its own, for 16
/// bytes: the interpreter writes another.
fn has_sixteen_bytes(value: &Value) -> bool {
    match value {
        Value::BigInt(number) => number.magnitude().to_bytes_le().len() == 15,
        Value::List(items) | Value::Tuple(items) => items.iter().any(has_sixteen_bytes),
        _ => false,
    }
}

/// The interpreter writes what we write, to the byte: a recording has the digest of
/// what it sent.
#[test]
fn the_interpreter_writes_the_same() {
    let mut rng = ChaCha12Rng::seed_from_u64(3);
    // Sets and dicts have no order there, and there is one kind of NaN.
    let ordered =
        |value: &Value| !value.to_string().contains(['{', 'n']) && !has_sixteen_bytes(value);
    let mut values: Vec<Value> = std::iter::repeat_with(|| random(&mut rng, 12, false))
        .filter(ordered)
        .take(BATCH)
        .collect();
    values.extend([Value::None, f64::NEG_INFINITY.into(), Value::Set(vec![1.into()])]);
    values.push(Value::FrozenSet(vec![]));
    values.push(Value::Dict(vec![(1.into(), "x".into())]));
    let sandbox = Sandbox::builder().function("take", |_: Value| ()).build().unwrap();
    let file = Shared::default();
    let session = sandbox.session_builder().record(Recording::new(file.clone()));
    let mut session = session.open().unwrap();
    session.set("values", &values).unwrap();
    assert_eq!(session.run("for value in values: take(value)").error, None);
    let lines = lines(&file);
    let sent: Vec<&str> = lines.iter().filter_map(|line| line["call"]["sha256"].as_str()).collect();
    assert_eq!(sent.len(), values.len());
    for (sent, value) in sent.iter().zip(&values) {
        let arguments = [&[0x91][..], &value.encode().unwrap()].concat();
        assert_eq!(*sent, format!("{:x}", Sha256::digest(arguments)), "{value}");
    }
}
