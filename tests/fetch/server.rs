//! Servers on loopback that say whatever a test wants them to.

#![allow(dead_code, reason = "each test is a crate of its own")]

use std::io::{self, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};
use std::time::Duration;

/// How long a server waits for anything.
const PATIENCE: Duration = Duration::from_secs(20);

/// A request as it came.
#[derive(Debug, Clone, Default)]
pub struct Seen {
    pub method: String,
    pub path: String,
    /// Names in lower case.
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
    /// All of it.
    pub raw: Vec<u8>,
}

impl Seen {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }
}

/// What a server does with a request: writes on the connection what it likes.
pub type Handler = dyn Fn(&Seen, &mut dyn Connection) + Send + Sync;

/// The other end.
pub trait Connection: Read + Write {
    /// Has it end without a farewell when it is dropped.
    fn reset(&mut self);
}

impl Connection for TcpStream {
    #[cfg(unix)]
    fn reset(&mut self) {
        use std::os::fd::AsRawFd as _;
        let linger = libc::linger { l_onoff: 1, l_linger: 0 };
        // SAFETY: the descriptor is open, and the option is read before it returns.
        let set = unsafe {
            libc::setsockopt(
                self.as_raw_fd(),
                libc::SOL_SOCKET,
                libc::SO_LINGER,
                (&raw const linger).cast(),
                size_of_val(&linger) as libc::socklen_t,
            )
        };
        assert_eq!(set, 0);
    }

    #[cfg(not(unix))]
    fn reset(&mut self) {
        let _ = self.shutdown(std::net::Shutdown::Both);
    }
}

/// A server that stops when it is dropped.
pub struct Server {
    pub address: SocketAddr,
    seen: Arc<Mutex<Vec<Seen>>>,
    stop: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl Server {
    /// One that does this with each request.
    pub fn new(handler: impl Fn(&Seen, &mut dyn Connection) + Send + Sync + 'static) -> Server {
        Server::with(Arc::new(handler), |stream| Some(Box::new(stream)))
    }

    /// One that answers each request with the same bytes.
    pub fn saying(answer: impl Into<Vec<u8>>) -> Server {
        let answer = answer.into();
        Server::new(move |_, connection| {
            let _ = connection.write_all(&answer);
        })
    }

    /// One whose connections are made by `accept`.
    pub fn with(
        handler: Arc<Handler>,
        accept: impl Fn(TcpStream) -> Option<Box<dyn Connection>> + Send + Sync + 'static,
    ) -> Server {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let (seen, stop) = (Arc::<Mutex<Vec<Seen>>>::default(), Arc::<AtomicBool>::default());
        let (into, ended, accept) = (Arc::clone(&seen), Arc::clone(&stop), Arc::new(accept));
        let thread = thread::spawn(move || {
            for stream in listener.incoming() {
                if ended.load(Ordering::Relaxed) {
                    return;
                }
                let Ok(stream) = stream else { continue };
                let _ = stream.set_read_timeout(Some(PATIENCE));
                let _ = stream.set_write_timeout(Some(PATIENCE));
                let (handler, into, accept) =
                    (Arc::clone(&handler), Arc::clone(&into), Arc::clone(&accept));
                thread::spawn(move || {
                    let Some(mut connection) = accept(stream) else { return };
                    if let Ok(request) = read(&mut *connection) {
                        into.lock().unwrap().push(request.clone());
                        handler(&request, &mut *connection);
                        let _ = connection.flush();
                    }
                });
            }
        });
        Server { address, seen, stop, thread: Some(thread) }
    }

    pub fn port(&self) -> u16 {
        self.address.port()
    }

    /// The requests that have come so far.
    pub fn seen(&self) -> Vec<Seen> {
        self.seen.lock().unwrap().clone()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
        let _ = TcpStream::connect(self.address);
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// Reads a request; its body by its length.
fn read(connection: &mut dyn Connection) -> io::Result<Seen> {
    let mut raw = Vec::new();
    let mut byte = [0];
    while !raw.ends_with(b"\r\n\r\n") {
        if connection.read(&mut byte)? == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        raw.push(byte[0]);
    }
    let head = String::from_utf8_lossy(&raw).into_owned();
    let mut lines = head.split("\r\n");
    let mut words = lines.next().unwrap_or_default().split(' ').map(str::to_owned);
    let method = words.next().unwrap_or_default();
    let path = words.next().unwrap_or_default();
    let headers: Vec<(String, String)> = lines
        .filter_map(|line| line.split_once(": "))
        .map(|(name, value)| (name.to_ascii_lowercase(), value.to_owned()))
        .collect();
    let length = headers.iter().find(|(name, _)| name == "content-length");
    let mut body = vec![0; length.map_or(0, |(_, length)| length.parse().unwrap_or(0))];
    connection.read_exact(&mut body)?;
    raw.extend_from_slice(&body);
    Ok(Seen { method, path, headers, body, raw })
}

/// An ordinary answer.
pub fn ok(body: &str) -> Vec<u8> {
    answer("200 OK", "", body)
}

/// An answer with headers, each ended by a line break.
pub fn answer(status: &str, headers: &str, body: &str) -> Vec<u8> {
    let length = body.len();
    format!("HTTP/1.1 {status}\r\nContent-Length: {length}\r\n{headers}\r\n{body}").into_bytes()
}
