//! Ctrl-C, which on Unix is the signal SIGINT.

use super::exit;
use micropython_sandbox::InterruptHandle;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// How long one press of Ctrl-C at a prompt may take to stop what runs, before
/// another ends the program: no script can hold out so long, but whoever is to
/// take its output can.
const PATIENCE: Duration = Duration::from_secs(1);

/// Has Ctrl-C interrupt the script, and end the program when it is pressed
/// again: whoever does that does not want to wait.
pub fn interrupts(handle: &InterruptHandle) {
    let handle = handle.clone();
    let mut pressed = false;
    on_press(move || {
        if std::mem::replace(&mut pressed, true) {
            std::process::exit(exit::INTERRUPTED.into());
        }
        handle.interrupt();
    });
}

/// Has Ctrl-C interrupt one run after another, and do nothing between them.
#[derive(Clone, Default)]
pub struct CtrlC {
    run: Arc<Mutex<Option<Run>>>,
}

/// What runs now.
struct Run {
    handle: InterruptHandle,
    pressed: Option<Instant>,
}

impl CtrlC {
    /// Listens to it from now on.
    pub fn listen() -> CtrlC {
        let ctrl_c = CtrlC::default();
        let pressed = ctrl_c.clone();
        on_press(move || pressed.press());
        ctrl_c
    }

    /// Lets it interrupt by this handle while something is done.
    pub fn reaches<T>(&self, handle: &InterruptHandle, run: impl FnOnce() -> T) -> T {
        *self.lock() = Some(Run { handle: handle.clone(), pressed: None });
        let done = run();
        *self.lock() = None;
        done
    }

    fn press(&self) {
        let mut run = self.lock();
        let Some(run) = &mut *run else { return };
        match run.pressed {
            None => {
                run.pressed = Some(Instant::now());
                run.handle.interrupt();
            }
            Some(first) if first.elapsed() > PATIENCE => {
                std::process::exit(exit::INTERRUPTED.into());
            }
            Some(_) => {}
        }
    }

    fn lock(&self) -> MutexGuard<'_, Option<Run>> {
        // Nothing in here can be left half done by a panic.
        self.run.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Does something each time that it is pressed.
#[cfg(unix)]
fn on_press(mut press: impl FnMut() + Send + 'static) {
    use signal_hook::consts::SIGINT;
    use signal_hook::iterator::Signals;

    // As under nohup: it was ignored on purpose.
    if is_ignored() {
        return;
    }
    // Where there is no thread for it, Ctrl-C does what it always did.
    let Ok(mut signals) = Signals::new([SIGINT]) else {
        return;
    };
    let spawned = std::thread::Builder::new()
        .name("mpsandbox-ctrl-c".to_owned())
        .spawn(move || signals.forever().for_each(|_| press()));
    if spawned.is_err() {
        // What is registered with the system stays so when `signals` is gone.
        let _ = signal_hook::flag::register_conditional_default(
            SIGINT,
            Arc::new(std::sync::atomic::AtomicBool::new(true)),
        );
    }
}

/// Whether the program was started with the signal ignored.
#[cfg(unix)]
fn is_ignored() -> bool {
    let mut action = std::mem::MaybeUninit::<libc::sigaction>::zeroed();
    // SAFETY: asks for what is set and sets nothing; the pointer is to a local,
    // for which all zeros are a value.
    let action = unsafe {
        if libc::sigaction(libc::SIGINT, std::ptr::null(), action.as_mut_ptr()) != 0 {
            return false;
        }
        action.assume_init()
    };
    action.sa_sigaction == libc::SIG_IGN
}

/// Elsewhere it ends the program.
#[cfg(not(unix))]
fn on_press(_: impl FnMut() + Send + 'static) {}
