//! A terminal that a test sits at: what is typed goes in, what is shown comes out.

#![allow(dead_code, reason = "each test is a crate of its own")]

use std::fs::File;
use std::io::{Read as _, Write as _};
use std::os::fd::{FromRawFd as _, OwnedFd};
use std::os::unix::process::CommandExt as _;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::{Arc, Condvar, Mutex};
use std::time::{Duration, Instant};

/// How long anything may take to be shown.
const PATIENCE: Duration = Duration::from_secs(20);

/// The most that is kept of what is shown.
const MAX_BYTES: usize = 16 << 20;

pub struct Terminal {
    keyboard: File,
    child: Child,
    shown: Arc<(Mutex<Vec<u8>>, Condvar)>,
    /// How much of what was shown, without its codes, a test has seen.
    seen: usize,
}

impl Terminal {
    /// Starts a program at a terminal of 80 columns.
    pub fn start(command: Command) -> Terminal {
        Terminal::start_with(command, None)
    }

    /// Likewise, with its errors going elsewhere.
    pub fn start_with(mut command: Command, stderr: Option<Stdio>) -> Terminal {
        let (master, slave) = open();
        let stream = || Stdio::from(slave.try_clone().unwrap());
        command.stdin(stream()).stdout(stream()).stderr(stderr.unwrap_or_else(stream));
        // SAFETY: between fork and exec only two system calls are made, with
        // numbers that are valid for them.
        unsafe {
            command.pre_exec(|| {
                if libc::setsid() < 0 || libc::ioctl(0, libc::TIOCSCTTY, 0) < 0 {
                    return Err(std::io::Error::last_os_error());
                }
                Ok(())
            });
        }
        let child = command.spawn().unwrap();
        drop(command); // and with it the terminal's other end
        drop(slave);
        let shown = Arc::new((Mutex::new(Vec::new()), Condvar::new()));
        let keyboard = File::from(master);
        let mut screen = keyboard.try_clone().unwrap();
        let to = Arc::clone(&shown);
        std::thread::spawn(move || {
            let mut piece = [0; 4096];
            // It fails when the program has gone.
            while let Ok(length @ 1..) = screen.read(&mut piece) {
                let mut shown = to.0.lock().unwrap();
                if shown.len() < MAX_BYTES {
                    shown.extend_from_slice(&piece[..length]);
                }
                to.1.notify_all();
            }
        });
        Terminal { keyboard, child, shown, seen: 0 }
    }

    /// Types keys.
    pub fn press(&mut self, keys: &str) {
        self.keyboard.write_all(keys.as_bytes()).unwrap();
    }

    /// Types a line at a prompt, and waits for it to be shown.
    pub fn enter(&mut self, line: &str) {
        self.press(line);
        self.press("\r");
    }

    /// Waits until this is shown, after what was seen before; gives all up to it.
    #[track_caller]
    pub fn wait_for(&mut self, text: &str) -> String {
        let begun = Instant::now();
        let (lock, changed) = &*self.shown;
        let mut shown = lock.lock().unwrap();
        loop {
            let plain = plain(&shown);
            let new = &plain[self.seen..];
            if let Some(at) = new.find(text) {
                let until = new[..at + text.len()].to_owned();
                self.seen += until.len();
                return until;
            }
            let left = PATIENCE.checked_sub(begun.elapsed());
            let Some(left) = left else { panic!("no {text:?} in {new:?}") };
            shown = changed.wait_timeout(shown, left).unwrap().0;
        }
    }

    /// All that was shown so far, codes included.
    pub fn raw(&self) -> String {
        String::from_utf8_lossy(&self.shown.0.lock().unwrap()).into_owned()
    }

    /// Waits for the program to end.
    #[track_caller]
    pub fn end(mut self) -> ExitStatus {
        let begun = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status;
            }
            assert!(begun.elapsed() < PATIENCE, "it has not ended: {:?}", self.raw());
            std::thread::sleep(Duration::from_millis(5));
        }
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A terminal's two ends, that of the person and that of the program.
fn open() -> (OwnedFd, OwnedFd) {
    let size = libc::winsize { ws_row: 24, ws_col: 80, ws_xpixel: 0, ws_ypixel: 0 };
    let (mut master, mut slave) = (-1, -1);
    // SAFETY: the pointers are to locals or null, which stands for nothing there;
    // what it gives are two descriptors that nobody else has.
    unsafe {
        let null = std::ptr::null_mut();
        let opened = libc::openpty(&mut master, &mut slave, null, std::ptr::null(), &size);
        assert_eq!(opened, 0, "{}", std::io::Error::last_os_error());
        for fd in [master, slave] {
            libc::fcntl(fd, libc::F_SETFD, libc::FD_CLOEXEC);
        }
        (OwnedFd::from_raw_fd(master), OwnedFd::from_raw_fd(slave))
    }
}

/// What is shown without the codes that move, colour and erase: the same text may
/// be in it several times, as it was drawn.
fn plain(shown: &[u8]) -> String {
    let text = String::from_utf8_lossy(shown);
    let mut plain = String::with_capacity(text.len());
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        match c {
            '\r' | '\x07' => {}
            '\x1b' => match chars.next() {
                Some('[') => {
                    let _ = chars.find(|c| ('@'..='~').contains(c));
                }
                Some(']') => {
                    let _ = chars.find(|c| *c == '\x07');
                }
                _ => {}
            },
            _ => plain.push(c),
        }
    }
    plain
}
