//! What scripts read: lines from the terminal, which is theirs only while they
//! run. A script that was interrupted while it waited has a read under way, which
//! must not take the next line from the prompt.

use super::screen::Screen;
use micropython_sandbox::Input;

#[cfg(unix)]
pub use unix::Keyboard;

#[cfg(not(unix))]
pub use plain::Keyboard;

#[cfg(unix)]
mod unix {
    use super::{Input, Screen};
    use rustix::event::{PollFd, PollFlags, poll};
    use std::io::{self, PipeReader, PipeWriter, Read, Write as _};
    use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

    /// Lends the terminal to scripts.
    #[derive(Clone)]
    pub struct Keyboard {
        shared: Arc<Shared>,
    }

    struct Shared {
        /// Whether a script runs.
        lent: Mutex<bool>,
        changed: Condvar,
        /// Ends the wait for a key.
        wake: PipeWriter,
        woken: PipeReader,
        screen: Screen,
    }

    impl Keyboard {
        /// Begins with the terminal not lent.
        ///
        /// # Errors
        ///
        /// When the system gives no pipe.
        pub fn new(screen: Screen) -> io::Result<Keyboard> {
            let (woken, wake) = io::pipe()?;
            let (lent, changed) = Default::default();
            Ok(Keyboard { shared: Arc::new(Shared { lent, changed, wake, woken, screen }) })
        }

        /// What a script reads.
        pub fn input(&self) -> Input {
            Input::Reader(Box::new(Lines { shared: Arc::clone(&self.shared) }))
        }

        /// Lends the terminal while something is done.
        pub fn lend<T>(&self, run: impl FnOnce() -> T) -> T {
            *self.shared.lock() = true;
            self.shared.changed.notify_all();
            let done = run();
            *self.shared.lock() = false;
            // Without room in the pipe it has been told already.
            let _ = (&self.shared.wake).write(&[0]);
            done
        }
    }

    impl Shared {
        fn lock(&self) -> MutexGuard<'_, bool> {
            // Nothing in here can be left half done by a panic.
            self.lent.lock().unwrap_or_else(PoisonError::into_inner)
        }

        /// Waits until the terminal is lent.
        fn wait(&self) {
            let lent = self.lock();
            drop(self.changed.wait_while(lent, |lent| !*lent));
        }
    }

    struct Lines {
        shared: Arc<Shared>,
    }

    impl Read for Lines {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            let stdin = io::stdin();
            loop {
                self.shared.wait();
                let mut ready = [
                    PollFd::new(&stdin, PollFlags::IN),
                    PollFd::new(&self.shared.woken, PollFlags::IN),
                ];
                match poll(&mut ready, None) {
                    Ok(_) | Err(rustix::io::Errno::INTR) => {}
                    Err(error) => return Err(error.into()),
                }
                let [keys, woken] = ready.map(|ready| !ready.revents().is_empty());
                if woken {
                    let _ = (&self.shared.woken).read(&mut [0; 64]);
                    continue;
                }
                // Held while a line is taken that is there.
                let lent = self.shared.lock();
                if keys && *lent {
                    // Not through a buffer, which would take what comes after it.
                    let length = rustix::io::read(&stdin, &mut *buffer)?;
                    if buffer[..length].last() == Some(&b'\n') {
                        self.shared.screen.line_ended();
                    }
                    return Ok(length);
                }
            }
        }
    }
}

#[cfg(not(unix))]
mod plain {
    use super::{Input, Screen};
    use std::io;

    /// Leaves the terminal to whoever reads.
    #[derive(Clone)]
    pub struct Keyboard;

    impl Keyboard {
        /// Does not fail.
        ///
        /// # Errors
        ///
        /// None.
        pub fn new(_: Screen) -> io::Result<Keyboard> {
            Ok(Keyboard)
        }

        /// What a script reads.
        pub fn input(&self) -> Input {
            Input::Reader(Box::new(io::stdin()))
        }

        /// Does what is to be done.
        pub fn lend<T>(&self, run: impl FnOnce() -> T) -> T {
            run()
        }
    }
}
