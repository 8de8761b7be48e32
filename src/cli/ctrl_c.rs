//! Ctrl-C, which on Unix is the signal SIGINT.

use micropython_sandbox::InterruptHandle;

/// Has Ctrl-C interrupt the script, and end the program when it is pressed
/// again: whoever does that does not want to wait.
#[cfg(unix)]
pub fn interrupts(handle: &InterruptHandle) {
    use super::exit;
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
    let handle = handle.clone();
    let spawned =
        std::thread::Builder::new().name("mpsandbox-ctrl-c".to_owned()).spawn(move || {
            for (count, _) in signals.forever().enumerate() {
                match count {
                    0 => handle.interrupt(),
                    _ => std::process::exit(exit::INTERRUPTED.into()),
                }
            }
        });
    if spawned.is_err() {
        // What is registered with the system stays so when `signals` is gone.
        let _ = signal_hook::flag::register_conditional_default(
            SIGINT,
            std::sync::Arc::new(std::sync::atomic::AtomicBool::new(true)),
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
pub fn interrupts(_: &InterruptHandle) {}
