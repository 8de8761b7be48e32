//! Requests and their answers on file, for tests of programs that fetch.

use super::base64;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use std::fmt;
use std::io::{BufWriter, Write};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// The version of the format.
const FORMAT: u32 = 1;

/// What is written at once, in bytes.
const PIECE_BYTES: usize = 64 << 10;

/// Requests of programs and what they came to, written down or given back: see
/// [`NetPolicy::cassette`](crate::NetPolicy::cassette).
///
/// ```
/// use micropython_sandbox::{Cassette, NetPolicy, Sandbox};
///
/// let text = concat!(
///     r#"{"cassette":1}"#, "\n",
///     r#"{"request":{"method":"GET","url":"https://api.example.com/","headers":{},"body":null},"#,
///     r#""response":{"status":200,"reason":"OK","headers":[],"body":"[1, 2]","#,
///     r#""url":"https://api.example.com/"}}"#, "\n",
/// );
/// let net = NetPolicy::new().cassette(Cassette::replay(text)?);
/// let sandbox = Sandbox::builder().net(net).build()?;
/// let outcome = sandbox.run("sum(fetch('https://api.example.com/').json())");
/// assert_eq!(outcome.value.unwrap().repr, "3");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone)]
pub struct Cassette(Arc<Mutex<Tape>>);

enum Tape {
    Record(Box<dyn Write + Send>),
    /// What is there, and whether it was given back.
    Replay(Vec<(Exchange, bool)>),
}

/// A request and what it came to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Exchange {
    pub request: Asked,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub response: Option<Response>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub raised: Option<Raised>,
}

/// A request as a program has made it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Asked {
    pub method: String,
    pub url: String,
    pub headers: std::collections::BTreeMap<String, String>,
    pub body: Option<Body>,
}

/// An answer as a program gets it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Response {
    pub status: u16,
    pub reason: String,
    pub headers: Vec<(String, String)>,
    pub body: Body,
    /// Where it is from, after redirects.
    pub url: String,
}

/// An exception in its place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Raised {
    pub exception: String,
    pub message: String,
}

/// Bytes; on file a text, or where they are none, `{"base64": ...}`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Body(pub Vec<u8>);

impl Serialize for Body {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match std::str::from_utf8(&self.0) {
            Ok(text) => serializer.serialize_str(text),
            Err(_) => OnFile::Base64 { base64: base64::encode(&self.0) }.serialize(serializer),
        }
    }
}

impl<'de> Deserialize<'de> for Body {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Body, D::Error> {
        match OnFile::deserialize(deserializer)? {
            OnFile::Text(text) => Ok(Body(text.into_bytes())),
            OnFile::Base64 { base64 } => base64::decode(&base64)
                .map(Body)
                .ok_or_else(|| de::Error::custom("a body that is not in Base64")),
        }
    }
}

#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum OnFile {
    Text(String),
    Base64 { base64: String },
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Head {
    cassette: u32,
}

impl Cassette {
    /// One that is written, as requests are made, in lines of JSON: see
    /// docs/fetch.md.
    ///
    /// It has requests as programs make them and answers as they get them: no header
    /// that a rule adds.
    ///
    /// # Errors
    ///
    /// Those of the writer, which is written to at once.
    pub fn record(mut writer: impl Write + Send + 'static) -> std::io::Result<Cassette> {
        writer.write_all(format!("{{\"cassette\":{FORMAT}}}\n").as_bytes())?;
        writer.flush()?;
        Ok(Cassette(Arc::new(Mutex::new(Tape::Record(Box::new(writer))))))
    }

    /// One that answers from what was recorded, by the whole text of that. Nothing
    /// is fetched then, and no rule is needed.
    ///
    /// A request gets the first answer that was recorded for the same method, URL,
    /// headers and body and was not given before. Where there is none, the run is
    /// stopped with [`Error::Host`](crate::Error::Host), which says so.
    ///
    /// # Errors
    ///
    /// A sentence that says what is wrong and in which line.
    pub fn replay(text: &str) -> Result<Cassette, String> {
        let mut lines = (1..).zip(text.lines());
        let wrong = |number: i32, error: &dyn fmt::Display| format!("line {number}: {error}");
        let head = lines.next().map(|(_, line)| serde_json::from_str::<Head>(line));
        match head {
            Some(Ok(Head { cassette: FORMAT })) => {}
            Some(Ok(Head { cassette })) => {
                return Err(format!("line 1: the format {cassette}; this is for format {FORMAT}"));
            }
            Some(Err(_)) | None => {
                return Err(format!("line 1: a cassette begins with {{\"cassette\":{FORMAT}}}"));
            }
        }
        let mut tape = Vec::new();
        for (number, line) in lines.filter(|(_, line)| !line.trim().is_empty()) {
            let exchange: Exchange =
                serde_json::from_str(line).map_err(|error| wrong(number, &error))?;
            if exchange.response.is_some() == exchange.raised.is_some() {
                return Err(wrong(number, &"it needs either `response` or `raised`"));
            }
            tape.push((exchange, false));
        }
        Ok(Cassette(Arc::new(Mutex::new(Tape::Replay(tape)))))
    }

    /// Whether it gives answers back, so that none are fetched.
    pub(crate) fn replays(&self) -> bool {
        matches!(&*self.lock(), Tape::Replay(_))
    }

    /// Writes down what a request came to. False if that cannot be written.
    pub(crate) fn write(&self, exchange: &Exchange) -> bool {
        let Tape::Record(writer) = &mut *self.lock() else {
            return true;
        };
        // In pieces: as JSON an answer may be six times as long.
        let mut line = BufWriter::with_capacity(PIECE_BYTES, writer);
        let written = serde_json::to_writer(&mut line, exchange).map_err(std::io::Error::from);
        written.and_then(|()| line.write_all(b"\n")).and_then(|()| line.flush()).is_ok()
    }

    /// Gives back what a request came to; or says what is there instead.
    pub(crate) fn take(&self, asked: &Asked) -> Result<Exchange, String> {
        let mut tape = self.lock();
        let Tape::Replay(exchanges) = &mut *tape else {
            return Err("the cassette is not for replaying".to_owned());
        };
        let fits = |(exchange, used): &&mut (Exchange, bool)| !*used && exchange.request == *asked;
        if let Some((exchange, used)) = exchanges.iter_mut().find(fits) {
            *used = true;
            return Ok(exchange.clone());
        }
        let same = |exchange: &Exchange| {
            exchange.request.method == asked.method && exchange.request.url == asked.url
        };
        let there = exchanges.iter().filter(|(exchange, _)| same(exchange));
        let (mut others, mut used_up) = (0, 0);
        for (exchange, used) in there {
            if exchange.request == *asked { used_up += usize::from(*used) } else { others += 1 }
        }
        let what = match (others, used_up) {
            (0, 0) => "it has none for this method and URL".to_owned(),
            (_, 0) => "it has one with other headers or another body".to_owned(),
            (_, count) => format!("its answers are used up, which were {count}"),
        };
        let Asked { method, url, .. } = asked;
        Err(format!("the cassette has no answer to {method} {url}: {what}; record it anew"))
    }

    fn lock(&self) -> MutexGuard<'_, Tape> {
        // A writer that has panicked before is asked again.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for Cassette {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.replays() { "Cassette::replay" } else { "Cassette::record" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(url: &str) -> Asked {
        let (method, headers) = ("GET".to_owned(), [("a".into(), "b".into())].into());
        Asked { method, url: url.to_owned(), headers, body: Some(Body(b"\xff".to_vec())) }
    }

    fn answered(url: &str, body: &[u8]) -> Exchange {
        let response = Response {
            status: 200,
            reason: "OK".to_owned(),
            headers: vec![("x".to_owned(), "y".to_owned())],
            body: Body(body.to_vec()),
            url: url.to_owned(),
        };
        Exchange { request: asked(url), response: Some(response), raised: None }
    }

    #[test]
    fn what_is_written_is_given_back_once() {
        let text = Arc::new(Mutex::new(Vec::new()));
        struct Into(Arc<Mutex<Vec<u8>>>);
        impl Write for Into {
            fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
                self.0.lock().unwrap().extend_from_slice(bytes);
                Ok(bytes.len())
            }
            fn flush(&mut self) -> std::io::Result<()> {
                Ok(())
            }
        }
        let recorded = Cassette::record(Into(Arc::clone(&text))).unwrap();
        let raised = Exchange {
            request: asked("c"),
            response: None,
            raised: Some(Raised { exception: "TimeoutError".into(), message: "no".into() }),
        };
        let all = [answered("a", b"1"), answered("a", b"\xff\x00"), answered("b", b""), raised];
        assert!(all.iter().all(|exchange| recorded.write(exchange)));
        let text = String::from_utf8(text.lock().unwrap().clone()).unwrap();
        assert_eq!(text.lines().count(), 5);
        let replayed = Cassette::replay(&text).unwrap();
        for at in [2, 0, 3, 1] {
            assert_eq!(replayed.take(&all[at].request).as_ref(), Ok(&all[at]));
        }
        for (request, hint) in [
            (asked("a"), "used up, which were 2"),
            (asked("d"), "it has none for this method and URL"),
            (Asked { body: None, ..asked("b") }, "other headers or another body"),
        ] {
            let error = replayed.take(&request).unwrap_err();
            assert!(error.contains(hint), "{error}");
        }
    }

    #[test]
    fn what_is_no_cassette_is_refused_with_its_line() {
        let request = r#""request":{"method":"GET","url":"a","headers":{},"body":null}"#;
        let head = "{\"cassette\":1}\n";
        for (text, message) in [
            (String::new(), "line 1: a cassette begins with {\"cassette\":1}"),
            ("[]".to_owned(), "line 1: a cassette begins"),
            ("{\"cassette\":2}".to_owned(), "line 1: the format 2"),
            (format!("{head}{{}}"), "line 2: missing field `request`"),
            (format!("{head}\n{{{request}}}"), "line 3: it needs either `response` or `raised`"),
            (format!("{head}{{{request},\"more\":1}}"), "line 2: unknown field `more`"),
            (
                format!("{head}{{{request},\"response\":{{\"status\":70000}}}}"),
                "line 2: invalid value: integer `70000`",
            ),
            (
                format!(
                    "{head}{{\"request\":{{\"method\":\"GET\",\"url\":\"a\",\"headers\":{{}},\"body\":{{\"base64\":\"-\"}}}}}}"
                ),
                "line 2: a body that is not in Base64",
            ),
        ] {
            let error = Cassette::replay(&text).unwrap_err();
            assert!(error.contains(message), "{text}\n{error}");
        }
        assert!(Cassette::replay(head).is_ok());
    }
}
