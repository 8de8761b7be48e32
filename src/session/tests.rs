//! What only the host sees of a place in the pool.

use super::*;

/// Memory that is filled here, beyond what the pool keeps resident.
const FILLED: u64 = 40 << 20;
const MARKER: &[u8] = b"what the first tenant has left behind";
const FILL: &str = "kept = [b'what the first tenant has left behind' * 1000 for _ in range(1000)]";

fn sandbox() -> Sandbox {
    Sandbox::builder().pool(1).build().unwrap()
}

fn live(session: &mut Session) -> &mut Live {
    match &mut session.state {
        State::Alive(live) => live,
        _ => panic!("the session is dead"),
    }
}

fn has_marker(memory: &[u8]) -> bool {
    let mut rest = memory;
    while let Some(at) = rest.iter().position(|byte| *byte == MARKER[0]) {
        rest = &rest[at..];
        if rest.starts_with(MARKER) {
            return true;
        }
        rest = &rest[1..];
    }
    false
}

#[test]
fn a_place_in_the_pool_is_clean_when_it_is_given_on() {
    let sandbox = sandbox();
    for _ in 0..3 {
        let mut first = sandbox.session().unwrap();
        assert!(first.run(FILL).success());
        let memory = live(&mut first).memory(0);
        assert!(memory.len() > 36 << 20 && has_marker(memory));
        let place = memory.as_ptr();
        drop(first);

        let mut next = sandbox.session().unwrap();
        let memory = live(&mut next).memory(0);
        assert!(!has_marker(memory));
        let fresh = memory.len();
        let memory = live(&mut next).memory((FILLED - fresh as u64) / 65536);
        assert_eq!((memory.as_ptr(), memory.len() as u64), (place, FILLED), "another place");
        assert!(memory[fresh..].iter().all(|byte| *byte == 0));
        assert!(!has_marker(memory));
    }
    assert!(!sandbox.overflowed());
}

#[test]
fn a_session_that_dies_gives_its_place_back_at_once() {
    struct Closed;
    impl std::io::Write for Closed {
        fn write(&mut self, _: &[u8]) -> std::io::Result<usize> {
            Err(std::io::ErrorKind::BrokenPipe.into())
        }
        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }
    let closed = || Output::Writer(Box::new(Closed));
    let sandbox = sandbox();
    let mut dead = sandbox.session_builder().stdout(closed()).open().unwrap();
    assert_eq!(dead.run("print(1)").error, Some(Error::OutputClosed));
    let mut rolled = sandbox.session_builder().stdout(closed()).rollback(true).open().unwrap();
    for _ in 0..3 {
        assert!(rolled.run("print(1)").rolled_back);
        assert!(rolled.run("1").success());
    }
    rolled.reset().unwrap();
    assert!(!sandbox.overflowed());
    // Where the place is taken, the next session does not get it.
    dead.reset().unwrap();
    assert!(sandbox.overflowed() && dead.run("1").success());
}
