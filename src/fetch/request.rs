//! What a program asks for, read from what crosses the border.

use super::failure::Failure;
use crate::net::headers::{self, HeaderFault};
use crate::net::target::{Target, UrlFault};
use crate::value::{Reader, Value};
use std::time::Duration;

/// A request that could be made, if it is allowed.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Request {
    pub method: String,
    pub target: Target,
    /// Names in lower case, none twice.
    pub headers: Vec<(String, String)>,
    pub body: Option<Vec<u8>>,
    /// What the program allows.
    pub timeout: Option<Duration>,
    /// Whether redirects are followed, as far as the policy does.
    pub redirects: bool,
}

/// What the arguments of a call are.
pub(crate) enum Asked {
    Request(Request),
    /// They are of the right number, and nothing that could be sent.
    Wrong(Wrong),
}

/// A request that cannot be made, as far as it is one.
#[derive(Debug)]
pub(crate) struct Wrong {
    pub failure: Failure,
    /// The method and the URL, for the log.
    pub method: String,
    pub url: String,
}

/// What a program has given for the arguments.
struct Given {
    url: Value,
    method: Value,
    headers: Value,
    body: Value,
    timeout: Value,
    redirects: Value,
}

impl Asked {
    /// Reads the arguments of `fetch`, an encoded array of all of them; `None` when
    /// that is not what the bytes are.
    pub(crate) fn read(bytes: &[u8]) -> Option<Asked> {
        let mut reader = Reader::new(bytes).ok()?;
        if reader.array_head().ok()? != 6 {
            return None;
        }
        let given = Given {
            url: reader.value().ok()?,
            method: reader.value().ok()?,
            headers: reader.value().ok()?,
            body: reader.value().ok()?,
            timeout: reader.value().ok()?,
            redirects: reader.value().ok()?,
        };
        reader.finish().ok()?;
        Some(given.check().map_or_else(Asked::Wrong, Asked::Request))
    }
}

impl Given {
    fn check(self) -> Result<Request, Wrong> {
        let shown = |value: &Value| match value {
            Value::Str(text) => text.clone(),
            _ => String::new(),
        };
        let (method, url) = (shown(&self.method), shown(&self.url));
        self.read().map_err(|failure| Wrong { failure, method, url })
    }

    fn read(self) -> Result<Request, Failure> {
        let url = string("url", self.url)?;
        let method = string("method", self.method)?.to_ascii_uppercase();
        if method.is_empty() || !method.bytes().all(|byte| byte.is_ascii_alphabetic()) {
            return Err(Failure::value("a method is a word such as GET or POST"));
        }
        let target = Target::parse(&url).map_err(|fault| match fault {
            UrlFault::Malformed(what) => Failure::value(format!("not a URL to fetch: {what}")),
            UrlFault::Refused(what) => Failure::refused(what),
        })?;
        Ok(Request {
            method,
            target,
            headers: given_headers(self.headers)?,
            body: match self.body {
                Value::None => None,
                Value::Bytes(bytes) => Some(bytes),
                Value::Str(text) => Some(text.into_bytes()),
                other => return Err(wrong_type("body", "str or bytes", &other)),
            },
            timeout: timeout(self.timeout)?,
            redirects: match self.redirects {
                Value::Bool(follow) => follow,
                other => return Err(wrong_type("redirects", "bool", &other)),
            },
        })
    }
}

fn wrong_type(argument: &str, wanted: &str, found: &Value) -> Failure {
    let found = found.type_name();
    Failure::type_error(format!("fetch() argument '{argument}': expected {wanted}, not {found}"))
}

fn string(argument: &str, value: Value) -> Result<String, Failure> {
    match value {
        Value::Str(text) => Ok(text),
        other => Err(wrong_type(argument, "str", &other)),
    }
}

fn given_headers(value: Value) -> Result<Vec<(String, String)>, Failure> {
    let pairs = match value {
        Value::None => return Ok(Vec::new()),
        Value::Dict(pairs) => pairs,
        other => return Err(wrong_type("headers", "dict", &other)),
    };
    let mut headers: Vec<(String, String)> = Vec::with_capacity(pairs.len());
    for pair in pairs {
        let (name, value) = match pair {
            (Value::Str(name), Value::Str(value)) => (name, value),
            (Value::Str(_), other) => return Err(wrong_type("headers", "values of str", &other)),
            (other, _) => return Err(wrong_type("headers", "names of str", &other)),
        };
        let (name, value) = headers::given(&name, &value).map_err(|fault| match fault {
            HeaderFault::Malformed(what) => Failure::value(what),
            HeaderFault::Refused(what) => Failure::refused(what),
        })?;
        if headers.iter().any(|(other, _)| *other == name) {
            return Err(Failure::value(format!("the header {name} is there twice")));
        }
        // The host says what it can read.
        if name != "accept-encoding" || value == "identity" {
            headers.push((name, value));
        }
    }
    Ok(headers)
}

fn timeout(value: Value) -> Result<Option<Duration>, Failure> {
    let seconds = match value {
        Value::None => return Ok(None),
        Value::Int(seconds) => seconds as f64,
        Value::Float(seconds) => seconds,
        other => return Err(wrong_type("timeout", "a number", &other)),
    };
    if seconds.is_nan() || seconds <= 0.0 {
        return Err(Failure::value("the timeout must be more than 0"));
    }
    // What is longer than any time is no bound of its own.
    Ok(Duration::try_from_secs_f64(seconds).ok())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::encode;

    /// The arguments of a call of `fetch`, of which only one is out of the ordinary.
    fn ask(argument: &str, value: Value) -> Result<Request, Failure> {
        let ordinary: [(&str, Value); 6] = [
            ("url", "https://a.example/x".into()),
            ("method", "get".into()),
            ("headers", Value::None),
            ("body", Value::None),
            ("timeout", Value::None),
            ("redirects", true.into()),
        ];
        let values: Vec<Value> = ordinary
            .into_iter()
            .map(|(name, usual)| if name == argument { value.clone() } else { usual })
            .collect();
        match Asked::read(&encode(&values).unwrap()).expect("six values") {
            Asked::Request(request) => Ok(request),
            Asked::Wrong(wrong) => Err(wrong.failure),
        }
    }

    fn header(name: &str, value: Value) -> Value {
        Value::Dict(vec![(name.into(), value)])
    }

    #[test]
    fn arguments_become_a_request() {
        let request = ask("", Value::None).unwrap();
        assert_eq!((request.method.as_str(), request.body), ("GET", None));
        assert_eq!(request.target.text(), "https://a.example/x");
        assert_eq!(ask("body", "\u{e4}".into()).unwrap().body, Some(vec![0xc3, 0xa4]));
        assert_eq!(ask("body", Value::Bytes(vec![0])).unwrap().body, Some(vec![0]));
        let timeout = |value| ask("timeout", value).unwrap().timeout;
        assert_eq!(timeout(2.into()), Some(Duration::from_secs(2)));
        assert_eq!(timeout(0.5.into()), Some(Duration::from_millis(500)));
        assert_eq!(timeout(f64::INFINITY.into()), None);
        let headers = ask("headers", header("X-A", " b ".into())).unwrap().headers;
        assert_eq!(headers, [("x-a".to_owned(), "b".to_owned())]);
        // What the host reads is the host's to say.
        let headers = |value: &str| ask("headers", header("Accept-Encoding", value.into()));
        assert_eq!(headers("gzip, br").unwrap().headers, []);
        assert_eq!(headers("identity").unwrap().headers.len(), 1);
    }

    #[test]
    fn what_cannot_be_sent_is_an_exception() {
        let twice = Value::Dict(vec![("A".into(), "1".into()), ("a".into(), "2".into())]);
        for (argument, value, exception, text) in [
            ("url", 5.into(), "TypeError", "argument 'url': expected str, not int"),
            ("url", "a.example".into(), "ValueError", "starts with https://"),
            ("url", "file:///etc/passwd".into(), "PermissionError", "only https and http"),
            ("method", Value::None, "TypeError", "argument 'method'"),
            ("method", "GET /".into(), "ValueError", "a method is a word"),
            ("method", "GET\r\n".into(), "ValueError", "a method is a word"),
            ("method", "".into(), "ValueError", "a method is a word"),
            ("headers", "x".into(), "TypeError", "expected dict, not str"),
            ("headers", header("A", 1.into()), "TypeError", "values of str, not int"),
            ("headers", Value::Dict(vec![(1.into(), "A".into())]), "TypeError", "names of str"),
            ("headers", twice, "ValueError", "the header a is there twice"),
            ("headers", header("A", "\r\nB: c".into()), "ValueError", "line break"),
            ("headers", header("Host", "x".into()), "PermissionError", "not for programs"),
            ("body", Value::Dict(vec![]), "TypeError", "expected str or bytes, not dict"),
            ("timeout", "1".into(), "TypeError", "expected a number, not str"),
            ("timeout", 0.into(), "ValueError", "more than 0"),
            ("timeout", (-1).into(), "ValueError", "more than 0"),
            ("timeout", f64::NAN.into(), "ValueError", "more than 0"),
            ("redirects", 1.into(), "TypeError", "expected bool, not int"),
        ] {
            let failure = ask(argument, value).unwrap_err();
            assert_eq!(failure.exception(), exception, "{failure:?}");
            assert!(failure.message().contains(text), "{failure:?}");
        }
    }

    #[test]
    fn what_no_program_can_send_is_none() {
        let six = encode(&vec![Value::None; 6]).unwrap();
        assert!(matches!(Asked::read(&six), Some(Asked::Wrong(_))));
        let (five, seven) = (encode(&[0; 5]).unwrap(), encode(&[0; 7]).unwrap());
        for bytes in
            [&[][..], &[0x96], &[0xc0], &five, &seven, &six[..6], &[&six[..], &[0]].concat()]
        {
            assert!(Asked::read(bytes).is_none(), "{bytes:?}");
        }
    }
}
