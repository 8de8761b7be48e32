//! What fetch() does for programs that may use it.

#[path = "common/server.rs"]
mod server;

use micropython_sandbox::{Ending, Error, FetchLimits, NetPolicy, NetRule, Outcome, Sandbox, Secret};
use server::{Server, answer, ok};

fn rule(text: &str) -> NetRule {
    text.parse().unwrap_or_else(|error| panic!("{text}: {error}"))
}

fn sandbox(net: NetPolicy) -> Sandbox {
    Sandbox::builder().net(net).build().unwrap()
}

/// A sandbox whose programs may use this server.
fn with(server: &Server) -> Sandbox {
    sandbox(NetPolicy::new().allow(rule(&format!("http://{}", server.address))))
}

/// Runs a program in which `base` is the server's URL.
#[track_caller]
fn run(sandbox: &Sandbox, server: &Server, program: &str) -> Outcome {
    sandbox.run(&format!("base = 'http://{}'\n{program}", server.address))
}

#[track_caller]
fn printed(sandbox: &Sandbox, server: &Server, program: &str) -> String {
    let outcome = run(sandbox, server, program);
    assert_eq!((outcome.ending, &outcome.error), (Ending::Finished, &None), "{program}");
    outcome.stdout_text().into_owned()
}

#[test]
fn an_answer_has_all_that_came() {
    let server = Server::saying(answer(
        "201 Created",
        "Content-Type: application/json\r\nX-Two: a\r\nx-two: b\r\n",
        "{\"a\": [1, \"\u{e4}\"]}",
    ));
    let program = "
r = fetch(base + '/a/b?c=d')
print(r, r.status, r.reason, r.ok, r.url == base + '/a/b?c=d')
print(r.headers['content-type'], r.headers['X-TWO'], r.headers.get_all('X-Two'), r.headers.get('y'))
print(r.text, r.bytes, r.json()['a'][1])
";
    assert_eq!(
        printed(&with(&server), &server, program),
        "<Response [201]> 201 Created True True\n\
         application/json a, b ['a', 'b'] None\n\
         {\"a\": [1, \"\u{e4}\"]} b'{\"a\": [1, \"\\xc3\\xa4\"]}' \u{e4}\n"
    );
    let seen = &server.seen()[0];
    assert_eq!((seen.method.as_str(), seen.path.as_str()), ("GET", "/a/b?c=d"));
    assert_eq!(seen.header("host"), Some(server.address.to_string().as_str()));
    assert_eq!(seen.header("accept-encoding"), Some("gzip"));
    assert!(seen.header("user-agent").unwrap().starts_with("micropython-sandbox/"));
}
