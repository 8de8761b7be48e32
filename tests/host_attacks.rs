//! Programs that call host functions where and as nobody would.

mod common;

use micropython_sandbox::{Ending, Error, Sandbox, Value};
use std::sync::LazyLock;

static CALLS: LazyLock<Sandbox> = LazyLock::new(|| {
    Sandbox::builder()
        .function("same", |value: Value| value)
        .function("add", |a: i64, b: i64| a + b)
        .function("many", |count: usize| {
            (0..count).map(|n| format!("item {n}")).collect::<Vec<_>>()
        })
        .function("stack", |kib: usize| dive(kib * 1024))
        .build()
        .unwrap()
});

/// Uses so many bytes of stack.
fn dive(bytes: usize) -> u64 {
    let here = std::hint::black_box([1_u8; 1024]);
    u64::from(here[bytes % 1024]) + if bytes > 1024 { dive(bytes - 1024) } else { 0 }
}

#[track_caller]
fn printed(source: &str) -> String {
    let outcome = CALLS.run(source);
    assert_eq!((outcome.ending, &outcome.error), (Ending::Finished, &None), "{source}");
    outcome.stdout_text().into_owned()
}

#[test]
fn from_anywhere_in_a_program() {
    assert_eq!(printed("print(sorted([3, 1, 2], key=same))"), "[1, 2, 3]\n");
    assert_eq!(printed("print(list(map(add, [1, 2], [3, 4])))"), "[4, 6]\n");
    assert_eq!(
        printed(
            "def g():\n    for i in range(3):\n        yield same(i)\nprint(list(g()), sum(same(i) for i in g()))"
        ),
        "[0, 1, 2] 3\n"
    );
    assert_eq!(
        printed(
            "class A:\n    f = same\n    def __eq__(self, o): return same(True)\nprint(A() == 1, A.f(2), [same(x) for x in 'ab'])"
        ),
        "True 2 ['a', 'b']\n"
    );
    assert_eq!(printed("import re\nprint(re.sub('a', lambda m: same('b'), 'aaa'))"), "bbb\n");
    assert_eq!(
        printed(
            "import asyncio\nasync def f():\n    await asyncio.sleep(0)\n    return add(1, 2)\nprint(asyncio.run(f()))"
        ),
        "3\n"
    );
    assert_eq!(
        printed(
            "try:\n    raise ValueError(same([1]))\nfinally:\n    pass\n"
                .replace("raise ", "")
                .as_str()
        ),
        ""
    );
    assert_eq!(
        printed("d = {same((1, 2)): 1}\nprint(d[(1, 2)])\nprint('%s' % same('x'))"),
        "1\nx\n"
    );
}

/// What is encoded and decoded is all that holds some of these objects.
#[test]
fn under_constant_collections() {
    let program = "
import gc
gc.threshold(2000)
for i in range(300):
    value = {'a': [i, 'y' * 400, (1, 2.5)], 'b': list(range(50)), 'c': many(20), i << 70: {str(i)}}
    back = same(value)
    if back != value: print('differs', back)
    if same([[str(n) * 5 for n in range(50)], many(3)])[0][49] != '49' * 5: print('differs')
print(len(many(5000)))
";
    assert_eq!(printed(program), "5000\n");
}

#[test]
fn deep_in_recursion() {
    let program = "
def f(n):
    try:
        return f(n + 1)
    except RuntimeError:
        return n, stack(512), same([[n]])[0][0] == n
print(f(0)[1:])
";
    assert_eq!(printed(program), "(512, True)\n");
    // On a stack of the caller's own that is small.
    let small = std::thread::Builder::new().stack_size(128 << 10);
    let outcome = small.spawn(move || CALLS.run(program)).unwrap().join().unwrap();
    assert_eq!(outcome.stdout_text(), "(512, True)\n");
    // Endless recursion through the host's function is the program's own.
    let outcome =
        CALLS.run("class A:\n    def __eq__(self, o): return add(1, 2) and self == o\nA() == 1");
    assert_eq!(common::raised(&outcome).type_name, "RecursionError");
}

#[test]
fn bombs_both_ways_end_in_errors() {
    let program = "
x = []
x.append(x)
y = []
for i in range(50): y = [y, y]
z = 'z' * 9000000
deep = ()
for i in range(99): deep = (deep,)
for f in (lambda: same(x), lambda: same(y), lambda: add(z, z), lambda: same(len), lambda: same(deep) == deep):
    try:
        print(type(f()))
    except Exception as e:
        print(type(e).__name__)
";
    assert_eq!(printed(program), "ValueError\nValueError\nValueError\nTypeError\n<class 'bool'>\n");
    // More than there is memory for, though the reply itself has room.
    let program = "
try:
    many(2000000)
except ValueError as e:
    print(e)
try:
    held = [many(500000) for i in range(10)]
except MemoryError:
    print('no memory')
held = None
print(len(many(10)))
";
    let wanted = "the result: too large to pass to the interpreter: more than 1048576 values";
    assert_eq!(printed(program), format!("{wanted}\nno memory\n10\n"));
}

#[test]
fn a_program_can_only_call() {
    for program in [
        "same.number = 1",
        "type(same)(1)",
        "same.__class__.number",
        "import host\nhost.call(0, b'')",
        "import micropython_host",
        "import host\nhost.install([])",
        "same.__globals__",
    ] {
        let outcome = CALLS.run(program);
        let name = &common::raised(&outcome).type_name;
        assert!(
            ["AttributeError", "ModuleNotFoundError", "TypeError"].contains(&name.as_str()),
            "{program}: {name}"
        );
    }
    // What a program does to its own copy is its own affair, and ends with it.
    let mut session = CALLS.session().unwrap();
    session
        .run("import host, builtins, sys\nhost.add = builtins.add = None\ndel sys.modules['host']");
    assert_eq!(session.run("add").value, None);
    assert_eq!(printed("import host\nprint(add(1, 1), host.add(2, 2))"), "2 4\n");
}

#[test]
fn many_sessions_share_the_functions() {
    let threads: Vec<_> = (0..4)
        .map(|n| {
            std::thread::spawn(move || {
                let program = format!("t = 0\nfor i in range(5000): t = add(t, {n})\nt");
                CALLS.run(&program).to::<i64>()
            })
        })
        .collect();
    for (n, thread) in (0..).zip(threads) {
        assert_eq!(thread.join().unwrap(), Ok::<i64, Error>(5000 * n));
    }
}
