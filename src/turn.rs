//! Sharing a thread of an executor among the programs that it runs.
//!
//! A program that computes without an end keeps the thread that polls it. So
//! that others get their turn, it is made to ask the host now and then, as when
//! it is to be stopped, and lets them go first if it has had its own.

use crate::interrupt::Target;
use crate::signal::Order;
use crate::watchdog::Alarm;
use std::time::{Duration, Instant};

/// How long a program computes before it lets others go first.
pub(crate) const TURN: Duration = Duration::from_millis(10);

/// The turn of a program that computes.
pub(crate) struct Turn {
    end: Instant,
    /// Makes it ask when its turn is over. None where it asks often enough by
    /// itself, and work that is counted must not depend on the time.
    _alarm: Option<Alarm>,
}

impl Turn {
    /// One that begins now; `asks`: the program asks often by itself.
    pub(crate) fn begin(target: &Target, asks: bool) -> Turn {
        let end = Instant::now() + TURN;
        let alarm = || target.watchdog.alarm(end, &target.signal, Order::Ask);
        Turn { end, _alarm: (!asks).then(alarm) }
    }

    pub(crate) fn over(&self) -> bool {
        self.end <= Instant::now()
    }
}

/// Lets whatever else the executor has go first.
pub(crate) async fn let_others_go_first() {
    let mut first = true;
    std::future::poll_fn(|context| {
        if std::mem::take(&mut first) {
            context.waker().wake_by_ref();
            return std::task::Poll::Pending;
        }
        std::task::Poll::Ready(())
    })
    .await;
}
