//! What the whole process takes: never more than the memory limit and 64 MiB,
//! whatever the script does with memory and output.

#![cfg(target_os = "linux")]

use std::io::{self, Read as _};
use std::mem::MaybeUninit;
use std::process::{Child, Command, Stdio};

const MIB: u64 = 1 << 20;

/// What the host may take beside the limit, in bytes.
const BESIDE: u64 = 64 * MIB;

/// Each fills all of the memory and keeps it.
const BOMBS: &[&str] = &[
    "x = []\nwhile True: x.append('a' * 100000)",
    "x = 'a'\nwhile True: x += x",
    "x = {}\nfor i in range(10 ** 9): x[i] = [i]",
    "x = []\nwhile True: x.append(7 << 800000)",
    "exec('x = [' + '1,' * 10 ** 7 + ']')",
];

/// Each prints all that may be printed, in the ways that take most room as JSON.
const FLOODS: &[&str] = &[
    "for _ in range(200): out.write(b'\\0' * 65536); err.write(b'\\0' * 65536)",
    "for _ in range(200): out.write(b'\\xff' * 65536); err.write(b'\\xff' * 65536)",
    "raise ValueError('\\0' * 1500000)",
    "'\\x7f' * 1500000",
];

/// Runs a script and gives the largest resident size of the process, in bytes,
/// and how many bytes it wrote on stdout.
fn peak(options: &[&str], source: &str) -> (u64, u64) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_mpsandbox"))
        .args(["run", "--timeout", "100s"])
        .args(options)
        .args(["-c", source])
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    // Read to the end, and not kept: that would count as the child's, which
    // begins as a copy of this process.
    let written = io::copy(&mut child.stdout.take().unwrap(), &mut io::sink()).unwrap();
    (wait(child), written)
}

/// Waits for a process, and gives its largest resident size in bytes.
fn wait(child: Child) -> u64 {
    let process = i32::try_from(child.id()).unwrap();
    let (mut status, mut usage) = (0, MaybeUninit::<libc::rusage>::zeroed());
    // SAFETY: both pointers are to locals; a `rusage` may be all zeros.
    let (waited, usage) = unsafe {
        (libc::wait4(process, &raw mut status, 0, usage.as_mut_ptr()), usage.assume_init())
    };
    assert_eq!(waited, process);
    assert!(libc::WIFEXITED(status), "it was killed: {status}");
    u64::try_from(usage.ru_maxrss).unwrap() * 1024
}

#[test]
fn bombs_and_floods_stay_within_the_limit_and_what_is_beside_it() {
    for (memory, limit) in [("32MiB", 32 * MIB), ("64MiB", 64 * MIB), ("256MiB", 256 * MIB)] {
        let mut largest = 0;
        for (index, bomb) in BOMBS.iter().enumerate() {
            // The largest limit once is enough: it takes longer.
            if limit > 64 * MIB && index > 0 {
                continue;
            }
            let flood = FLOODS[index % FLOODS.len()];
            let bomb = bomb.replace('\n', "\n ");
            let source = format!(
                "import sys\nout, err = sys.stdout.buffer, sys.stderr.buffer\n\
                 try:\n {bomb}\nexcept MemoryError: pass\n{flood}"
            );
            let (peak, _) = peak(&["--json", "--memory", memory], &source);
            assert!(peak <= limit + BESIDE, "{memory}, {source}: {} MiB", peak / MIB);
            largest = largest.max(peak);
        }
        println!("{memory}: at most {} MiB", largest / MIB);
        // The measure measures: memory was filled.
        assert!(largest > limit * 3 / 4, "{memory}: only {} MiB", largest / MIB);
    }
}

#[test]
fn output_as_json_is_not_collected_a_second_time() {
    // Zeros are six bytes each as JSON: 96 MiB.
    let source =
        format!("import sys\nout, err = sys.stdout.buffer, sys.stderr.buffer\n{}", FLOODS[0]);
    let (small, _) = peak(&["--json", "--max-output", "1KiB"], &source);
    let (large, written) = peak(&["--json"], &source);
    assert!(written > 96 * MIB, "{written}");
    println!("{} and {} MiB", small / MIB, large / MIB);
    assert!(large <= small + 24 * MIB, "{} and {} MiB", small / MIB, large / MIB);
}

/// The longest script that there may be, in full memory.
#[test]
fn a_long_script_stays_within_too() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("long.py");
    let mut script =
        "x = []\ntry:\n while True: x.append('a' * 100000)\nexcept MemoryError: pass\n\
                      print('full')\n"
            .to_owned();
    script += &"#".repeat((16 << 20) - script.len());
    for (extra, complete) in [("", true), ("#", false)] {
        std::fs::write(&file, script.clone() + extra).unwrap();
        let mut child = Command::new(env!("CARGO_BIN_EXE_mpsandbox"))
            .arg("run")
            .arg(&file)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let (mut out, mut err) = (String::new(), String::new());
        child.stdout.take().unwrap().read_to_string(&mut out).unwrap();
        child.stderr.take().unwrap().read_to_string(&mut err).unwrap();
        let peak = wait(child);
        assert!(peak <= (64 << 20) + BESIDE, "{} MiB", peak / MIB);
        assert_eq!(out, if complete { "full\n" } else { "" }, "{err}");
        assert_eq!(err.contains("larger than 16 MiB"), !complete, "{err}");
    }
}
