//! Carries out a request that a rule allows: looks up the host, checks its
//! addresses, makes the exchange, and does all of that anew for a redirect.

use super::echo::Echoes;
use super::failure::Failure;
use super::line::Line;
use super::log::Entry;
use super::request::Request;
use super::transport::{self, Broken, Incoming, Outgoing};
use crate::net::cassette::{Body, Response};
use crate::net::target::{HostName, Target, UrlFault};
use crate::net::{NetPolicy, NetRule, special};
use core::net::IpAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// A request that was allowed, to be carried out.
pub(super) struct Order {
    pub policy: Arc<NetPolicy>,
    pub request: Request,
    /// The rule that allows it, by its place.
    pub rule: usize,
    /// Which request of its run it is, from 1 on.
    pub number: u64,
    /// Redirects that may be followed.
    pub redirects: u32,
    /// How much time it was given, and until when that is.
    pub allowed: Duration,
    pub deadline: Instant,
}

/// What became of it.
pub(crate) struct Reply {
    pub result: Result<Response, Failure>,
    /// Redirects that were followed.
    pub redirects: u32,
    pub sent: u64,
    pub received: u64,
}

impl Reply {
    /// Of a request that something of the host's failed for.
    pub(super) fn broken() -> Reply {
        let result = Err(Failure::other("the sandbox could not carry out the request"));
        Reply { result, redirects: 0, sent: 0, received: 0 }
    }
}

/// Carries it out, on a thread that may wait.
pub(super) fn carry_out(order: &Order, line: &Arc<Line>) -> Reply {
    let mut hop = Hop {
        rule: order.rule,
        method: order.request.method.clone(),
        target: order.request.target.clone(),
        headers: order.request.headers.clone(),
        body: order.request.body.clone(),
        number: 0,
    };
    let mut sent = 0;
    let result = loop {
        let (result, bytes) = hop.make(order, line);
        sent += bytes;
        match result.and_then(|incoming| hop.next(order, incoming)) {
            Ok(Next::Hop(next)) => hop = next,
            Ok(Next::Done(response)) => break Ok(response),
            Err(failure) => break Err(failure),
        }
    };
    Reply { result, redirects: hop.number, sent, received: line.received() }
}

/// A request, or one of the redirects that follow it.
struct Hop {
    rule: usize,
    method: String,
    target: Target,
    headers: Vec<(String, String)>,
    body: Option<Vec<u8>>,
    /// 0 for the request itself.
    number: u32,
}

enum Next {
    Hop(Hop),
    Done(Response),
}

impl Hop {
    /// Makes the exchange and writes it to the log; gives the bytes sent as well.
    fn make(&self, order: &Order, line: &Arc<Line>) -> (Result<Incoming, Failure>, u64) {
        let started = Instant::now();
        let before = line.received();
        let policy = &order.policy;
        let rule = &policy.rules[self.rule];
        let url = self.target.text();
        let mut entry = Entry {
            decision: "answered",
            request: order.number,
            redirect: self.number,
            method: &self.method,
            url: &url,
            rule: Some(rule.to_string()),
            ..Entry::default()
        };
        let headers = self.headers(rule);
        let sent = size(&self.method, &url, &headers, self.body.as_deref());
        let result = self.addresses(order, rule, &mut entry).and_then(|addresses| {
            let outgoing = Outgoing {
                method: &self.method,
                target: &self.target,
                addresses: &addresses,
                headers: &headers,
                body: self.body.as_deref(),
                deadline: order.deadline,
                limits: &policy.limits,
                authorities: rule.authorities_pem(),
            };
            let incoming = transport::exchange(&outgoing, line).and_then(|incoming| {
                let most = policy.limits.headers;
                let too_many = Broken::Failed("the answer has too many headers");
                if incoming.headers.len() > most { Err(too_many) } else { Ok(incoming) }
            });
            entry.address = line.take_connected().map(|address| address.to_string());
            entry.sent_bytes = if entry.address.is_some() { sent } else { 0 };
            let largest = policy.limits.response_bytes;
            incoming.map_err(|broken| Failure::of(broken, order.allowed, largest))
        });
        match &result {
            Ok(incoming) => entry.status = Some(incoming.status),
            Err(failure) => entry.failed(failure),
        }
        entry.reason = result.as_ref().err().map(Failure::message);
        entry.received_bytes = line.received() - before;
        entry.took(started.elapsed());
        let sent = entry.sent_bytes;
        let written = entry.write(policy.log.as_ref());
        (result.and_then(|incoming| written.map(|()| incoming)), sent)
    }

    /// The addresses to connect to, those that the rule allows.
    fn addresses(
        &self,
        order: &Order,
        rule: &NetRule,
        entry: &mut Entry<'_>,
    ) -> Result<Vec<IpAddr>, Failure> {
        let found = match &self.target.host {
            HostName::Address(address) => vec![*address],
            HostName::Name(name) => {
                let found = match &order.policy.resolver {
                    Some(resolver) => resolver(name),
                    None => transport::look_up(name),
                };
                let found = found.unwrap_or_default();
                if found.is_empty() {
                    return Err(Failure::connection("the host's name cannot be looked up"));
                }
                found
            }
        };
        let (allowed, dropped): (Vec<IpAddr>, Vec<IpAddr>) =
            found.into_iter().partition(|address| rule.allows_address(*address));
        if !dropped.is_empty() {
            let shown = |address: &IpAddr| {
                format!("{address} is {}", special(*address).unwrap_or("not one of the rule's"))
            };
            let shown: Vec<String> =
                dropped.iter().take(transport::MAX_ADDRESSES).map(shown).collect();
            entry.detail = Some(shown.join(", "));
        }
        if allowed.is_empty() {
            return Err(Failure::refused("the host is not at an address that is allowed"));
        }
        Ok(allowed)
    }

    /// The program's headers, and in place of any of the same name the rule's.
    fn headers(&self, rule: &NetRule) -> Vec<(String, String)> {
        let of_rule = |name: &str| rule.headers().iter().any(|header| header.name == name);
        let mut headers: Vec<_> =
            self.headers.iter().filter(|(name, _)| !of_rule(name)).cloned().collect();
        let added = rule.headers().iter();
        headers.extend(added.map(|header| (header.name.clone(), header.value.reveal())));
        headers
    }

    /// What is to be done with an answer.
    fn next(&self, order: &Order, incoming: Incoming) -> Result<Next, Failure> {
        // Of all rules: hosts may know what others were sent.
        let headers = order.policy.rules.iter().flat_map(|rule| rule.headers());
        let echoes = Echoes::of(headers.map(|header| header.value.value()));
        let follow = matches!(incoming.status, 301 | 302 | 303 | 307 | 308)
            && order.policy.limits.redirects > 0
            && order.request.redirects;
        let location = incoming.headers.iter().find(|(name, _)| name == "location");
        match location.filter(|_| follow) {
            Some((_, location)) => self.redirect(order, incoming.status, location, &echoes),
            None => Ok(Next::Done(self.response(incoming, &echoes))),
        }
    }

    /// The request that a redirect asks for, checked like any other.
    fn redirect(
        &self,
        order: &Order,
        status: u16,
        location: &[u8],
        echoes: &Echoes,
    ) -> Result<Next, Failure> {
        if self.number >= order.redirects {
            return Err(Failure::connection(format!("more than {} redirects", order.redirects)));
        }
        let text = std::str::from_utf8(location).ok();
        // A secret is sent nowhere else, be it as part of a URL.
        if text.is_none() || echoes.are_in(location) {
            return Err(Failure::refused("a redirect to what is no URL to fetch"));
        }
        let target = self.target.join(text.unwrap_or_default());
        let target = target.map_err(|fault| match fault {
            UrlFault::Malformed(what) | UrlFault::Refused(what) => {
                self.refuse(order, text.unwrap_or_default(), format!("a redirect to {what}"))
            }
        })?;
        let mut next = Hop {
            rule: 0,
            method: self.method.clone(),
            headers: self.headers.clone(),
            body: self.body.clone(),
            number: self.number + 1,
            target,
        };
        // As browsers do.
        if (status == 303 && self.method != "HEAD" && self.method != "GET")
            || (matches!(status, 301 | 302) && self.method == "POST")
        {
            next.method = "GET".to_owned();
            next.body = None;
            next.headers.retain(|(name, _)| !name.starts_with("content-"));
        }
        if !self.target.same_origin(&next.target) {
            next.headers.retain(|(name, _)| !["authorization", "cookie"].contains(&name.as_str()));
        }
        next.rule = order.policy.decide(&next.method, &next.target).map_err(|why| {
            self.refuse(order, &next.target.text(), format!("a redirect is refused: {why}"))
        })?;
        Ok(Next::Hop(next))
    }

    /// Writes a redirect to the log that is not followed.
    fn refuse(&self, order: &Order, url: &str, why: String) -> Failure {
        let entry = Entry {
            decision: "refused",
            request: order.number,
            redirect: self.number + 1,
            method: &self.method,
            url: &super::log::unread(url),
            reason: Some(&why),
            ..Entry::default()
        };
        match entry.write(order.policy.log.as_ref()) {
            Ok(()) => Failure::refused(why),
            Err(failure) => failure,
        }
    }

    /// An answer as the program may see it.
    fn response(&self, incoming: Incoming, echoes: &Echoes) -> Response {
        let Incoming { status, reason, headers, mut body } = incoming;
        let latin = |bytes: Vec<u8>| bytes.into_iter().map(char::from).collect::<String>();
        let headers = headers.into_iter().filter(|(_, value)| !echoes.are_in(value));
        let headers = headers.map(|(name, value)| (name, latin(value))).collect();
        echoes.hide(&mut body);
        let url = echoes.hidden(&self.target.text()).into_owned();
        Response { status, reason: reason.to_owned(), headers, body: Body(body), url }
    }
}

/// How many bytes a request has.
pub(super) fn size(
    method: &str,
    url: &str,
    headers: &[(String, String)],
    body: Option<&[u8]>,
) -> u64 {
    let headers: usize = headers.iter().map(|(name, value)| name.len() + value.len() + 4).sum();
    (method.len() + url.len() + headers + body.map_or(0, <[u8]>::len)) as u64
}
