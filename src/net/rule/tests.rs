use super::*;

fn rule(text: &str) -> NetRule {
    text.parse().unwrap_or_else(|error| panic!("{text}: {error}"))
}

fn fit(text: &str, method: &str, url: &str) -> Fit {
    let target = Target::parse(url).unwrap_or_else(|fault| panic!("{url}: {fault:?}"));
    rule(text).fit(method, &target)
}

#[test]
fn a_rule_is_written_as_it_is_read() {
    for (text, form) in [
        ("https://api.example.com/v1/", "https://api.example.com/v1/"),
        ("api.example.com", "https://api.example.com/"),
        ("GET  API.Example.COM:443/V1", "GET https://api.example.com/V1"),
        ("GET,HEAD https://*.example.com", "GET,HEAD https://*.example.com/"),
        ("http://localhost:8000", "http://localhost:8000/"),
        ("localhost:8000", "https://localhost:8000/"),
        ("http://127.0.0.1:80/a b", "an error"),
        ("http://[::1]:8080/x", "http://[::1]:8080/x"),
        (
            "POST http://a.example at 10.1.0.0/16,fd00::/8",
            "POST http://a.example/ at 10.1.0.0/16,fd00::/8",
        ),
        ("https://b\u{fc}cher.example/", "https://xn--bcher-kva.example/"),
    ] {
        let written =
            text.parse::<NetRule>().map_or("an error".to_owned(), |rule| rule.to_string());
        assert_eq!(written, form, "{text}");
        if form != "an error" {
            assert_eq!(rule(form), rule(text));
        }
    }
}

#[test]
fn what_is_no_rule_is_refused_with_the_next_step() {
    for (text, hint) in [
        ("", "needs a URL"),
        ("GET", "needs a URL"),
        ("FETCH https://a.example", "`FETCH` is no method"),
        ("GET,CONNECT https://a.example", "`CONNECT` is no method"),
        ("GET,,PUT https://a.example", "`` is no method"),
        ("file:///etc", "only https and http"),
        ("ftp://a.example", "only https and http"),
        ("https://user@a.example/", "a user name"),
        ("https://a.example/?x=1", "leave out ? and #"),
        ("https://a.example/#x", "leave out ? and #"),
        ("https://*", "`*` stands only"),
        ("https://*/", "`*` stands only"),
        ("https://*.com", "needs a name of two parts"),
        ("https://*.127.0.0.1", "needs a name of two parts"),
        ("https://a.*.example", "`*` stands only"),
        ("https://api*.example.com", "`*` stands only"),
        ("https://*.*.example.com", "`*` stands only"),
        ("https://a.example:*", "`*` stands only"),
        ("https://a.example/v1/..%2f", "take for another"),
        ("https://a.example at", "are missing"),
        ("https://a.example at 10.1.2.3/8", "write 10.0.0.0/8"),
        ("https://a.example at 10.0.0.0/8, fd00::/8", "is no address"),
        ("https://a.example at 10.0.0.0/8 fd00::/8", "separate them with commas"),
        ("https://a.example to 10.0.0.0/8", "only `at` ADDRESSES"),
        ("http://127.0.0.1/ at 127.0.0.1", "is an address already"),
    ] {
        let error = text.parse::<NetRule>().unwrap_err();
        assert!(error.contains(hint), "{text}: {error}");
    }
}

#[test]
fn hosts_match_as_a_whole() {
    for (rule, url, fits) in [
        ("https://api.example.com", "https://api.example.com/x", Fit::Allowed),
        ("https://api.example.com", "https://API.example.com./", Fit::Elsewhere),
        ("https://api.example.com", "https://api.example.com.evil.test/", Fit::Elsewhere),
        ("https://api.example.com", "https://evilapi.example.com/", Fit::Elsewhere),
        ("https://api.example.com", "https://example.com/", Fit::Elsewhere),
        ("https://api.example.com", "http://api.example.com/", Fit::Elsewhere),
        ("http://api.example.com", "https://api.example.com/", Fit::Elsewhere),
        ("https://api.example.com", "https://api.example.com:8443/", Fit::Elsewhere),
        ("https://api.example.com:8443", "https://api.example.com/", Fit::Elsewhere),
        ("https://*.example.com", "https://a.example.com/", Fit::Allowed),
        ("https://*.example.com", "https://a.b.example.com/", Fit::Allowed),
        ("https://*.example.com", "https://example.com/", Fit::Elsewhere),
        ("https://*.example.com", "https://evilexample.com/", Fit::Elsewhere),
        ("https://*.example.com", "https://a.example.com.evil.test/", Fit::Elsewhere),
        ("http://127.0.0.1", "http://2130706433/", Fit::Allowed),
        ("http://127.0.0.1", "http://localhost/", Fit::Elsewhere),
        ("http://127.0.0.1", "http://[::ffff:127.0.0.1]/", Fit::Elsewhere),
        ("http://localhost", "http://127.0.0.1/", Fit::Elsewhere),
        // Not the letters that it seems to have.
        ("https://example.com", "https://ex\u{430}mple.com/", Fit::Elsewhere),
    ] {
        let found = match Target::parse(url) {
            Ok(target) => super::tests::rule(rule).fit("GET", &target),
            Err(_) => Fit::Elsewhere,
        };
        assert_eq!(found, fits, "{rule} {url}");
    }
}

#[test]
fn paths_match_by_whole_parts() {
    for (path, url, fits) in [
        ("/v1", "/v1", Fit::Allowed),
        ("/v1", "/v1/", Fit::Allowed),
        ("/v1", "/v1/x?y", Fit::Allowed),
        ("/v1", "/v1evil", Fit::Elsewhere),
        ("/v1", "/v1%2fevil", Fit::Elsewhere),
        ("/v1/", "/v1/x", Fit::Allowed),
        ("/v1/", "/v1", Fit::Elsewhere),
        ("/v1/", "/V1/x", Fit::Elsewhere),
        ("/v1/", "/v1/../admin", Fit::Elsewhere),
        ("/v1/", "/v1/%2e%2e/admin", Fit::Elsewhere),
        ("/v1/", "/v1/.%2E/admin", Fit::Elsewhere),
        ("/v1/", "//v1/x", Fit::Elsewhere),
        ("/v1/", "/%76%31/x", Fit::Elsewhere),
        ("/v1/", "/v1/..%2fadmin", Fit::Ambiguous),
        ("/v1/", "/v1/..%5cadmin", Fit::Ambiguous),
        ("/v1/", "/v1/%252e%252e/admin", Fit::Ambiguous),
        ("/v1/", "/v1/%25252e%25252e%25252fadmin", Fit::Ambiguous),
        ("/v1/", "/v1/..;/admin", Fit::Ambiguous),
        ("/v1/", "/v1/..;a=b/admin", Fit::Ambiguous),
        ("/v1/", "/v1/%2e%2e;/admin", Fit::Ambiguous),
        ("/v1/", "/v1/x%00.json", Fit::Ambiguous),
        // What is not meant badly stays allowed.
        ("/v1/", "/v1/100%25", Fit::Allowed),
        ("/v1/", "/v1/a%20b;c=d/...", Fit::Allowed),
        ("/v1/", "/v1/x?path=..%2f", Fit::Allowed),
        ("/v1/", "/v1/%zz%", Fit::Allowed),
        // Where all paths are allowed, no path is a trick.
        ("/", "/a/..%2fb", Fit::Allowed),
        ("", "/a/..;/b", Fit::Allowed),
    ] {
        let found =
            fit(&format!("https://a.example{path}"), "GET", &format!("https://a.example{url}"));
        assert_eq!(found, fits, "{path} {url}");
    }
}

#[test]
fn methods_are_those_that_are_named() {
    let url = "https://a.example/";
    for (text, method, fits) in [
        ("https://a.example", "GET", Fit::Allowed),
        ("https://a.example", "DELETE", Fit::Allowed),
        ("https://a.example", "CONNECT", Fit::Method),
        ("https://a.example", "TRACE", Fit::Method),
        ("https://a.example", "get", Fit::Method),
        ("GET https://a.example", "GET", Fit::Allowed),
        ("GET https://a.example", "HEAD", Fit::Method),
        ("GET,POST https://a.example", "POST", Fit::Allowed),
        ("GET,POST https://a.example", "PUT", Fit::Method),
    ] {
        assert_eq!(fit(text, method, url), fits, "{text} {method}");
    }
}

#[test]
fn addresses_are_public_or_named() {
    for (text, address, allowed) in [
        ("https://a.example", "93.184.216.34", true),
        ("https://a.example", "2606:4700::1111", true),
        ("https://a.example", "127.0.0.1", false),
        ("https://a.example", "10.0.0.1", false),
        ("https://a.example", "::ffff:93.184.216.34", false),
        ("https://a.example at 10.1.0.0/16", "10.1.2.3", true),
        ("https://a.example at 10.1.0.0/16", "10.2.0.1", false),
        // Named ones are all that it has.
        ("https://a.example at 10.1.0.0/16", "93.184.216.34", false),
        ("https://127.0.0.1", "127.0.0.1", true),
        ("https://127.0.0.1", "127.0.0.2", false),
        ("https://[::1]", "::1", true),
        ("https://93.184.216.34", "93.184.216.34", true),
        ("https://localhost", "127.0.0.53", true),
        ("https://localhost", "::1", true),
        ("https://localhost", "93.184.216.34", false),
        ("https://localhost", "10.0.0.1", false),
        ("https://a.localhost", "127.0.0.1", false),
    ] {
        assert_eq!(
            rule(text).allows_address(address.parse().unwrap()),
            allowed,
            "{text} {address}"
        );
    }
}

#[test]
fn a_rule_explains_itself() {
    let secret = Secret::new("hush");
    let text = "GET http://*.a.example:81/v1 at 10.0.0.0/8";
    let lines = rule(text).header("X-Key", secret).unwrap().explain();
    assert_eq!(
        lines,
        [
            "GET to every host below a.example, port 81, over http, paths that begin with /v1",
            "connects to 10.0.0.0/8 only",
            "adds the header x-key with a value that programs never see",
            "beware: over http that value can be read on the way",
        ]
    );
}
