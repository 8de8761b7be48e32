//! Redirects: off, on, and where they may not lead.

use super::server::{Server, answer, ok};
use super::{LOOPBACK, printed, raised, rule, run, sandbox};
use micropython_sandbox::{FetchLimits, NetPolicy, Sandbox};

/// A server that redirects `/STATUS?LOCATION` there.
fn redirecting() -> Server {
    Server::new(|request, connection| {
        let said = match request.path[1..].split_once('?') {
            Some((status, location)) => {
                answer(&format!("{status} X"), &format!("Location: {location}\r\n"), "moved")
            }
            None => ok(&format!("{} {}", request.method, request.path)),
        };
        let _ = connection.write_all(&said);
    })
}

fn following(server: &Server, redirects: u32) -> Sandbox {
    let net = super::allow(server).limits(FetchLimits { redirects, ..FetchLimits::DEFAULT });
    sandbox(net)
}

#[test]
fn redirects_are_not_followed_unless_the_policy_says_so() {
    let server = redirecting();
    let program = "
r = fetch(base + '/302?/there')
print(r.status, r.headers.get('location'), r.text)";
    assert_eq!(printed(&following(&server, 0), &server, program), "302 /there moved\n");
    assert_eq!(printed(&following(&server, 1), &server, program), "200 None GET /there\n");
    let by_the_program = program.replace("there')", "there', redirects=False)");
    assert_eq!(printed(&following(&server, 1), &server, &by_the_program), "302 /there moved\n");
    let url = "print(fetch(base + '/302?/there').url[len(base):])";
    assert_eq!(printed(&following(&server, 1), &server, url), "/there\n");
    // A status that is no redirect, and a redirect to nowhere.
    let program = "print(fetch(base + '/300?/there').status)";
    assert_eq!(printed(&following(&server, 1), &server, program), "300\n");
    let nowhere = Server::saying(answer("302 Found", "", ""));
    assert_eq!(printed(&following(&nowhere, 1), &nowhere, "print(fetch(base).status)"), "302\n");
}

#[test]
fn there_is_an_end_to_redirects() {
    let server = Server::new(|request, connection| {
        let location = format!("Location: {}x\r\n", request.path);
        let _ = connection.write_all(&answer("302 Found", &location, ""));
    });
    let outcome = run(&following(&server, 3), &server, "fetch(base)");
    assert_eq!(raised(&outcome), "ConnectionError: more than 3 redirects");
    assert_eq!((server.seen().len(), outcome.usage.fetch_requests), (4, 4));
    // They count as requests.
    let limits = FetchLimits { redirects: 10, requests: 5, ..FetchLimits::DEFAULT };
    let outcome = run(&sandbox(super::allow(&server).limits(limits)), &server, "fetch(base)");
    assert_eq!(raised(&outcome), "ConnectionError: more than 4 redirects");
    assert_eq!(server.seen().len(), 9);
}

#[test]
fn methods_and_bodies_change_as_in_browsers() {
    for (status, method, then, body) in [
        (301, "POST", "GET", false),
        (302, "POST", "GET", false),
        (303, "POST", "GET", false),
        (303, "PUT", "GET", false),
        (303, "HEAD", "HEAD", false),
        (301, "PUT", "PUT", true),
        (302, "DELETE", "DELETE", true),
        (307, "POST", "POST", true),
        (308, "POST", "POST", true),
        (308, "PUT", "PUT", true),
    ] {
        let server = redirecting();
        let sent = if method == "HEAD" { "None" } else { "'abc'" };
        let program = format!(
            "fetch(base + '/{status}?/there', '{method}', {{'Content-Type': 'x/y', 'A': 'b'}}, {sent})"
        );
        printed(&following(&server, 1), &server, &program);
        let second = &server.seen()[1];
        assert_eq!((second.method.as_str(), !second.body.is_empty()), (then, body), "{program}");
        assert_eq!(second.header("content-type").is_some(), body || method == "HEAD", "{program}");
        assert_eq!(second.header("a"), Some("b"));
    }
}

#[test]
fn credentials_stay_with_their_origin() {
    let (first, second) = (redirecting(), redirecting());
    let net = NetPolicy::new()
        .allow(rule(&format!("http://{}", first.address)))
        .allow(rule(&format!("http://{}", second.address)))
        .limits(FetchLimits { redirects: 1, ..FetchLimits::DEFAULT });
    let sandbox = sandbox(net);
    let program = format!(
        "
headers = {{'Authorization': 'Basic x', 'Cookie': 'a=b', 'X-Other': 'c'}}
fetch(base + '/302?http://{}/there', headers=headers)
fetch(base + '/302?/there', headers=headers)",
        second.address
    );
    printed(&sandbox, &first, &program);
    let kept = |server: &Server, at: usize| {
        let seen = &server.seen()[at];
        ["authorization", "cookie", "x-other"].map(|name| seen.header(name).is_some())
    };
    assert_eq!(kept(&second, 0), [false, false, true]);
    assert_eq!(kept(&first, 2), [true, true, true]);
}

/// Each redirect is a request like any other: to the rules, and to the addresses
/// that a name has by then.
#[test]
fn redirects_lead_only_where_requests_may_go() {
    let server = redirecting();
    let other = Server::saying(ok("never"));
    let (port, away) = (server.port(), other.port());
    let net = NetPolicy::new()
        .allow(rule(&format!("http://good.test:{port} at 127.0.0.1")))
        .allow(rule(&format!("GET http://public.test:{port}")))
        .allow(rule(&format!("GET http://mixed.test:{port} at 127.0.0.1")))
        .limits(FetchLimits { redirects: 3, ..FetchLimits::DEFAULT })
        .resolver(|host| match host {
            "mixed.test" => Ok(vec!["10.0.0.1".parse().unwrap(), LOOPBACK]),
            _ => Ok(vec![LOOPBACK]),
        });
    let sandbox = sandbox(net);
    let refused = "PermissionError: a redirect is refused: no rule allows requests to this place";
    for (location, message) in [
        (format!("http://127.0.0.1:{away}/"), refused),
        (format!("http://localhost:{away}/"), refused),
        (format!("http://evil.test:{port}/"), refused),
        (format!("https://good.test:{port}/"), refused),
        (format!("//good.test:{away}/"), refused),
        ("http://2130706433/".to_owned(), refused),
        ("http://[::1]/".to_owned(), refused),
        ("http://169.254.169.254/latest/".to_owned(), refused),
        // A rule allows it, but not an address of the machine.
        (
            format!("http://public.test:{port}/"),
            "PermissionError: the host is not at an address that is allowed",
        ),
        (
            "file:///etc/passwd".to_owned(),
            "PermissionError: a redirect to only https and http URLs can be fetched",
        ),
        (
            format!("http://good.test:{port}@evil.test/"),
            "PermissionError: a redirect to a URL with a user name or password; use an Authorization header",
        ),
        (
            "http://good.test\\@evil.test/".to_owned(),
            "PermissionError: a redirect to a backslash in a URL",
        ),
    ] {
        let program = format!("fetch('http://good.test:{port}/302?{location}')");
        let outcome = run(&sandbox, &server, &program);
        // A backslash is refused in the program's own URL already.
        let message = match location.contains('\\') {
            true => "ValueError: not a URL to fetch: a backslash in a URL",
            false => message,
        };
        assert_eq!(raised(&outcome), message, "{location}");
    }
    assert_eq!(other.seen().len(), 0);
    for location in [
        "/there",
        "http://good.test:PORT/there",
        "//good.test:PORT/there",
        "http://mixed.test:PORT/there",
    ] {
        let location = location.replace("PORT", &port.to_string());
        let program = format!("print(fetch('http://good.test:{port}/302?{location}').text)");
        assert_eq!(printed(&sandbox, &server, &program), "GET /there\n", "{location}");
    }
}

/// A redirect that changes the method needs a rule for the new one.
#[test]
fn a_redirect_needs_its_own_method() {
    let server = redirecting();
    let net = NetPolicy::new()
        .allow(rule(&format!("POST http://{}", server.address)))
        .limits(FetchLimits { redirects: 1, ..FetchLimits::DEFAULT });
    let sandbox = sandbox(net);
    let outcome = run(&sandbox, &server, "fetch(base + '/303?/there', 'POST')");
    let message = "PermissionError: a redirect is refused: no rule allows this method here";
    assert_eq!(raised(&outcome), message);
    let program = "print(fetch(base + '/307?/there', 'POST').text)";
    assert_eq!(printed(&sandbox, &server, program), "POST /there\n");
}
