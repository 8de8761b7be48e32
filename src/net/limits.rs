//! How much a program may fetch.

use std::time::Duration;

/// How much a program may fetch; a plain struct, to be changed where the default
/// does not fit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FetchLimits {
    /// Requests of one run: those that are refused and each redirect that is
    /// followed count as well. Default 100. Beyond it, `PermissionError`.
    pub requests: u64,

    /// The largest request: its URL, headers and body, in bytes. Default 1 MiB.
    /// Beyond it, `OSError`.
    pub request_bytes: u64,

    /// The largest body of an answer, in bytes after it was decompressed; what is
    /// received for it may not be larger either. At most
    /// [`MAX_RESPONSE_BYTES`](FetchLimits::MAX_RESPONSE_BYTES). Default 8 MiB.
    /// Beyond it, the answer is dropped: `OSError`.
    pub response_bytes: u64,

    /// All requests and answers of one run together, in bytes. Default 64 MiB.
    /// Beyond it, `PermissionError`.
    pub run_bytes: u64,

    /// The most headers of an answer. At most
    /// [`MAX_HEADERS`](FetchLimits::MAX_HEADERS). Default 100. Beyond it,
    /// `ConnectionError`.
    pub headers: usize,

    /// The largest head of an answer, its status and headers, in bytes. Default
    /// 32 KiB. Beyond it, `ConnectionError`.
    pub header_bytes: usize,

    /// The time of one request, redirects included, from the look-up of the name
    /// to the last byte of the body; a program may ask for less. Default 30 s.
    /// Beyond it, `TimeoutError`.
    ///
    /// The time of a run ([`Limits::wall_time`](crate::Limits::wall_time)) counts
    /// on meanwhile.
    pub timeout: Duration,

    /// The time of all requests of one run together. Default 60 s. Beyond it,
    /// `TimeoutError`.
    pub run_time: Duration,

    /// Connections of one sandbox, all its sessions together, at a time. Whoever
    /// needs one more waits, as long as its request may take. Default 8.
    pub connections: usize,

    /// Redirects that one request follows. Default 0: the answer that redirects is
    /// the answer. With more, each is checked as a request of its own.
    pub redirects: u32,
}

impl FetchLimits {
    /// The limits that hold unless others are given; see each field.
    pub const DEFAULT: FetchLimits = FetchLimits {
        requests: 100,
        request_bytes: 1 << 20,
        response_bytes: 8 << 20,
        run_bytes: 64 << 20,
        headers: 100,
        header_bytes: 32 << 10,
        timeout: Duration::from_secs(30),
        run_time: Duration::from_secs(60),
        connections: 8,
        redirects: 0,
    };

    /// The largest [`response_bytes`](FetchLimits::response_bytes): 15 MiB, so that
    /// an answer can cross the border with its headers.
    pub const MAX_RESPONSE_BYTES: u64 = 15 << 20;

    /// The largest [`headers`](FetchLimits::headers): 128, which is what the client
    /// reads.
    pub const MAX_HEADERS: usize = 128;

    /// The largest [`header_bytes`](FetchLimits::header_bytes): 256 KiB.
    pub const MAX_HEADER_BYTES: usize = 256 << 10;

    /// The most [`redirects`](FetchLimits::redirects): 20.
    pub const MAX_REDIRECTS: u32 = 20;

    /// Says what cannot be, if there is something.
    pub(crate) fn check(&self) -> Result<(), String> {
        let too_much = |what: &str, most: &dyn std::fmt::Display| {
            Err(format!("{what} can be {most} at the most"))
        };
        if self.response_bytes > FetchLimits::MAX_RESPONSE_BYTES {
            return too_much("the largest answer", &"15 MiB");
        }
        if self.headers > FetchLimits::MAX_HEADERS {
            return too_much("the number of headers", &FetchLimits::MAX_HEADERS);
        }
        if self.header_bytes > FetchLimits::MAX_HEADER_BYTES {
            return too_much("the head of an answer", &"256 KiB");
        }
        if self.redirects > FetchLimits::MAX_REDIRECTS {
            return too_much("the number of redirects", &FetchLimits::MAX_REDIRECTS);
        }
        if self.connections == 0 {
            return Err("nothing is fetched without a connection; allow at least 1".to_owned());
        }
        if self.timeout.is_zero() {
            return Err("nothing is fetched in no time; allow at least 1 ms".to_owned());
        }
        Ok(())
    }
}

impl Default for FetchLimits {
    /// [`FetchLimits::DEFAULT`].
    fn default() -> FetchLimits {
        FetchLimits::DEFAULT
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The numbers that the documentation of the fields states.
    #[test]
    fn defaults_are_as_documented() {
        let limits = FetchLimits::default();
        assert_eq!((limits.requests, limits.redirects, limits.connections), (100, 0, 8));
        assert_eq!((limits.request_bytes, limits.response_bytes), (1024 * 1024, 8 * 1024 * 1024));
        assert_eq!(limits.run_bytes, 64 * 1024 * 1024);
        assert_eq!((limits.headers, limits.header_bytes), (100, 32 * 1024));
        assert_eq!((limits.timeout, limits.run_time).0, Duration::from_secs(30));
        assert_eq!(limits.run_time, Duration::from_secs(60));
        assert_eq!(limits.check(), Ok(()));
    }

    #[test]
    fn what_cannot_be_is_refused() {
        let default = FetchLimits::DEFAULT;
        for (limits, text) in [
            (FetchLimits { response_bytes: (15 << 20) + 1, ..default }, "15 MiB"),
            (FetchLimits { headers: 129, ..default }, "128"),
            (FetchLimits { header_bytes: 1 << 20, ..default }, "256 KiB"),
            (FetchLimits { redirects: 21, ..default }, "20"),
            (FetchLimits { connections: 0, ..default }, "at least 1"),
            (FetchLimits { timeout: Duration::ZERO, ..default }, "at least 1 ms"),
        ] {
            assert!(limits.check().unwrap_err().contains(text), "{text}");
        }
    }
}
