//! Calls that a program has started and does not wait for one by one.

use crate::function::{Called, Later};
use futures_util::future::{AbortHandle, Abortable};
use futures_util::stream::{FuturesUnordered, StreamExt};
use std::collections::{BTreeMap, VecDeque};
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, Waker};

/// How many calls a program may have started that it has not collected yet.
pub(crate) const MAX_STARTED: usize = 1024;

type Running = Pin<Box<dyn Future<Output = (u32, Ended)> + Send>>;

/// The calls of one run, each by a number of its own.
#[derive(Default)]
pub(crate) struct Started {
    running: FuturesUnordered<Abortable<Running>>,
    calls: BTreeMap<u32, Call>,
    /// Those that are done and were not told of, in the order in which they ended.
    done: VecDeque<u32>,
    next: u32,
}

enum Call {
    Running(AbortHandle),
    Done(Ended),
}

/// What a call has come to.
pub(crate) struct Ended {
    /// The number of the function.
    pub function: u32,
    pub called: Called,
    pub reply: Vec<u8>,
    /// Whether the bytes of the reply were counted.
    pub counted: bool,
}

impl Started {
    /// Whether there is room for another.
    pub(crate) fn has_room(&self) -> bool {
        self.calls.len() < MAX_STARTED
    }

    /// Adds one that goes on; gives its number.
    pub(crate) fn run(&mut self, function: u32, mut later: Later) -> u32 {
        let number = self.number();
        let running: Running = Box::pin(async move {
            let (called, reply) = poll_fn(|context| later.poll(context)).await;
            (number, Ended { function, called, reply, counted: false })
        });
        let (handle, registration) = AbortHandle::new_pair();
        self.running.push(Abortable::new(running, registration));
        self.calls.insert(number, Call::Running(handle));
        number
    }

    /// Adds one that is done already; gives its number.
    pub(crate) fn done(&mut self, ended: Ended) -> u32 {
        let number = self.number();
        self.calls.insert(number, Call::Done(ended));
        self.done.push_back(number);
        number
    }

    fn number(&mut self) -> u32 {
        let number = self.next;
        // Far from being used up: the calls of a run are limited to fewer, or
        // take days.
        self.next = (self.next + 1) & i32::MAX.cast_unsigned();
        number
    }

    /// Whether any goes on.
    pub(crate) fn any_running(&self) -> bool {
        !self.running.is_empty()
    }

    /// Goes on with all until one is done; gives one that is and was not told of,
    /// each once.
    pub(crate) fn poll(&mut self, context: &mut Context<'_>) -> Poll<u32> {
        while self.done.is_empty()
            && let Poll::Ready(Some(ended)) = self.running.poll_next_unpin(context)
        {
            // An error stands for one that was cancelled.
            if let Ok((number, ended)) = ended {
                self.calls.insert(number, Call::Done(ended));
                self.done.push_back(number);
            }
        }
        self.done.pop_front().map_or(Poll::Pending, Poll::Ready)
    }

    /// What one has come to that is done.
    pub(crate) fn ended(&mut self, number: u32) -> Option<&mut Ended> {
        match self.calls.get_mut(&number)? {
            Call::Done(ended) => Some(ended),
            Call::Running(_) => None,
        }
    }

    /// Takes what one has come to; nothing where there is none that is done.
    pub(crate) fn collect(&mut self, number: u32) -> Option<Ended> {
        self.ended(number)?;
        self.done.retain(|done| *done != number);
        match self.calls.remove(&number)? {
            Call::Done(ended) => Some(ended),
            Call::Running(_) => None,
        }
    }

    /// Drops one, wherever it is.
    pub(crate) fn cancel(&mut self, number: u32) {
        self.done.retain(|done| *done != number);
        if let Some(Call::Running(handle)) = self.calls.remove(&number) {
            handle.abort();
            // It goes when it is polled next, so that is done at once. What another
            // comes to meanwhile is kept.
            if let Poll::Ready(other) = self.poll(&mut Context::from_waker(Waker::noop())) {
                self.done.push_front(other);
            }
        }
    }
}
