//! Secure connections, with an authority of the test's own.

use super::server::{Connection, Handler, Server, ok};
use super::{LOOPBACK, raised, rule};
use micropython_sandbox::{Error, NetPolicy, Sandbox};
use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, DnType, IsCa, KeyPair};
use rustls::pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};
use rustls::{ServerConfig, ServerConnection, StreamOwned};
use std::net::TcpStream;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

static AUTHORITIES: AtomicU32 = AtomicU32::new(0);

/// An authority, which is trusted by whom it is given to.
pub struct Authority(CertifiedIssuer<'static, KeyPair>);

impl Authority {
    pub fn new() -> Authority {
        let mut params = CertificateParams::new(Vec::new()).unwrap();
        let name = format!("authority {}", AUTHORITIES.fetch_add(1, Ordering::Relaxed));
        params.distinguished_name.push(DnType::CommonName, name);
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        Authority(CertifiedIssuer::self_signed(params, KeyPair::generate().unwrap()).unwrap())
    }

    pub fn pem(&self) -> String {
        self.0.pem()
    }

    /// A server with a certificate for this name.
    pub fn server(&self, name: &str, handler: Arc<Handler>) -> Server {
        self.serve(CertificateParams::new(vec![name.to_owned()]).unwrap(), handler)
    }

    fn serve(&self, params: CertificateParams, handler: Arc<Handler>) -> Server {
        let key = KeyPair::generate().unwrap();
        let certificate = params.signed_by(&key, &self.0).unwrap();
        let key = PrivateKeyDer::from(PrivatePkcs8KeyDer::from(key.serialize_der()));
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let config = ServerConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_no_client_auth()
            .with_single_cert(vec![certificate.der().clone()], key)
            .unwrap();
        let config = Arc::new(config);
        Server::with(handler, move |stream| {
            let connection = ServerConnection::new(Arc::clone(&config)).ok()?;
            Some(Box::new(Tls(StreamOwned::new(connection, stream), false)))
        })
    }
}

/// And whether it ends without a farewell.
struct Tls(StreamOwned<ServerConnection, TcpStream>, bool);

impl std::io::Read for Tls {
    fn read(&mut self, bytes: &mut [u8]) -> std::io::Result<usize> {
        self.0.read(bytes)
    }
}

impl std::io::Write for Tls {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.write(bytes)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        self.0.flush()
    }
}

impl Connection for Tls {
    fn reset(&mut self) {
        self.1 = true;
    }
}

impl Drop for Tls {
    fn drop(&mut self) {
        if !self.1 {
            self.0.conn.send_close_notify();
            let _ = std::io::Write::flush(&mut self.0);
        }
    }
}

fn fine() -> Arc<Handler> {
    Arc::new(|_, connection| {
        let _ = connection.write_all(&ok("fine"));
    })
}

/// A sandbox whose programs may use this server as `good.test`, and trust these
/// authorities.
fn trusting(server: &Server, authorities: Option<&str>) -> Sandbox {
    let mut rule = rule(&format!("https://good.test:{} at 127.0.0.1", server.port()));
    if let Some(pem) = authorities {
        rule = rule.authorities(pem).unwrap();
    }
    let net = NetPolicy::new().allow(rule).resolver(|_| Ok(vec![LOOPBACK]));
    Sandbox::builder().net(net).build().unwrap()
}

fn program(server: &Server) -> String {
    format!("print(fetch('https://good.test:{}/').text)", server.port())
}

#[test]
fn a_server_is_trusted_if_its_authority_is() {
    let (authority, other) = (Authority::new(), Authority::new());
    let server = authority.server("good.test", fine());
    let both = other.pem() + &authority.pem();
    for pem in [authority.pem(), both] {
        let outcome = trusting(&server, Some(&pem)).run(&program(&server));
        assert_eq!(outcome.stdout_text(), "fine\n", "{:?}", outcome.error);
    }
    assert_eq!(
        server.seen()[0].header("host"),
        Some(format!("good.test:{}", server.port()).as_str())
    );
    for pem in [None, Some(other.pem())] {
        let outcome = trusting(&server, pem.as_deref()).run(&program(&server));
        let message = "ConnectionError: the certificate is not of an authority that is trusted";
        assert_eq!(raised(&outcome), message);
    }
    assert_eq!(server.seen().len(), 2);
}

/// The name that was asked for is the name that is checked, whatever the address.
#[test]
fn a_certificate_is_for_its_own_name() {
    let authority = Authority::new();
    for name in ["other.test", "good.test.evil.test", "127.0.0.1"] {
        let server = authority.server(name, fine());
        let outcome = trusting(&server, Some(&authority.pem())).run(&program(&server));
        assert_eq!(
            raised(&outcome),
            "ConnectionError: the certificate is of another host",
            "{name}"
        );
        assert_eq!(server.seen().len(), 0);
    }
    let mut expired = CertificateParams::new(vec!["good.test".to_owned()]).unwrap();
    expired.not_after = rcgen::date_time_ymd(2020, 1, 1);
    let server = authority.serve(expired, fine());
    let outcome = trusting(&server, Some(&authority.pem())).run(&program(&server));
    assert_eq!(raised(&outcome), "ConnectionError: the certificate has expired");
}

#[test]
fn what_is_no_secure_connection_is_none() {
    let authority = Authority::new();
    // It does not wait for a request.
    let plain = Server::with(fine(), |mut stream| {
        let _ = std::io::Write::write_all(&mut stream, &ok("fine"));
        None
    });
    let outcome = trusting(&plain, Some(&authority.pem())).run(&program(&plain));
    assert_eq!(raised(&outcome), "ConnectionError: no secure connection can be made");
    let server = authority.server("good.test", fine());
    // And the other way round.
    let net = NetPolicy::new().allow(rule(&format!("http://{}", server.address)));
    let sandbox = Sandbox::builder().net(net).build().unwrap();
    let outcome = sandbox.run(&format!("fetch('http://{}')", server.address));
    assert!(raised(&outcome).starts_with("ConnectionError: "), "{outcome:?}");
}

/// An answer without a length is whole when the connection is ended, not when it is
/// cut.
#[test]
fn a_cut_connection_is_no_end_of_an_answer() {
    let authority = Authority::new();
    for (cut, expected) in [(false, "fine\n"), (true, "")] {
        let handler: Arc<Handler> = Arc::new(move |_, connection| {
            let _ = connection.write_all(b"HTTP/1.1 200 OK\r\n\r\nfine");
            let _ = connection.flush();
            if cut {
                connection.reset();
            }
        });
        let server = authority.server("good.test", handler);
        let outcome = trusting(&server, Some(&authority.pem())).run(&program(&server));
        assert_eq!(outcome.stdout_text(), expected);
        if cut {
            assert_eq!(raised(&outcome), "ConnectionError: the connection was broken off");
        }
    }
}

#[test]
fn certificates_that_are_none_are_refused() {
    let plain = rule("http://a.test").authorities("-----BEGIN CERTIFICATE-----").unwrap_err();
    assert_eq!(plain, "certificates are for https only");
    let none = rule("https://a.test").authorities("").unwrap_err();
    assert!(none.contains("no certificate in it"), "{none}");
    let broken = "-----BEGIN CERTIFICATE-----\nAAAA$\n-----END CERTIFICATE-----\n";
    let net = NetPolicy::new().allow(rule("https://a.test").authorities(broken).unwrap());
    let error = Sandbox::builder().net(net).build().unwrap_err();
    let text = "rule `https://a.test/`: a certificate that cannot be read";
    assert_eq!(error, Error::Config(text.to_owned()));
}
