//! The one file that looks up names and opens sockets, by the system and by `ureq`.
//!
//! One exchange, one request and its answer, has an agent of `ureq`'s of its own:
//! no proxy, no cookies, no redirects, no connection that is used twice. It connects
//! to the addresses that it is given, which have been checked, and looks up none.

use super::line::Line;
use crate::net::FetchLimits;
use crate::net::target::Target;
use std::io::{self, Read};
use std::net::{IpAddr, SocketAddr, ToSocketAddrs};
use std::sync::Arc;
use std::time::Instant;
use ureq::config::Config;
use ureq::http::{Request, Response, Uri};
use ureq::tls::{PemItem, RootCerts, TlsConfig, parse_pem};
use ureq::unversioned::resolver::{ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::{
    Buffers, ConnectionDetails, Connector, NextTimeout, RustlsConnector, TcpConnector, Transport,
    time::Duration,
};
use ureq::{Agent, Body, Error};

/// Addresses of one host that are tried.
pub(super) const MAX_ADDRESSES: usize = 8;

/// What is received beside the body of an answer and its head: the lengths of its
/// chunks, answers that are none yet.
const FRAMING_BYTES: u64 = 64 << 10;

/// What a request is sent with unless the program says otherwise.
const USER_AGENT: &str = concat!("micropython-sandbox/", env!("CARGO_PKG_VERSION"));

/// One request, to be sent as it stands.
pub(super) struct Outgoing<'a> {
    pub method: &'a str,
    pub target: &'a Target,
    /// Checked ones, in order.
    pub addresses: &'a [IpAddr],
    pub headers: &'a [(String, String)],
    pub body: Option<&'a [u8]>,
    pub deadline: Instant,
    pub limits: &'a FetchLimits,
    /// Certificates of the authorities to trust, PEM; `None` for the public ones.
    pub authorities: Option<&'a str>,
}

/// An answer, whole.
pub(super) struct Incoming {
    pub status: u16,
    pub reason: &'static str,
    /// Names in lower case, in the order of the first of each.
    pub headers: Vec<(String, Vec<u8>)>,
    /// Decompressed, where the client could.
    pub body: Vec<u8>,
}

/// Why there is no answer. Nothing in it is of the machine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Broken {
    Timeout,
    /// The body is larger than it may be.
    TooLarge,
    /// Anything else, in words.
    Failed(&'static str),
}

/// Looks up a host's addresses as the system does.
pub(super) fn look_up(host: &str) -> io::Result<Vec<IpAddr>> {
    Ok((host, 0).to_socket_addrs()?.map(|address| address.ip()).collect())
}

/// The certificates in a text.
pub(super) fn certificates(pem: &str) -> Result<RootCerts, &'static str> {
    let wrong = "a certificate that cannot be read";
    let mut certificates = Vec::new();
    for item in parse_pem(pem.as_bytes()) {
        match item.map_err(|_| wrong)? {
            PemItem::Certificate(certificate) => certificates.push(certificate),
            _ => return Err("a private key among the certificates; leave it out"),
        }
    }
    if certificates.is_empty() {
        return Err(wrong);
    }
    Ok(RootCerts::new_with_certs(&certificates))
}

/// Sends a request and reads its answer to the end.
pub(super) fn exchange(request: &Outgoing<'_>, line: &Arc<Line>) -> Result<Incoming, Broken> {
    let left = request.deadline.saturating_duration_since(Instant::now());
    if left.is_zero() {
        return Err(Broken::Timeout);
    }
    let addresses: Vec<SocketAddr> = request
        .addresses
        .iter()
        .take(MAX_ADDRESSES)
        .map(|address| SocketAddr::new(*address, request.target.port))
        .collect();
    let limits = request.limits;
    let most = 2 * limits.response_bytes + limits.header_bytes as u64 + FRAMING_BYTES;
    let tls = match request.authorities {
        None => TlsConfig::builder(),
        Some(pem) => TlsConfig::builder().root_certs(certificates(pem).map_err(Broken::Failed)?),
    };
    let config = Agent::config_builder()
        .proxy(None)
        .http_status_as_error(false)
        .max_redirects(0)
        .max_idle_connections(0)
        .user_agent(USER_AGENT)
        .timeout_global(Some(left))
        .max_response_header_size(limits.header_bytes)
        // A head that is too large must fit, or it would look like a broken one.
        .input_buffer_size(limits.header_bytes + FRAMING_BYTES as usize)
        .tls_config(tls.build())
        .build();
    let connector = Dial { addresses: addresses.clone(), line: Arc::clone(line) }
        .chain(RustlsConnector::default())
        .chain(Metered { line: Arc::clone(line), most: line.received() + most });
    let agent = Agent::with_parts(config, connector, Checked(addresses));
    let cut = agent.clone();
    if !line.hold(move || cut.shutdown()) {
        return Err(Broken::Failed("it was given up"));
    }
    // These have a body, be it an empty one.
    let has_body = ["POST", "PUT", "PATCH"].contains(&request.method);
    let response = match request.body.or(has_body.then_some(&[])) {
        Some(body) => agent.run(head(request, body)?),
        None => agent.run(head(request, ())?),
    };
    response.and_then(|response| read(request, response)).map_err(|error| broken(&error))
}

fn head<B>(request: &Outgoing<'_>, body: B) -> Result<Request<B>, Broken> {
    let mut head = Request::builder().method(request.method).uri(request.target.text());
    for (name, value) in request.headers {
        head = head.header(name, value);
    }
    // The connection is used once.
    let head = head.header("connection", "close");
    head.body(body).map_err(|_| Broken::Failed("HTTP cannot carry the request"))
}

fn read(request: &Outgoing<'_>, response: Response<Body>) -> Result<Incoming, Error> {
    let (head, body) = response.into_parts();
    let status = head.status.as_u16();
    if head.status.is_informational() {
        return Err(io::Error::from(io::ErrorKind::InvalidData).into());
    }
    let headers = head.headers.iter();
    let headers = headers.map(|(name, value)| (name.to_string(), value.as_bytes().to_vec()));
    let headers = headers.collect();
    let mut bytes = Vec::new();
    // Nothing that comes with these is a body.
    if request.method != "HEAD" && status != 204 && status != 304 {
        let limit = request.limits.response_bytes;
        body.into_with_config().limit(limit).reader().read_to_end(&mut bytes)?;
    }
    let reason = head.status.canonical_reason().unwrap_or("");
    Ok(Incoming { status, reason, headers, body: bytes })
}

/// What an error of the client's means, in words of our own: its own may tell of
/// the machine.
fn broken(error: &Error) -> Broken {
    Broken::Failed(match error {
        Error::Timeout(_) => return Broken::Timeout,
        Error::BodyExceedsLimit(_) => return Broken::TooLarge,
        Error::Io(error) => return broken_io(error),
        Error::LargeResponseHeader(..) => "the head of the answer is too large",
        Error::Decompress(_, error) if error.kind() == io::ErrorKind::BrokenPipe => {
            return broken_io(error);
        }
        Error::Decompress(..) => "the answer cannot be decompressed",
        Error::BodyStalled => "the connection ended too early",
        Error::Protocol(_) => "the answer is not what HTTP allows",
        Error::Http(_) | Error::BadUri(_) => "HTTP cannot carry the request",
        Error::Rustls(error) => tls(&error.to_string()),
        Error::Tls(_) | Error::TlsRequired => "no secure connection can be made",
        _ => "the request failed",
    })
}

fn broken_io(error: &io::Error) -> Broken {
    if let Some(error) = error.get_ref().and_then(|inner| inner.downcast_ref::<Error>()) {
        return broken(error);
    }
    Broken::Failed(match error.kind() {
        io::ErrorKind::TimedOut | io::ErrorKind::WouldBlock => return Broken::Timeout,
        io::ErrorKind::ConnectionRefused => "the connection was refused",
        io::ErrorKind::ConnectionReset
        | io::ErrorKind::ConnectionAborted
        | io::ErrorKind::BrokenPipe => "the connection was broken off",
        io::ErrorKind::UnexpectedEof => "the connection ended too early",
        io::ErrorKind::InvalidData if error.get_ref().is_some() => tls(&error.to_string()),
        io::ErrorKind::InvalidData => "the answer is not what HTTP allows",
        io::ErrorKind::HostUnreachable | io::ErrorKind::NetworkUnreachable => {
            "the host cannot be reached"
        }
        _ => "the connection failed",
    })
}

/// What is wrong with a secure connection.
fn tls(text: &str) -> &'static str {
    let says = |words: &str| text.contains(words);
    match () {
        () if says("UnknownIssuer") || says("BadSignature") => {
            "the certificate is not of an authority that is trusted"
        }
        () if says("not valid for name") || says("NotValidForName") => {
            "the certificate is of another host"
        }
        () if says("expired") || says("Expired") => "the certificate has expired",
        () if says("certificate") => "the certificate is not valid",
        () => "no secure connection can be made",
    }
}

/// Gives the client the addresses that were checked.
#[derive(Debug)]
struct Checked(Vec<SocketAddr>);

impl Resolver for Checked {
    fn resolve(&self, _: &Uri, _: &Config, _: NextTimeout) -> Result<ResolvedSocketAddrs, Error> {
        let mut addresses = self.empty();
        self.0.iter().for_each(|address| addresses.push(*address));
        Ok(addresses)
    }
}

/// Connects to one of the addresses that were checked, and notes which.
struct Dial {
    addresses: Vec<SocketAddr>,
    line: Arc<Line>,
}

impl Connector<()> for Dial {
    type Out = <TcpConnector as Connector<()>>::Out;

    fn connect(
        &self,
        details: &ConnectionDetails<'_>,
        _: Option<()>,
    ) -> Result<Option<Self::Out>, Error> {
        let started = Instant::now();
        let mut result = Err(io::Error::from(io::ErrorKind::HostUnreachable).into());
        for (at, address) in self.addresses.iter().enumerate() {
            // Each has its share of the time that is left.
            let left = details.timeout.after.saturating_sub(started.elapsed());
            let share = left / (self.addresses.len() - at) as u32;
            // To the connector, no time at all is as long as it takes.
            if share.is_zero() {
                return Err(Error::Timeout(details.timeout.reason));
            }
            let mut single = details.addrs.clone();
            single.truncate(0);
            single.push(*address);
            let details = ConnectionDetails {
                addrs: single,
                now: (details.current_time)(),
                timeout: NextTimeout { after: Duration::from(share), ..details.timeout },
                current_time: Arc::clone(&details.current_time),
                run_connector: Arc::clone(&details.run_connector),
                register_shutdown: Arc::clone(&details.register_shutdown),
                ..*details
            };
            result = TcpConnector::default().connect(&details, None::<()>);
            if result.is_ok() {
                self.line.connected(*address);
                break;
            }
        }
        result
    }
}

impl std::fmt::Debug for Dial {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Dial")
    }
}

/// Counts what is received, up to a limit, and tells a connection that breaks off
/// from one that ends: the client takes both for the end of a body that has no
/// length.
struct Metered {
    line: Arc<Line>,
    most: u64,
}

struct MeteredTransport<T> {
    inner: T,
    line: Arc<Line>,
    most: u64,
}

impl<T: Transport> Connector<T> for Metered {
    type Out = MeteredTransport<T>;

    fn connect(
        &self,
        _: &ConnectionDetails<'_>,
        chained: Option<T>,
    ) -> Result<Option<MeteredTransport<T>>, Error> {
        let (line, most) = (Arc::clone(&self.line), self.most);
        Ok(chained.map(|inner| MeteredTransport { inner, line, most }))
    }
}

impl<T: Transport> Transport for MeteredTransport<T> {
    fn buffers(&mut self) -> &mut dyn Buffers {
        self.inner.buffers()
    }

    fn transmit_output(&mut self, amount: usize, timeout: NextTimeout) -> Result<(), Error> {
        self.inner.transmit_output(amount, timeout)
    }

    fn await_input(&mut self, timeout: NextTimeout) -> Result<bool, Error> {
        let before = self.inner.buffers().input().len();
        let more = self.inner.await_input(timeout).map_err(|error| match error {
            Error::Io(error) if ends(error.kind()) => {
                Error::Io(io::Error::from(io::ErrorKind::BrokenPipe))
            }
            error => error,
        })?;
        let bytes = self.inner.buffers().input().len().saturating_sub(before) as u64;
        if self.line.receive(bytes) > self.most {
            return Err(Error::BodyExceedsLimit(self.most));
        }
        Ok(more)
    }

    fn is_open(&mut self) -> bool {
        false
    }

    fn is_tls(&self) -> bool {
        self.inner.is_tls()
    }
}

fn ends(kind: io::ErrorKind) -> bool {
    matches!(
        kind,
        io::ErrorKind::UnexpectedEof
            | io::ErrorKind::ConnectionReset
            | io::ErrorKind::ConnectionAborted
    )
}

impl std::fmt::Debug for Metered {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Metered")
    }
}

impl<T> std::fmt::Debug for MeteredTransport<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("MeteredTransport")
    }
}
