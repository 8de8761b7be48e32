//! What programs may reach on the network: rules, limits and what goes with them,
//! as plain values. `fetch` acts on them.

mod address;
pub(crate) mod base64;
pub(crate) mod cassette;
pub(crate) mod headers;
mod limits;
mod rule;
pub(crate) mod secret;
pub(crate) mod target;

pub use address::AddressRange;
pub(crate) use address::special;
pub use cassette::Cassette;
pub use limits::FetchLimits;
pub(crate) use rule::Fit;
pub use rule::NetRule;
pub use secret::Secret;

use crate::units;
use core::net::IpAddr;
use std::fmt;
use std::io::{self, Write};
use std::sync::{Arc, Mutex};
use target::Target;

/// What programs may reach on the network. Default nothing.
///
/// ```
/// use micropython_sandbox::{FetchLimits, NetPolicy, NetRule, Sandbox, Secret};
///
/// let rule: NetRule = "GET https://api.example.com/v1/".parse()?;
/// let key = Secret::new("0123456789").with_prefix("Bearer ");
/// let net = NetPolicy::new()
///     .allow(rule.header("Authorization", key)?)
///     .limits(FetchLimits { requests: 10, ..FetchLimits::DEFAULT });
/// let sandbox = Sandbox::builder().net(net).build()?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// Requests go out directly: proxies that the environment names are not used.
#[derive(Clone, Default)]
#[must_use]
pub struct NetPolicy {
    pub(crate) rules: Vec<NetRule>,
    pub(crate) limits: FetchLimits,
    pub(crate) resolver: Option<Resolver>,
    pub(crate) log: Option<Log>,
    pub(crate) cassette: Option<Cassette>,
}

/// Looks up the addresses of a host.
pub(crate) type Resolver = Arc<dyn Fn(&str) -> io::Result<Vec<IpAddr>> + Send + Sync>;

/// Where decisions are written.
pub(crate) type Log = Arc<Mutex<Box<dyn Write + Send>>>;

impl NetPolicy {
    /// One that allows nothing, with [`FetchLimits::DEFAULT`].
    pub fn new() -> NetPolicy {
        NetPolicy::default()
    }

    /// Allows what a rule says. A request needs one rule that allows it; the first
    /// that does is its rule.
    pub fn allow(mut self, rule: NetRule) -> NetPolicy {
        self.rules.push(rule);
        self
    }

    /// How much a program may fetch. Default [`FetchLimits::DEFAULT`].
    pub fn limits(mut self, limits: FetchLimits) -> NetPolicy {
        self.limits = limits;
        self
    }

    /// How names become addresses. Default: as the system does it.
    ///
    /// It is called on a thread of its own, once for each request and redirect, and
    /// gives at least one address or an error. The addresses are checked like any
    /// others.
    pub fn resolver<F>(mut self, resolver: F) -> NetPolicy
    where
        F: Fn(&str) -> io::Result<Vec<IpAddr>> + Send + Sync + 'static,
    {
        self.resolver = Some(Arc::new(resolver));
        self
    }

    /// Writes a line of JSON for each request, be it allowed or refused: see
    /// docs/fetch.md. Default none.
    ///
    /// A request that cannot be logged fails, and so do all after it.
    pub fn log(mut self, writer: impl Write + Send + 'static) -> NetPolicy {
        self.log = Some(Arc::new(Mutex::new(Box::new(writer))));
        self
    }

    /// Writes requests and answers to a cassette, or answers from one without the
    /// network. Default neither.
    pub fn cassette(mut self, cassette: Cassette) -> NetPolicy {
        self.cassette = Some(cassette);
        self
    }

    /// The rules, in order.
    pub fn rules(&self) -> &[NetRule] {
        &self.rules
    }

    /// The rule that allows a request, by its place in the list; or why none does.
    pub(crate) fn decide(&self, method: &str, target: &Target) -> Result<usize, &'static str> {
        let mut why = match self.rules.is_empty() {
            true => "this program has no access to the network",
            false => "no rule allows requests to this place",
        };
        for (index, rule) in self.rules.iter().enumerate() {
            match rule.fit(method, target) {
                Fit::Allowed => return Ok(index),
                Fit::Elsewhere => {}
                Fit::Method => why = "no rule allows this method here",
                Fit::Ambiguous => why = "the path could be taken for another one",
            }
        }
        Err(why)
    }

    /// What it grants, in words, line by line.
    pub(crate) fn explain(&self) -> Vec<String> {
        if self.rules.is_empty() {
            return vec!["Network: nothing.".to_owned()];
        }
        let mut lines = vec!["Network:".to_owned()];
        for rule in &self.rules {
            for (at, line) in rule.explain().into_iter().enumerate() {
                lines.push(format!("{}{line}", if at == 0 { "  - " } else { "      " }));
            }
        }
        let limits = &self.limits;
        lines.push(format!(
            "  In one run at most {} requests and {}, {} of time; each request at most {}, \
             its answer {} and {}.",
            limits.requests,
            units::size(limits.run_bytes),
            units::duration(limits.run_time),
            units::size(limits.request_bytes),
            units::size(limits.response_bytes),
            units::duration(limits.timeout),
        ));
        lines.push(match limits.redirects {
            0 => "  Redirects are not followed.".to_owned(),
            1 => "  One redirect is followed, if a rule allows where it leads.".to_owned(),
            most => format!("  Up to {most} redirects are followed, if a rule allows each."),
        });
        lines
    }
}

impl fmt::Debug for NetPolicy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("NetPolicy")
            .field("rules", &self.rules)
            .field("limits", &self.limits)
            .field("log", &self.log.is_some())
            .field("cassette", &self.cassette)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decide(rules: &[&str], method: &str, url: &str) -> Result<usize, &'static str> {
        let policy =
            rules.iter().fold(NetPolicy::new(), |policy, rule| policy.allow(rule.parse().unwrap()));
        policy.decide(method, &Target::parse(url).unwrap())
    }

    #[test]
    fn the_first_rule_that_allows_a_request_is_its_rule() {
        let rules = ["GET https://a.example/v1/", "POST https://a.example", "https://*.b.example"];
        assert_eq!(decide(&rules, "GET", "https://a.example/v1/x"), Ok(0));
        assert_eq!(decide(&rules, "POST", "https://a.example/v1/x"), Ok(1));
        assert_eq!(decide(&rules, "PUT", "https://x.b.example/"), Ok(2));
        let elsewhere = "no rule allows requests to this place";
        assert_eq!(decide(&rules, "GET", "https://b.example/"), Err(elsewhere));
        let method = "no rule allows this method here";
        assert_eq!(decide(&rules, "PUT", "https://a.example/v1/x"), Err(method));
        let nothing = "this program has no access to the network";
        assert_eq!(decide(&[], "GET", "https://a.example/"), Err(nothing));
    }
}
