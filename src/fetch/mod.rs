//! Requests of programs: what the policy allows is carried out, and what a run may
//! use is counted.
//!
//! A request is started, which decides on it, and finished, which gives its answer;
//! in between it is a [`Job`] that can be waited for in any way.

mod carry;
mod echo;
mod failure;
mod job;
mod line;
mod log;
mod request;
mod transport;

pub(crate) use carry::Reply;
pub(crate) use job::{Job, Wake};

use crate::deadline::WaitBound;
use crate::net::NetPolicy;
use crate::net::cassette::{Asked as Recorded, Body, Exchange, Raised, Response};
use crate::units;
use crate::value::{self, Bytes};
use carry::Order;
use failure::Failure;
use job::Slots;
use log::Entry;
use request::{Asked, Request};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// Says in words what is wrong with a text that is to hold certificates in PEM, if
/// something is.
pub(crate) fn check_certificates(pem: &str) -> Result<(), &'static str> {
    transport::certificates(pem).map(drop)
}

/// What the sessions of a sandbox share.
pub(crate) struct Network {
    policy: Arc<NetPolicy>,
    slots: Arc<Slots>,
}

impl Network {
    /// Says in words what is wrong with a policy, if something is.
    pub(crate) fn new(policy: NetPolicy) -> Result<Network, String> {
        policy.limits.check()?;
        for rule in &policy.rules {
            if let Some(pem) = rule.authorities_pem() {
                check_certificates(pem).map_err(|what| format!("rule `{rule}`: {what}"))?;
            }
        }
        let slots = Arc::new(Slots::new(policy.limits.connections));
        Ok(Network { policy: Arc::new(policy), slots })
    }
}

impl Default for Network {
    /// One that nothing may be fetched from.
    fn default() -> Network {
        Network { policy: Arc::default(), slots: Arc::new(Slots::new(0)) }
    }
}

/// The requests of one run, and what they work on.
#[derive(Default)]
pub(crate) struct Fetches {
    /// Until when its requests may be waited for.
    pub bound: WaitBound,
    network: Arc<Network>,
    used: Fetched,
    /// Time that requests have taken.
    time: Duration,
}

/// What the requests of a run have come to.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Fetched {
    pub requests: u64,
    pub sent_bytes: u64,
    pub received_bytes: u64,
}

/// What became of a request when it was started.
pub(crate) enum Started {
    /// It is under way.
    Job(Box<Job>),
    /// It will not be made: there is the answer already.
    Answer(Answer),
    /// What was passed is no request that a program can make.
    Malformed,
    /// The run is to be stopped, for this reason: the cassette is of other requests.
    Fault(String),
}

/// What a program gets, encoded.
pub(crate) struct Answer {
    pub bytes: Vec<u8>,
    /// Whether it is an exception: its type's name, and a message.
    pub raised: bool,
}

impl Fetches {
    pub(crate) fn new(network: Arc<Network>, bound: WaitBound) -> Fetches {
        Fetches { network, bound, ..Fetches::default() }
    }

    /// Forgets what was of the last run.
    pub(crate) fn begin_run(&mut self) {
        (self.used, self.time) = (Fetched::default(), Duration::ZERO);
    }

    pub(crate) fn used(&self) -> Fetched {
        self.used
    }

    /// Decides on a request, and lets it be carried out if it is allowed. `wake` is
    /// called when the job is to be looked at again.
    pub(crate) fn start(&mut self, arguments: &[u8], wake: Wake) -> Started {
        let Some(asked) = Asked::read(arguments) else {
            return Started::Malformed;
        };
        let (method, url, result) = match asked {
            Asked::Wrong(wrong) => (wrong.method, log::unread(&wrong.url), Err(wrong.failure)),
            Asked::Request(request) => (request.method.clone(), request.target.text(), Ok(request)),
        };
        let most = self.network.policy.limits.requests;
        if self.used.requests >= most {
            // Not in the log, or a program could fill it.
            let why = format!("no more requests: {most} are allowed in one run");
            return Started::Answer(Answer::raise(&Failure::refused(why)));
        }
        self.used.requests += 1;
        let cassette = self.network.policy.cassette.clone();
        let recorded = cassette.as_ref().and_then(|_| result.as_ref().ok().map(recorded));
        if let (Some(cassette), Some(asked)) = (&cassette, &recorded)
            && cassette.replays()
        {
            return match cassette.take(asked) {
                Ok(exchange) => Started::Answer(Answer::of(exchange)),
                Err(difference) => Started::Fault(difference),
            };
        }
        match result.and_then(|request| self.order(request)) {
            Ok(order) => {
                Started::Job(Box::new(Job::new(order, &self.network.slots, wake, recorded)))
            }
            Err(failure) => {
                let mut entry = Entry {
                    request: self.used.requests,
                    method: &log::unread(&method),
                    url: &url,
                    reason: Some(failure.message()),
                    ..Entry::default()
                };
                entry.failed(&failure);
                let written = entry.write(self.network.policy.log.as_ref());
                let result = Err(written.err().unwrap_or(failure));
                Started::Answer(self.answer(recorded, result))
            }
        }
    }

    /// What is to be carried out, if it may be.
    fn order(&self, request: Request) -> Result<Order, Failure> {
        let policy = &self.network.policy;
        let limits = &policy.limits;
        let rule = policy.decide(&request.method, &request.target).map_err(Failure::refused)?;
        let url = request.target.text();
        let size = carry::size(&request.method, &url, &request.headers, request.body.as_deref());
        if size > limits.request_bytes {
            let most = units::size(limits.request_bytes);
            let what = format!("the request is larger than {most}, the most that is allowed");
            return Err(Failure::other(what));
        }
        let passed = self.used.sent_bytes.saturating_add(self.used.received_bytes);
        if passed.saturating_add(size) > limits.run_bytes {
            let most = units::size(limits.run_bytes);
            let why = format!("no more requests: {most} may be passed in one run");
            return Err(Failure::refused(why));
        }
        let left = limits.run_time.saturating_sub(self.time);
        if left.is_zero() {
            return Err(Failure::timeout(limits.run_time));
        }
        let allowed = request.timeout.unwrap_or(limits.timeout).min(limits.timeout).min(left);
        let requests_left = limits.requests - self.used.requests;
        Ok(Order {
            policy: Arc::clone(policy),
            request,
            rule,
            number: self.used.requests,
            redirects: limits.redirects.min(u32::try_from(requests_left).unwrap_or(u32::MAX)),
            allowed,
            // A time that is beyond all times is as good as one of a day.
            deadline: Instant::now() + allowed.min(Duration::from_secs(86_400)),
        })
    }

    /// Counts what a request has used and gives its answer. Without a reply it is
    /// given up: it has taken longer than it may.
    pub(crate) fn finish(&mut self, mut job: Box<Job>, reply: Option<Reply>) -> Answer {
        let (took, allowed) = job.time();
        self.time += took;
        let result = match reply {
            Some(reply) => self.count(reply),
            None => {
                self.used.received_bytes += job.received();
                Err(match job.is_waiting() {
                    true => Failure::other("all connections are in use"),
                    false => Failure::timeout(allowed),
                })
            }
        };
        self.answer(job.take_recorded(), result)
    }

    fn count(&mut self, reply: Reply) -> Result<Response, Failure> {
        let used = &mut self.used;
        used.requests += u64::from(reply.redirects);
        used.sent_bytes += reply.sent;
        used.received_bytes += reply.received;
        let limits = &self.network.policy.limits;
        if used.sent_bytes.saturating_add(used.received_bytes) > limits.run_bytes {
            let most = units::size(limits.run_bytes);
            let why = format!("the answer is dropped: {most} may be passed in one run");
            return Err(Failure::refused(why));
        }
        reply.result
    }

    /// What the program gets, which is written down first where that is wanted.
    fn answer(&self, asked: Option<Recorded>, result: Result<Response, Failure>) -> Answer {
        let (Some(request), Some(cassette)) = (asked, &self.network.policy.cassette) else {
            return Answer::new(result);
        };
        let exchange = match &result {
            Ok(response) => Exchange { request, response: Some(response.clone()), raised: None },
            Err(failure) => {
                let (exception, message) = (failure.exception().to_owned(), failure.message());
                let raised = Some(Raised { exception, message: message.to_owned() });
                Exchange { request, response: None, raised }
            }
        };
        match cassette.write(&exchange) {
            true => Answer::new(result),
            false => Answer::raise(&Failure::other("the request could not be written down")),
        }
    }
}

/// A request as a cassette has it.
fn recorded(request: &Request) -> Recorded {
    Recorded {
        method: request.method.clone(),
        url: request.target.text(),
        headers: request.headers.iter().cloned().collect(),
        body: request.body.clone().map(Body),
    }
}

impl Answer {
    /// Nothing, for a program that is being stopped.
    pub(crate) fn stopped() -> Answer {
        Answer::raise(&Failure::other("the run is being stopped: no more requests"))
    }

    /// That something is to be raised.
    fn raise(failure: &Failure) -> Answer {
        let exception = (failure.exception(), failure.message());
        Answer { bytes: value::encode(&exception).unwrap_or_default(), raised: true }
    }

    fn new(result: Result<Response, Failure>) -> Answer {
        result.map_or_else(|failure| Answer::raise(&failure), Answer::give)
    }

    /// What was written down.
    fn of(exchange: Exchange) -> Answer {
        match (exchange.response, exchange.raised) {
            (Some(response), _) => Answer::give(response),
            (None, Some(Raised { exception, message })) => {
                Answer::raise(&Failure::recorded(&exception, &message))
            }
            (None, None) => Answer::raise(&Failure::other("nothing was written down")),
        }
    }

    fn give(response: Response) -> Answer {
        let Response { status, reason, headers, body: Body(body), url } = response;
        match value::encode(&(status, reason, headers, Bytes(body), url)) {
            Ok(bytes) => Answer { bytes, raised: false },
            Err(_) => Answer::raise(&Failure::other("the answer is too large to be passed on")),
        }
    }
}
