//! Headers that the host adds.

use super::server::{Server, answer, ok};
use super::{printed, raised, rule, run, sandbox};
use micropython_sandbox::{FetchLimits, NetPolicy, Sandbox, Secret};

const SECRET: &str = "s3cr3t-T0k3n-0123456789";

/// A sandbox that adds the secret to requests to `/v1/` of the server.
fn with_secret(server: &Server, redirects: u32) -> Sandbox {
    let place = |path: &str| rule(&format!("http://{}{path}", server.address));
    let secret = Secret::new(SECRET).with_prefix("Bearer ");
    let net = NetPolicy::new()
        .allow(place("/v1/").header("Authorization", secret).unwrap())
        .allow(place("/"))
        .limits(FetchLimits { redirects, ..FetchLimits::DEFAULT });
    sandbox(net)
}

#[test]
fn a_secret_is_sent_where_its_rule_says_and_nowhere_else() {
    let server = Server::saying(ok("fine"));
    printed(&with_secret(&server, 0), &server, "fetch(base + '/v1/x'); fetch(base + '/v2')");
    let sent: Vec<_> =
        server.seen().iter().map(|seen| seen.header("authorization").map(str::to_owned)).collect();
    assert_eq!(sent, [Some(format!("Bearer {SECRET}")), None]);
}

#[test]
fn a_program_cannot_set_a_header_in_its_place() {
    let server = Server::saying(ok("fine"));
    let program = "
fetch(base + '/v1/x', headers={'AUTHORIZATION': 'Bearer mine', 'X-Other': 'mine'})
fetch(base + '/v2', headers={'Authorization': 'Bearer mine'})";
    printed(&with_secret(&server, 0), &server, program);
    let seen = server.seen();
    let sent = |at: usize| {
        let headers = seen[at].headers.iter().filter(|(name, _)| name == "authorization");
        headers.map(|(_, value)| value.clone()).collect::<Vec<_>>()
    };
    assert_eq!(sent(0), [format!("Bearer {SECRET}")]);
    assert_eq!(seen[0].header("x-other"), Some("mine"));
    assert_eq!(sent(1), ["Bearer mine"]);
}

/// Servers that repeat what they were sent, in the head and the body of an answer.
#[test]
fn an_answer_that_repeats_a_secret_does_not_show_it() {
    let server = Server::new(|request, connection| {
        let given = request.header("authorization").unwrap_or("nothing").to_owned();
        let token = given.trim_start_matches("Bearer ").to_owned();
        let headers = format!(
            "X-Echo: {given}\r\nX-Part: a{token}b\r\nX-Upper: {}\r\nX-Fine: fine\r\n\
             Set-Cookie: t={token}\r\n",
            token.to_uppercase()
        );
        let body = format!("{{\"Authorization\": \"{given}\", \"again\": \"{token}{token}\"}}");
        let _ = connection.write_all(&answer("200 OK", &headers, &body));
    });
    let program = "
r = fetch(base + path)
print(sorted(r.headers.keys()))
print(r.text)";
    let sandbox = with_secret(&server, 0);
    let stars = "*".repeat(SECRET.len());
    assert_eq!(
        printed(&sandbox, &server, &format!("path = '/v1/'{program}")),
        format!(
            "['content-length', 'x-fine']\n\
             {{\"Authorization\": \"Bearer {stars}\", \"again\": \"{stars}{stars}\"}}\n"
        )
    );
    // What is no secret is left as it is.
    assert_eq!(
        printed(&sandbox, &server, &format!("path = '/v2'{program}")),
        "['content-length', 'set-cookie', 'x-echo', 'x-fine', 'x-part', 'x-upper']\n\
         {\"Authorization\": \"nothing\", \"again\": \"nothingnothing\"}\n"
    );
}

#[test]
fn a_redirect_does_not_carry_a_secret_away() {
    let other = Server::saying(ok("fine"));
    let place = format!("http://{}", other.address);
    let server = Server::new(move |request, connection| {
        let to = match request.path.as_str() {
            "/v1/away" => format!("{place}/"),
            "/v1/within" => "/v2".to_owned(),
            "/v1/again" => "/v1/x".to_owned(),
            "/v1/in-url" => format!("/v2?{SECRET}"),
            "/v1/in-url-upper" => format!("{place}/{}", SECRET.to_uppercase()),
            _ => String::new(),
        };
        let said = match to.as_str() {
            "" => ok("fine"),
            _ => answer("302 Found", &format!("Location: {to}\r\n"), ""),
        };
        let _ = connection.write_all(&said);
    });
    let secret = Secret::new(SECRET);
    let net = NetPolicy::new()
        .allow(rule(&format!("http://{}/v1/", server.address)).header("X-Key", secret).unwrap())
        .allow(rule(&format!("http://{}", server.address)))
        .allow(rule(&format!("http://{}", other.address)))
        .limits(FetchLimits { redirects: 3, ..FetchLimits::DEFAULT });
    let sandbox = sandbox(net);
    for path in ["away", "within", "again"] {
        let program = format!("print(fetch(base + '/v1/{path}').text)");
        assert_eq!(printed(&sandbox, &server, &program), "fine\n");
    }
    let keys: Vec<_> = server
        .seen()
        .iter()
        .map(|seen| (seen.path.clone(), seen.header("x-key").is_some()))
        .collect();
    let expected = [
        ("/v1/away", true),
        ("/v1/within", true),
        ("/v2", false),
        ("/v1/again", true),
        ("/v1/x", true),
    ];
    assert_eq!(keys, expected.map(|(path, key)| (path.to_owned(), key)));
    assert_eq!(other.seen()[0].header("x-key"), None);
    for path in ["in-url", "in-url-upper"] {
        let outcome = run(&sandbox, &server, &format!("fetch(base + '/v1/{path}')"));
        assert_eq!(raised(&outcome), "PermissionError: a redirect to what is no URL to fetch");
    }
    assert_eq!((server.seen().len(), other.seen().len()), (7, 1));
}

/// The secret of one rule, in the answer to a request of another.
#[test]
fn a_secret_of_another_rule_does_not_show_either() {
    let server = Server::new(|request, connection| {
        let said = match request.path.as_str() {
            "/v2" => answer("200 OK", &format!("X-Echo: {SECRET}\r\n"), &format!("<{SECRET}>")),
            _ => ok("fine"),
        };
        let _ = connection.write_all(&said);
    });
    let program = "r = fetch(base + '/v2'); print(r.text, r.headers.get('x-echo'))";
    let stars = "*".repeat(SECRET.len());
    let sandbox = with_secret(&server, 0);
    assert_eq!(printed(&sandbox, &server, program), format!("<{stars}> None\n"));
    let plain = super::sandbox(super::allow(&server));
    assert_eq!(printed(&plain, &server, program), format!("<{SECRET}> {SECRET}\n"));
}

/// Nor what is printed about a sandbox, nor an error of it.
#[test]
fn nothing_of_ours_shows_a_secret() {
    let secret = Secret::new(SECRET);
    let rule = rule("https://a.example").header("X-Key", secret.clone()).unwrap();
    let net = NetPolicy::new().allow(rule.clone());
    let shown =
        format!("{secret:?} {rule:?} {rule} {net:?} {:?}", Sandbox::builder().net(net.clone()));
    assert!(!shown.contains("s3cr3t"), "{shown}");
    assert!(shown.contains("x-key"));
}
