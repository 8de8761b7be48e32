//! Programs run from within coroutines, whose stacks are small and not the ones
//! that the system gave the threads: recursion of every shape ends there as it
//! does elsewhere, and the process lives.
//!
//! A process of its own shows what is at stake: a guest that is run on such a
//! stack because the thread's limits say that there is room takes the process
//! with it.
//!
//! This has no test harness, as that runs no test on the main thread.

#[cfg(target_os = "linux")]
fn main() {
    linux::main();
}

/// Where coroutines get their stacks from differs from system to system; what
/// is tested does not.
#[cfg(not(target_os = "linux"))]
fn main() {}

#[cfg(target_os = "linux")]
mod linux {
    use corosensei::stack::{Stack, StackPointer};
    use corosensei::{Coroutine, CoroutineResult};
    use micropython_sandbox::{Ending, Limits, Sandbox};
    use micropython_sandbox_build::engine;
    use std::os::unix::process::ExitStatusExt as _;
    use std::path::Path;
    use std::process::Command;
    use std::time::Duration;
    use wasmtime::{Engine, Instance, Module, Store, Trap};

    /// The argument that makes this the process that may die.
    const UNPROTECTED: &str = "--unprotected";

    pub fn main() {
        let arguments: Vec<String> = std::env::args().skip(1).collect();
        if let [mode, side] = &arguments[..]
            && mode == UNPROTECTED
        {
            unprotected(if side == "above" { Side::Above } else { Side::Below });
            return;
        }
        let test = |name: &str, run: fn()| {
            // As cargo test does, with a part of a name.
            let chosen = arguments.iter().filter(|argument| !argument.starts_with('-'));
            if chosen.clone().all(|part| name.contains(part.as_str())) {
                run();
                println!("test {name} ... ok");
            }
        };
        test("without_protection_the_process_dies", without_protection_the_process_dies);
        test("on_the_main_thread", || shapes(Need::IfThereIsRoom));
        test("on_another_thread", || {
            let thread = std::thread::spawn(|| shapes(Need::Always));
            thread.join().expect("no shape fails");
        });
    }

    /// Runs all shapes of recursion in coroutines with small stacks.
    fn shapes(above: Need) {
        let wall_time = Some(Duration::from_secs(120));
        let limits = Limits { wall_time, ..Limits::default() };
        let sandbox = Sandbox::builder().limits(limits).build().unwrap();
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/recursion");
        let source = std::fs::read_to_string(folder.join("shapes.py")).unwrap();
        let expected = std::fs::read_to_string(folder.join("shapes.expected")).unwrap();
        for side in [Side::Below, Side::Above] {
            for kilobytes in [64, 256] {
                let Some(stack) = Mapped::beside_this_one(side, kilobytes << 10) else {
                    // The main thread's stack may be at the end of all addresses.
                    assert!(above == Need::IfThereIsRoom && side == Side::Above);
                    println!("no room above the main thread's stack");
                    continue;
                };
                let (sandbox, source) = (sandbox.clone(), source.clone());
                let (outcome, afterwards, own) = in_coroutine(stack, move || {
                    let mut session = sandbox.session().unwrap();
                    let outcome = session.run(&source);
                    let afterwards = session.run("print(sum(range(10)))");
                    (outcome, afterwards, sandbox.run("6 * 7"))
                });
                assert_eq!((outcome.ending, &outcome.error), (Ending::Finished, &None));
                assert_eq!(outcome.stdout_text(), expected, "{side:?}, {kilobytes} KiB");
                assert_eq!(afterwards.stdout, b"45\n");
                assert_eq!(own.value.unwrap().repr, "42");
            }
        }
    }

    #[derive(Clone, Copy, PartialEq, Eq)]
    enum Need {
        Always,
        IfThereIsRoom,
    }

    fn without_protection_the_process_dies() {
        let run = |side: &str| {
            let program = std::env::current_exe().unwrap();
            Command::new(program).args([UNPROTECTED, side]).output().unwrap()
        };
        // Stacks below the thread's look full: a new one is taken, rightly.
        let below = run("below");
        assert!(below.status.success(), "{below:?}");
        assert_eq!(below.stdout, b"StackOverflow\n");
        // Those above look endless.
        let above = run("above");
        assert!(above.status.signal().is_some(), "{above:?}");
        assert_eq!(above.stdout, b"");
    }

    /// A guest that recurses, run as one would who believes that the thread's
    /// limits hold.
    fn unprotected(side: Side) {
        let run = move || {
            let stack = Mapped::beside_this_one(side, 256 << 10).expect("room for a stack");
            let engine = Engine::new(&engine::config(engine::Interruption::Epochs)).unwrap();
            let module = Module::new(&engine, recursion()).unwrap();
            let trap = in_coroutine(stack, move || {
                let mut store = Store::new(&engine, ());
                store.set_epoch_deadline(1);
                let instance = Instance::new(&mut store, &module, &[]).unwrap();
                let deep = instance.get_typed_func::<u32, u32>(&mut store, "deep").unwrap();
                let needed = engine::MAX_WASM_STACK_BYTES + (1 << 20);
                let call = || deep.call(&mut store, 1 << 30);
                let error = stacker::maybe_grow(needed, needed, call).unwrap_err();
                error.downcast::<Trap>().unwrap()
            });
            println!("{trap:?}");
        };
        std::thread::spawn(run).join().expect("it ends in a trap");
    }

    fn recursion() -> Vec<u8> {
        let text = r#"(module (func $deep (export "deep") (param i32) (result i32)
            (if (result i32) (local.get 0)
                (then (i32.add
                    (i32.const 1)
                    (call $deep (i32.sub (local.get 0) (i32.const 1)))))
                (else (i32.const 0)))))"#;
        wat::parse_str(text).unwrap()
    }

    fn in_coroutine<T: 'static>(stack: Mapped, run: impl FnOnce() -> T + 'static) -> T {
        let mut coroutine = Coroutine::with_stack(stack, |_, ()| run());
        match coroutine.resume(()) {
            CoroutineResult::Return(result) => result,
            CoroutineResult::Yield(()) => unreachable!("it never yields"),
        }
    }

    /// On which side of the thread's own stack.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    enum Side {
        Below,
        Above,
    }

    /// A stack for a coroutine, with a page at its end that kills.
    struct Mapped {
        lowest: usize,
        bytes: usize,
    }

    const PAGE: usize = 4096;

    impl Mapped {
        /// Maps a stack beside the one that this runs on, so far away that from
        /// there to the end of this one is more than a guest needs. Pools of
        /// memories may lie between.
        fn beside_this_one(side: Side, bytes: usize) -> Option<Mapped> {
            let here = std::ptr::from_ref(&bytes).addr() & !(PAGE - 1);
            let bytes = bytes + PAGE;
            let distances = (1..16384).map(|steps| steps << 24);
            let mut places = distances.filter_map(|distance| match side {
                Side::Below => here.checked_sub(distance),
                Side::Above => here.checked_add(distance),
            });
            let protection = libc::PROT_READ | libc::PROT_WRITE;
            let flags = libc::MAP_PRIVATE | libc::MAP_ANONYMOUS | libc::MAP_FIXED_NOREPLACE;
            places.find_map(|place| {
                let wanted = std::ptr::without_provenance_mut(place);
                // SAFETY: the mapping is new, or there is none: it replaces no other.
                let found = unsafe { libc::mmap(wanted, bytes, protection, flags, -1, 0) };
                if found == libc::MAP_FAILED {
                    return None;
                }
                let mapped = Mapped { lowest: found.addr(), bytes };
                // SAFETY: the page is the mapping's first, and nothing is there yet.
                let guarded = unsafe { libc::mprotect(found, PAGE, libc::PROT_NONE) };
                (found.addr() == place && guarded == 0).then_some(mapped)
            })
        }
    }

    impl Drop for Mapped {
        fn drop(&mut self) {
            let lowest = std::ptr::with_exposed_provenance_mut(self.lowest);
            // SAFETY: the coroutine that ran on it is gone.
            unsafe { libc::munmap(lowest, self.bytes) };
        }
    }

    // SAFETY: the addresses are those of a mapping that lives as long as this.
    unsafe impl Stack for Mapped {
        fn base(&self) -> StackPointer {
            StackPointer::new(self.lowest + self.bytes).expect("not at zero")
        }

        fn limit(&self) -> StackPointer {
            StackPointer::new(self.lowest).expect("not at zero")
        }
    }
}
