//! A module of the caller's own, rolled back: nothing but its memory counts.

use micropython_sandbox::{CachePolicy, Ending, Error, Sandbox, Session};

/// A module whose memory is all that it says, and which traps when it is told
/// to; with engine epochs, as modules of the caller's are run.
#[test]
fn a_module_that_traps_is_rolled_back_byte_for_byte() {
    let text = r#"(module
        (import "micropython_host" "print" (func $print (param i32 i32 i32)))
        (memory (export "memory") 1)
        (data (i32.const 0) "zeros and data")
        (func (export "control") (result i32) i32.const 2048)
        (func (export "buffer") (param i32 i32) (result i32)
            (i32.add (i32.const 4096) (local.get 0)))
        (func (export "run") (result i32)
            (local $end i32)
            (if (i32.eq (i32.load8_u (i32.const 4096)) (i32.const 112)) ;; p: print all
                (then (call $print (i32.const 1) (i32.const 0)
                    (i32.mul (memory.size) (i32.const 65536)))
                    (return (i32.const 0))))
            (drop (memory.grow (i32.const 1)))
            (local.set $end (i32.sub (i32.mul (memory.size) (i32.const 65536)) (i32.const 1)))
            (memory.fill (i32.const 0) (i32.const 0) (i32.const 14))
            (i32.store8 (local.get $end)
                (i32.add (i32.load8_u (i32.const 4096)) (i32.load8_u (local.get $end))))
            (i32.store8 (i32.const 70000) (memory.size))
            (if (i32.eq (i32.load8_u (i32.const 4096)) (i32.const 116)) ;; t: trap
                (then unreachable))
            (i32.const 0)))"#;
    let sandbox = Sandbox::builder()
        .artifact(wat::parse_str(text).unwrap())
        .cache(CachePolicy::Off)
        .build()
        .unwrap();
    // The program lies where the module keeps it, so that it is the same each time.
    let memory = |session: &mut Session| session.run("p").stdout;
    let mut session = sandbox.session_builder().rollback(true).open().unwrap();
    let mut seen = vec![memory(&mut session)];
    for _ in 0..3 {
        for _ in 0..2 {
            let outcome = session.run("t");
            assert!(matches!(&outcome.error, Some(Error::Internal(_))), "{outcome:?}");
            assert!(outcome.rolled_back && session.alive());
            assert!(memory(&mut session) == *seen.last().unwrap());
        }
        assert_eq!(session.run("a").ending, Ending::Finished);
        let now = memory(&mut session);
        assert!(!seen.contains(&now), "nothing was changed");
        seen.push(now);
    }
    session.reset().unwrap();
    assert!(memory(&mut session) == seen[0]);
}
