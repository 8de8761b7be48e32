use super::*;
use std::path::Path;

fn read(text: &str) -> Result<Policy, PolicyFaults> {
    policy(text, &Secrets::of(Path::new("folder")))
}

/// What is wrong, as it is shown.
fn faults(text: &str) -> String {
    read(text).expect_err(text).to_string()
}

#[test]
fn an_empty_file_grants_nothing() {
    let policy = read("# nothing\n").unwrap();
    assert_eq!(policy.limits, Limits::DEFAULT);
    assert_eq!((policy.clock, policy.random), (Clock::System, Random::System));
    assert_eq!(policy.files, Files::default());
    assert_eq!((policy.net.rules(), policy.net.limits), (&[][..], FetchLimits::DEFAULT));
}

#[test]
fn every_field_is_read() {
    let text = r#"
[limits]
memory = "16MiB"
wall_time = "1500ms"
steps = 1_000_000
fuel = "2G"
stdout = 1000
stderr = "1K"
on_output_limit = "stop"
recursion_depth = 50
host_calls = "5k"
host_bytes = "1MiB"

[clock]
fixed = 2026-01-31T12:30:00.5+01:00

[random]
seed = 42

[[files]]
read = "data/sales.csv"

[[files]]
write = "/srv/out"
at = "/results"

[storage]
scratch = "1MiB"
import_from = ["/lib", "/tmp"]
bytes_written = "2MiB"
files_created = 3
open_handles = 4
bytes_read = "5MiB"

[[net]]
allow = "GET,POST https://api.example.com/v1/"
headers.X-Key = { env = "PATH", prefix = "Bearer " }

[[net]]
allow = "http://intranet.example at 10.0.0.0/8"

[fetch]
requests = 7
request_bytes = "1K"
response_bytes = "2K"
run_bytes = "3K"
headers = 8
header_bytes = "4K"
timeout = "5s"
run_time = "6s"
connections = 9
redirects = 10
"#;
    let policy = read(text).unwrap_or_else(|faults| panic!("{faults}"));
    assert_eq!(
        policy.limits,
        Limits {
            memory_bytes: 16 << 20,
            wall_time: Some(Duration::from_millis(1500)),
            steps: Some(1_000_000),
            fuel: Some(2_000_000_000),
            stdout_bytes: 1000,
            stderr_bytes: 1024,
            output_policy: OutputPolicy::Stop,
            recursion_depth: Some(50),
            host_calls: 5000,
            host_bytes: 1 << 20,
        }
    );
    let since_epoch = Duration::from_millis(1_769_859_000_500);
    assert_eq!(policy.clock, Clock::Fixed { since_epoch });
    assert_eq!(policy.random, Random::Seeded(42));
    let files = Files::default()
        .read("folder/data/sales.csv", "data/sales.csv")
        .write("/srv/out", "/results")
        .scratch(1 << 20)
        .import_from("/lib")
        .import_from("/tmp");
    assert_eq!(Files { quota: files.quota, ..policy.files.clone() }, files,);
    let quota = policy.files.quota;
    assert_eq!((quota.bytes_written, quota.files_created), (2 << 20, 3));
    assert_eq!((quota.open_handles, quota.bytes_read), (4, 5 << 20));
    let rules: Vec<String> = policy.net.rules().iter().map(ToString::to_string).collect();
    let expected =
        ["GET,POST https://api.example.com/v1/", "http://intranet.example/ at 10.0.0.0/8"];
    assert_eq!(rules, expected);
    let header = &policy.net.rules()[0].headers()[0];
    assert_eq!(header.name, "x-key");
    assert!(header.value.reveal().starts_with("Bearer /"), "a path");
    assert_eq!(
        policy.net.limits,
        FetchLimits {
            requests: 7,
            request_bytes: 1024,
            response_bytes: 2048,
            run_bytes: 3072,
            headers: 8,
            header_bytes: 4096,
            timeout: Duration::from_secs(5),
            run_time: Duration::from_secs(6),
            connections: 9,
            redirects: 10,
        }
    );
    assert_eq!(read("[limits]\nwall_time = \"none\"").unwrap().limits.wall_time, None);
}

#[test]
fn all_faults_are_told_at_once_with_their_places() {
    let text = r#"
[limits]
memroy = "16MiB"
wall_time = 10
steps = "many"
[[net]]
allow = "https://*"
alow = "https://a.example"
[[net]]
headers.Host = { env = "PATH" }
headers.X-Key = { env = "MPSANDBOX_TEST_NO_SUCH_VARIABLE" }
headers.X-Plain = "hush"
[[files]]
at = "/data"
[fetch]
connections = 0
[nets]
"#;
    assert_eq!(
        faults(text),
        "3:1: [limits] has no field `memroy`; did you mean `memory`?\n\
         4:13: `wall_time`: expected a duration such as \"10s\", not a number\n\
         5:9: `steps`: not a count; write it like 1_000_000, 500k or 1M\n\
         7:9: `allow`: `https://*`: `*` stands only for what is before a name: *.example.com\n\
         8:1: [[net]] has no field `alow`; did you mean `allow`?\n\
         9:1: a rule needs `allow`, such as \"https://api.example.com/v1/\"\n\
         11:17: the environment has no variable MPSANDBOX_TEST_NO_SUCH_VARIABLE\n\
         12:19: the header `X-Plain` is a table, not a text\n\
         12:19: say where its value is: { env = \"NAME\" } or { file = \"PATH\" }\n\
         13:1: a grant needs `read` or `write`, with a path\n\
         15:1: [fetch]: nothing is fetched without a connection; allow at least 1\n\
         17:2: the policy has no field `nets`; did you mean `net`?"
    );
}

#[test]
fn what_is_wrong_is_told_with_the_next_step() {
    for (text, message) in [
        ("[limits", "1:8: not TOML"),
        ("a = ", "not TOML"),
        ("limits = 5", "1:10: [limits] is a table, not a number"),
        ("[net]\nallow = \"x\"", "1:1: write [[net]], with two brackets"),
        ("net = [5]", "1:8: [[net]] is a table, not a number"),
        ("[limits]\nmemory = -1", "`memory`: a number that is too large, or less than 0"),
        ("[limits]\nmemory = 1.5", "expected a size such as \"64MiB\", not a fraction"),
        ("[limits]\nmemory = \"64 parsecs\"", "not a size"),
        ("[limits]\nwall_time = \"0s\"", "use at least 1ms"),
        ("[limits]\nsteps = 0", "use at least 1, or \"none\""),
        ("[limits]\nrecursion_depth = 0", "nothing runs without a call"),
        ("[limits]\nrecursion_depth = 5_000_000_000", "a number that is too large"),
        ("[limits]\non_output_limit = \"cut\"", "it is \"truncate\" or \"stop\""),
        ("[limits]\nmemory = 1\nmemory = 2", "3:1: not TOML"),
        (
            "[clock]\nfixed = \"2026\"",
            "expected a time such as 2026-01-31T12:00:00Z, without quotes",
        ),
        ("[clock]\nfixed = 2026-01-31", "with date, time and zone"),
        ("[clock]\nfixed = 1969-12-31T23:00:00Z", "a time before 1970"),
        ("[random]\nseed = true", "expected a number, not true or false"),
        ("[[files]]\nread = \"a\"\nwrite = \"b\"", "has `read` or `write`"),
        ("[storage]\nimport_from = 5", "expected a text or a list of texts, not a number"),
        ("[fetch]\nresponse_bytes = \"1GiB\"", "the largest answer can be 15 MiB"),
        ("[[net]]\nallow = 5", "`allow`: expected a text, not a number"),
        ("[[net]]\nallow = \"FETCH https://a.example\"", "`FETCH` is no method"),
        (
            "[[net]]\nallow = \"https://a.example\"\nauthorities = \"none.pem\"",
            "there is no such file",
        ),
        (
            "[[net]]\nallow = \"https://a.example\"\nheaders.A = { env = \"PATH\", file = \"b\" }",
            "say where its value is",
        ),
        (
            "[[net]]\nallow = \"https://a.example\"\nheaders.A = { file = \"none\" }",
            "there is no such file",
        ),
        (
            "[[net]]\nallow = \"https://a.example\"\nheaders.Host = { env = \"PATH\" }",
            "the header `host` is set by the connection itself",
        ),
        (
            "[[net]]\nallow = \"https://a.example\"\nheaders.a = { env = \"PATH\" }\nheaders.A = { env = \"PATH\" }",
            "the header `a` is there twice",
        ),
        (
            "[[net]]\nallow = \"https://a.example\"\nheaders.a = { env = \"PATH\", suffix = \"b\" }",
            "has no field `suffix`; there are env, file, prefix",
        ),
    ] {
        let faults = faults(text);
        assert!(faults.contains(message), "{text}\n{faults}");
    }
}

#[test]
fn times_are_those_of_the_calendar() {
    for (time, seconds) in [
        ("1970-01-01T00:00:00Z", 0),
        ("1970-01-01T01:00:00+01:00", 0),
        ("1999-12-31T23:59:59Z", 946_684_799),
        ("2000-02-29T00:00:00Z", 951_782_400),
        ("2024-03-01T00:00:00-02:30", 1_709_260_200),
        ("2100-03-01T00:00:00Z", 4_107_542_400),
    ] {
        let policy = read(&format!("[clock]\nfixed = {time}")).unwrap();
        let since_epoch = Duration::from_secs(seconds);
        assert_eq!(policy.clock, Clock::Fixed { since_epoch }, "{time}");
    }
}

/// Whatever the text is, it is read or refused.
#[test]
fn no_text_makes_it_panic() {
    let text =
        "[limits]\nmemory = \"1\u{e4}\"\n[[net]]\nallow = \"https://a\"\nheaders.\u{fc} = {}\n";
    for start in (0..text.len()).filter(|at| text.is_char_boundary(*at)) {
        for end in (start..=text.len()).filter(|at| text.is_char_boundary(*at)) {
            if let Err(faults) = read(&text[start..end]) {
                assert!(faults.list().iter().all(|fault| fault.line > 0 && fault.column > 0));
            }
        }
    }
}

#[test]
fn a_policy_explains_itself() {
    let text = r#"
[limits]
wall_time = "2s"
[[files]]
read = "sales.csv"
[storage]
scratch = "1MiB"
[[net]]
allow = "GET https://api.example.com/v1/"
headers.X-Key = { env = "PATH" }
"#;
    let policy = read(text).unwrap();
    let told = policy.explain();
    for line in [
        "Time of a run: 2 s.",
        "Memory: 64 MiB.",
        "  - reads folder/sales.csv, as sales.csv",
        "  - has 1 MiB in memory, as /tmp, gone with the session",
        "  - GET to api.example.com, port 443, over https, paths that begin with /v1/",
        "      connects to public addresses only",
        "      adds the header x-key with a value that programs never see",
        "  Redirects are not followed.",
    ] {
        assert!(told.contains(&format!("{line}\n")), "{line}\n{told}");
    }
    assert!(!told.contains(policy.net.rules()[0].headers()[0].value.value()));
}

/// The fields of docs/policy.md are those that there are, with their defaults.
#[test]
fn the_document_has_every_field_with_its_default() {
    let document = include_str!("../../../docs/policy.md");
    let full = include_str!("../../../tests/cli/policies/full.toml");
    let mut known: Vec<&str> = full
        .lines()
        .filter_map(|line| line.split_once(" = "))
        .map(|(name, _)| name.split('.').next().unwrap_or_default())
        .collect();
    known.push("authorities");
    for name in &known {
        let shown = [format!("`{name}`"), format!("`clock.{name}`"), format!("`random.{name}`")];
        assert!(shown.iter().any(|shown| document.contains(shown)), "{name}");
    }
    let (mut section, mut count) = ("", 0);
    for line in document.lines() {
        if let Some(heading) = line.strip_prefix("## ").or(line.strip_prefix("| field of ")) {
            section = heading.trim_start_matches('`').split('`').next().unwrap_or_default();
        }
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        let [_, fields, default, ..] = cells[..] else { continue };
        let Some(default) = default.strip_prefix('`').and_then(|text| text.strip_suffix('`'))
        else {
            continue;
        };
        for field in fields.split('`').skip(1).step_by(2).filter(|_| section.starts_with('[')) {
            let policy = read(&format!("{section}\n{field} = {default}")).unwrap();
            let Policy { limits, files, net, .. } = policy;
            assert_eq!((limits, files), (Limits::DEFAULT, Files::default()), "{section} {field}");
            assert_eq!(net.limits, FetchLimits::DEFAULT, "{section} {field}");
            count += 1;
        }
    }
    assert!(count >= 22, "{count}");
}
