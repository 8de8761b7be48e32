//! Bringing futures to their end without a runtime.

use std::pin::pin;
use std::sync::Arc;
use std::task::{Context, Poll, Wake, Waker};
use std::thread::Thread;

/// The result of what is asynchronous by its type only; nothing if it waits.
pub(crate) fn at_once<T>(future: impl Future<Output = T>) -> Option<T> {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(result) => Some(result),
        Poll::Pending => None,
    }
}

/// Runs a future to its end on this thread, which sleeps while it waits.
pub(crate) fn block_on<T>(future: impl Future<Output = T>) -> T {
    let mut future = pin!(future);
    // Nearly all never wait, and need no waker.
    if let Poll::Ready(result) = future.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
        return result;
    }
    let waker = Waker::from(Arc::new(Sleeper(std::thread::current())));
    let mut context = Context::from_waker(&waker);
    loop {
        if let Poll::Ready(result) = future.as_mut().poll(&mut context) {
            return result;
        }
        std::thread::park();
    }
}

/// A thread that sleeps until it is woken.
struct Sleeper(Thread);

impl Wake for Sleeper {
    fn wake(self: Arc<Self>) {
        self.0.unpark();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::future::{poll_fn, ready};
    use std::time::Duration;

    #[test]
    fn what_does_not_wait_is_there_at_once() {
        assert_eq!(at_once(ready(1)), Some(1));
        assert_eq!(block_on(ready(1)), 1);
        assert_eq!(at_once(std::future::pending::<()>()), None);
    }

    #[test]
    fn a_thread_sleeps_until_the_future_wakes_it() {
        let mut polls = 0;
        let waiting = poll_fn(|context| {
            polls += 1;
            if polls == 4 {
                return Poll::Ready(());
            }
            let waker = context.waker().clone();
            std::thread::spawn(move || {
                std::thread::sleep(Duration::from_millis(5));
                waker.wake();
            });
            Poll::Pending
        });
        block_on(waiting);
        assert!(polls >= 4);
    }
}
