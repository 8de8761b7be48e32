//! What fetch() does, for programs that may use it and for those that try to get
//! more; against servers on loopback.

mod answers;
mod attacks;
mod cassettes;
mod cli;
mod limits;
mod log;
mod redirects;
mod requests;
mod secrets;
mod server;
mod stops;
mod tls;

use micropython_sandbox::{Ending, Error, NetPolicy, NetRule, Outcome, Sandbox};
use server::Server;
use std::net::{IpAddr, Ipv4Addr};

pub const LOOPBACK: IpAddr = IpAddr::V4(Ipv4Addr::LOCALHOST);

#[track_caller]
pub fn rule(text: &str) -> NetRule {
    text.parse().unwrap_or_else(|error| panic!("{text}: {error}"))
}

pub fn sandbox(net: NetPolicy) -> Sandbox {
    Sandbox::builder().net(net).build().unwrap()
}

/// A policy that allows all of a server.
pub fn allow(server: &Server) -> NetPolicy {
    NetPolicy::new().allow(rule(&format!("http://{}", server.address)))
}

/// Runs a program in which `base` is the server's URL.
pub fn run(sandbox: &Sandbox, server: &Server, program: &str) -> Outcome {
    sandbox.run(&with_base(server, program))
}

pub fn with_base(server: &Server, program: &str) -> String {
    format!("base = 'http://{}'\n{program}", server.address)
}

/// What a program prints that ends well.
#[track_caller]
pub fn printed(sandbox: &Sandbox, server: &Server, program: &str) -> String {
    let outcome = run(sandbox, server, program);
    assert_eq!((outcome.ending, &outcome.error), (Ending::Finished, &None), "{program}");
    outcome.stdout_text().into_owned()
}

/// The exception that a program ends with, as Python shows it.
#[track_caller]
pub fn raised(outcome: &Outcome) -> String {
    match &outcome.error {
        Some(Error::Raised(raised)) => raised.to_string(),
        other => panic!("{other:?}: {}", outcome.stdout_text()),
    }
}
