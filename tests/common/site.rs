//! Serves files on this machine's own interface, for a browser.

use std::io::{BufRead as _, BufReader, Write as _};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::thread;
use std::time::Duration;

/// A file: its path, its type, and its content.
pub type Page = (String, &'static str, Vec<u8>);

/// Serves them until the test ends, and gives the address.
pub fn serve(pages: Vec<Page>) -> String {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            // A browser that goes away in the middle is its own business.
            let _ = answer(stream, &pages);
        }
    });
    address
}

fn answer(stream: TcpStream, pages: &[Page]) -> std::io::Result<()> {
    stream.set_read_timeout(Some(Duration::from_secs(10)))?;
    let mut lines = BufReader::new(&stream).lines();
    let request = lines.next().transpose()?.unwrap_or_default();
    while lines.next().transpose()?.is_some_and(|line| !line.is_empty()) {}
    let path = request.split(' ').nth(1).unwrap_or_default();
    let found = pages.iter().find(|(known, ..)| known == path);
    let (status, kind, content) = match found {
        Some((_, kind, content)) => ("200 OK", *kind, content.as_slice()),
        None => ("404 Not Found", "text/plain", &b"no such page"[..]),
    };
    let length = content.len();
    write!(
        &stream,
        "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {length}\r\n\
         Connection: close\r\n\r\n"
    )?;
    (&stream).write_all(content)
}
