//! The prompt of the program, as a person at a terminal has it.
#![cfg(target_os = "linux")]

#[path = "common/pty.rs"]
mod pty;

use pty::Terminal;
use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};
use tempfile::TempDir;

const CTRL_C: &str = "\x03";
const CTRL_D: &str = "\x04";
const UP: &str = "\x1b[A";
const TAB: &str = "\t";

/// The program at home in a folder of its own.
fn command(home: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_mpsandbox"));
    command.arg("repl").args(arguments);
    command.env_clear().env("HOME", home).env("TERM", "xterm-256color");
    command
}

/// A person's session.
struct Prompt {
    home: TempDir,
    terminal: Terminal,
}

impl Prompt {
    fn start(arguments: &[&str]) -> Prompt {
        let home = TempDir::new().unwrap();
        let terminal = Terminal::start(command(home.path(), arguments));
        Prompt::begin(home, terminal)
    }

    #[track_caller]
    fn begin(home: TempDir, mut terminal: Terminal) -> Prompt {
        terminal.wait_for("leaves.\n>>> ");
        Prompt { home, terminal }
    }

    /// Types a line, and gives what is shown until there is the next prompt.
    #[track_caller]
    fn enter(&mut self, line: &str) -> String {
        self.terminal.enter(line);
        let shown = self.until(">>> ");
        // What was typed is shown, as often as it was drawn.
        shown.split_once('\n').map_or(shown.clone(), |(_, rest)| rest.to_owned())
    }

    /// Types a line that is not complete.
    #[track_caller]
    fn enter_more(&mut self, line: &str) {
        self.terminal.enter(line);
        self.until("... ");
    }

    /// What is shown until a line begins so.
    #[track_caller]
    fn until(&mut self, prompt: &str) -> String {
        let shown = self.terminal.wait_for(&format!("\n{prompt}"));
        shown[..shown.len() - prompt.len()].to_owned()
    }

    #[track_caller]
    fn leaves_with(self, code: i32) {
        assert_eq!(self.terminal.end().code(), Some(code));
    }
}

#[test]
fn values_are_shown_and_the_last_is_kept() {
    let mut prompt = Prompt::start(&[]);
    assert_eq!(prompt.enter("6 * 7"), "42\n");
    assert_eq!(prompt.enter("None"), "");
    assert_eq!(prompt.enter("_ + 1, 'two'"), "(43, 'two')\n");
    assert_eq!(prompt.enter("print('no newline', end='')"), "no newline\n");
    assert!(prompt.enter("help()").contains("help('modules')"));
    assert_eq!(prompt.enter(""), "");
    prompt.terminal.press(CTRL_D);
    prompt.leaves_with(0);
}

#[test]
fn statements_go_on_until_an_empty_line() {
    let mut prompt = Prompt::start(&[]);
    prompt.enter_more("def double(n):");
    prompt.enter_more("    return 2 * n");
    assert_eq!(prompt.enter(""), "");
    assert_eq!(prompt.enter("double(21)"), "42\n");
    prompt.enter_more("(1 +");
    assert_eq!(prompt.enter("2)"), "3\n");
    prompt.enter_more("for n in range(2): n");
    assert_eq!(prompt.enter(""), "0\n1\n");
    // The end of input ends them too, and is no end of the session.
    prompt.enter_more("if True: 'yes'");
    prompt.terminal.press(CTRL_D);
    assert_eq!(prompt.until(">>> "), "\n'yes'\n");
}

#[test]
fn a_traceback_has_colours_where_they_are_wanted() {
    const COLORED: &str = "\x1b[1;35mZeroDivisionError\x1b[0m: \x1b[35mdivision by zero";
    let traceback = "Traceback (most recent call last):\n  File \"<stdin>\", line 1, in <module>\n    \
                     1 / 0\nZeroDivisionError: division by zero\n";
    for (arguments, variable, colored) in [
        (&[][..], None, true),
        (&[], Some(("NO_COLOR", "1")), false),
        (&[], Some(("NO_COLOR", "")), true),
        (&["--color", "always"], Some(("NO_COLOR", "1")), true),
        (&["--color", "never"], None, false),
    ] {
        let home = TempDir::new().unwrap();
        let mut command = command(home.path(), arguments);
        command.envs(variable);
        let mut prompt = Prompt::begin(home, Terminal::start(command));
        assert_eq!(prompt.enter("1 / 0"), traceback);
        assert_eq!(prompt.terminal.raw().contains(COLORED), colored, "{arguments:?} {variable:?}");
        let styled = prompt.terminal.raw().contains("\x1b[1;35m>>> ");
        assert_eq!(styled, colored, "{arguments:?} {variable:?}");
    }
}

#[test]
fn ctrl_c_interrupts_what_runs_and_keeps_the_session() {
    let mut prompt = Prompt::start(&["--timeout", "60s"]);
    prompt.enter("kept = 'still here'");
    prompt.enter("import time");
    for lines in [
        &["while print('runs') or True:", "    while True: pass", ""][..],
        &["print('runs'); time.sleep(60)"],
        &["input('runs')"],
    ] {
        let (last, first) = lines.split_last().unwrap();
        first.iter().for_each(|line| prompt.enter_more(line));
        prompt.terminal.enter(last);
        prompt.terminal.wait_for("\nruns");
        let begun = Instant::now();
        prompt.terminal.press(CTRL_C);
        let shown = prompt.until(">>> ");
        assert!(shown.ends_with("KeyboardInterrupt\n") && shown.contains("Traceback"), "{shown}");
        assert!(begun.elapsed() < Duration::from_secs(5), "{lines:?}: {:?}", begun.elapsed());
        assert_eq!(prompt.enter("kept"), "'still here'\n");
    }
    // What was read when it was interrupted is not read from the prompt.
    prompt.terminal.enter("input('name? ')");
    prompt.terminal.wait_for("\nname? ");
    prompt.terminal.press("Ada\n");
    assert!(prompt.until(">>> ").ends_with("\n'Ada'\n"));
}

/// One press is enough for a script, but not where nobody takes what it writes.
#[test]
fn a_later_ctrl_c_ends_the_program() {
    let home = TempDir::new().unwrap();
    let command = command(home.path(), &["--timeout", "60s"]);
    let (_nobody, stderr) = std::io::pipe().unwrap();
    let terminal = Terminal::start_with(command, Some(stderr.into()));
    let mut prompt = Prompt::begin(home, terminal);
    prompt.enter("import sys");
    prompt.enter_more("while True: print('runs' * 1000, file=sys.stderr)");
    prompt.terminal.enter("");
    std::thread::sleep(Duration::from_millis(500));
    prompt.terminal.press(CTRL_C);
    prompt.terminal.wait_for("^C");
    std::thread::sleep(Duration::from_millis(1500));
    prompt.terminal.press(CTRL_C);
    prompt.leaves_with(130);
}

#[test]
fn ctrl_c_at_the_prompt_drops_what_is_typed() {
    let mut prompt = Prompt::start(&[]);
    prompt.terminal.press("print('never'");
    prompt.terminal.press(CTRL_C);
    assert!(prompt.until(">>> ").ends_with("KeyboardInterrupt\n"));
    prompt.enter_more("def f():");
    prompt.terminal.press("    print('never')");
    prompt.terminal.press(CTRL_C);
    assert!(prompt.until(">>> ").ends_with("KeyboardInterrupt\n"));
    assert_eq!(prompt.enter("'next'"), "'next'\n");
    assert!(prompt.enter("f").contains("NameError"));
}

#[test]
fn tab_completes_names_of_the_session() {
    let mut prompt = Prompt::start(&[]);
    prompt.enter("numbers_of_mine = [1]");
    assert_eq!(prompt.enter(&format!("numbers_{TAB}.app{TAB}(2); numbers_{TAB}")), "[1, 2]\n");
    assert_eq!(prompt.enter(&format!("import texttab{TAB}")), "");
    // Where there are several, all are listed, after what they have in common.
    prompt.enter("import json");
    prompt.terminal.press(&format!("json.d{TAB}"));
    prompt.terminal.wait_for("\ndump   dumps\n");
    assert_eq!(prompt.enter("s([1])"), "'[1]'\n");
    // Where a line begins, it indents.
    prompt.enter_more("if True:");
    prompt.enter_more(&format!("{TAB}'indented'"));
    assert_eq!(prompt.enter(""), "'indented'\n");
    // Nothing of the program's runs for it.
    prompt.enter_more("class Spy:");
    prompt.enter_more("    def __getattr__(self, name): print('ran', name)");
    prompt.enter("");
    prompt.enter("spy = Spy()");
    assert_eq!(prompt.enter(&format!("spy.x{TAB}y = 1")), "");
    assert_eq!(prompt.enter("spy.control"), "ran control\n");
}

#[test]
fn history_is_kept_from_one_start_to_the_next() {
    let mut prompt = Prompt::start(&[]);
    prompt.enter_more("for word in ['remembered']:");
    prompt.enter_more("    print(word)");
    prompt.enter("");
    prompt.enter("exit_later = 1");
    prompt.terminal.enter("exit()");
    let Prompt { home, terminal } = prompt;
    assert_eq!(terminal.end().code(), Some(0));

    let folder = home.path().join(".local/state/micropython-sandbox");
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!((mode(&folder), mode(&folder.join("repl-history"))), (0o700, 0o600));

    // The session that keeps none neither reads nor writes it.
    let kept = fs::read(folder.join("repl-history")).unwrap();
    let terminal = Terminal::start(command(home.path(), &["--no-history"]));
    let mut prompt = Prompt::begin(home, terminal);
    assert_eq!(prompt.enter(&format!("{UP}'typed'")), "'typed'\n");
    prompt.terminal.press(CTRL_D);
    let Prompt { home, terminal } = prompt;
    terminal.end();
    assert_eq!(fs::read(folder.join("repl-history")).unwrap(), kept);

    let terminal = Terminal::start(command(home.path(), &[]));
    let mut prompt = Prompt::begin(home, terminal);
    prompt.terminal.press(&UP.repeat(3));
    prompt.terminal.wait_for("    print(word)");
    // It comes back as a whole, and ends as it did: by an empty line.
    prompt.terminal.press("\r\r");
    assert!(prompt.until(">>> ").ends_with("\nremembered\n"));
}

#[test]
fn a_history_that_cannot_be_kept_is_told_of() {
    let home = TempDir::new().unwrap();
    let folder = home.path().join(".local/state/micropython-sandbox");
    fs::create_dir_all(folder.join("repl-history")).unwrap();
    let mut terminal = Terminal::start(command(home.path(), &[]));
    let told = terminal.wait_for("\n>>> ");
    assert!(
        told.contains("mpsandbox: what is typed is not kept: it is no ordinary file"),
        "{told}"
    );
    terminal.enter("6 * 7");
    terminal.wait_for("\n42\n");
}

#[test]
fn a_block_is_brought_back_to_be_edited() {
    let mut prompt = Prompt::start(&[]);
    prompt.enter_more("def half(n):");
    prompt.enter_more("    return n / 3");
    // The block itself, not what was typed before it.
    prompt.terminal.press(UP);
    prompt.terminal.press("\x7f2\r\r");
    prompt.until(">>> ");
    assert_eq!(prompt.enter("half(5)"), "2.5\n");
}

#[test]
fn what_is_pasted_is_run_as_a_whole() {
    let mut prompt = Prompt::start(&[]);
    let pasted = "def f(n):\n    if n:\n        return 'a'\n\n    return 'b'\n\nprint(f(0))\nf(1)";
    prompt.terminal.press(&format!("\x1b[200~{pasted}\x1b[201~"));
    prompt.terminal.press("\r");
    assert!(prompt.until(">>> ").ends_with("\nb\n'a'\n"));
}

#[test]
fn after_a_limit_the_session_goes_on() {
    let mut prompt =
        Prompt::start(&["--timeout", "300ms", "--memory", "4MiB", "--max-output", "100"]);
    prompt.enter("kept = 'still here'");
    prompt.enter_more("while True: pass");
    assert_eq!(
        prompt.enter(""),
        "Traceback (most recent call last):\n  File \"<stdin>\", line 1, in <module>\n    \
         while True: pass\nLimitExceeded: the time limit was reached\n\
         mpsandbox: stopped: wall time limit of 300 ms reached (raise it with --timeout)\n"
    );
    assert!(prompt.enter("x = bytearray(10_000_000)").contains("MemoryError"));
    let shown = prompt.enter("print('x' * 200)");
    assert!(
        shown.contains("stdout was cut after 100 bytes (raise it with --max-output)"),
        "{shown}"
    );
    // What has to be cut off is undone; the session goes on from before.
    prompt.enter("n = 10 ** 7");
    let shown = prompt.enter("kept = 'changed'; n = 7 ** n");
    assert!(shown.ends_with("mpsandbox: all that this input did was undone\n"), "{shown}");
    assert_eq!(prompt.enter("kept, n"), "('still here', 10000000)\n");
}

#[test]
fn it_leaves_with_the_code_of_exit() {
    for (line, code) in
        [("exit()", 0), ("exit", 0), ("quit", 0), ("quit(3)", 3), ("import sys; sys.exit(300)", 44)]
    {
        let mut prompt = Prompt::start(&["--no-history"]);
        prompt.terminal.enter(line);
        prompt.leaves_with(code);
    }
    let mut prompt = Prompt::start(&["--no-history"]);
    prompt.enter("exit = 5");
    assert_eq!(prompt.enter("exit"), "5\n");
}

/// Positive control: with `--raw-output` all of it comes through.
#[test]
fn output_does_nothing_to_the_terminal() {
    let attacks =
        ["\x1b]0;title\x07", "\x1b]52;c;AAAA\x07", "\x1b[6n", "\x1b[2J", "\x1b[?2004l", "\u{9b}5n"];
    let source = |attack: &str| {
        let codes: Vec<String> = attack.chars().map(|c| (c as u32).to_string()).collect();
        format!("attack = ''.join(chr(n) for n in [{}])", codes.join(","))
    };
    for (arguments, through) in
        [(&["--no-history"][..], false), (&["--no-history", "--raw-output"], true)]
    {
        let mut prompt = Prompt::start(arguments);
        prompt.enter("import sys");
        prompt.enter_more("class Odd: __repr__ = lambda self: attack + '.'");
        prompt.enter("");
        for attack in attacks {
            prompt.enter(&source(attack));
            let before = prompt.terminal.raw().len();
            for line in [
                "print(attack + '.')",
                "print(attack + '.', file=sys.stderr)",
                "sys.stdout.write(attack + '.') and None",
            ] {
                prompt.terminal.enter(line);
                prompt.terminal.wait_for("\n>>> ");
            }
            let raw = prompt.terminal.raw();
            let times = raw[before..].matches(&format!("{attack}.")).count();
            assert_eq!(times, if through { 3 } else { 0 }, "{attack:?} {:?}", &raw[before..]);
            // What the program itself shows is never let through.
            let before = prompt.terminal.raw().len();
            for line in ["Odd()", "raise ValueError(attack + '.')"] {
                prompt.terminal.enter(line);
                prompt.terminal.wait_for("\n>>> ");
            }
            let raw = prompt.terminal.raw();
            assert!(!raw[before..].contains(&format!("{attack}.")), "{attack:?}");
        }
        prompt.enter("print('\\x1b[32mgreen\\x1b[0m')");
        assert!(prompt.terminal.raw().contains("\x1b[32mgreen\x1b[0m"));
    }
}

#[test]
fn a_terminal_without_codes_will_do() {
    let home = TempDir::new().unwrap();
    let mut command = command(home.path(), &[]);
    command.env("TERM", "dumb");
    let mut prompt = Prompt::begin(home, Terminal::start(command));
    prompt.terminal.press("6 * 7\n");
    prompt.terminal.wait_for("\n42\n>>> ");
    prompt.terminal.press("if True:\n");
    prompt.terminal.wait_for("... ");
    prompt.terminal.press("    'yes'\n");
    prompt.terminal.wait_for("... ");
    prompt.terminal.press("\n");
    prompt.terminal.wait_for("'yes'\n>>> ");
    assert!(!prompt.terminal.raw().contains('\x1b'), "{:?}", prompt.terminal.raw());
    assert!(prompt.home.path().exists());
}

#[test]
fn lines_that_come_in_one_burst_are_all_read() {
    let mut prompt = Prompt::start(&[]);
    prompt.terminal.enter("1 + 1\r2 + 2\r'th' + 'ree'");
    prompt.terminal.wait_for("\n2\n");
    prompt.terminal.wait_for("\n4\n");
    prompt.terminal.wait_for("\n'three'\n");
    prompt.terminal.wait_for(">>> ");
    prompt.terminal.press(CTRL_D);
    prompt.leaves_with(0);
}
