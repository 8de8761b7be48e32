//! The tables of a policy file, and what they become.

use super::Policy;
use super::faults::{Faults, PolicyFaults};
use super::reader::{
    Table, count, document, duration, or_none, size, small, small_size, text, texts, time,
};
use super::secrets::{Secrets, Source};
use crate::fetch;
use crate::grants::{Access, FileGrant, Files, Scratch};
use crate::limits::{Limits, OutputPolicy};
use crate::net::{FetchLimits, NetPolicy, NetRule, Secret};
use crate::policy::{Clock, Random};
use std::time::Duration;
use toml::value::{Datetime, Offset};

/// What stands for a secret that is not there, where only the file is checked.
const MISSING: &str = "missing";

/// Reads a policy from its text.
pub(super) fn policy(source: &str, secrets: &Secrets) -> Result<Policy, PolicyFaults> {
    let mut faults = Faults::of(source);
    let all = &mut faults;
    let mut document = document(source, all);
    let policy = Policy {
        limits: limits(document.table(all, "limits"), all),
        clock: clock(document.table(all, "clock"), all),
        random: random(document.table(all, "random"), all),
        files: files(&mut document, secrets, all),
        net: net(&mut document, secrets, all),
    };
    document.end(all);
    faults.end(policy)
}

fn limits(mut table: Table<'_>, faults: &mut Faults<'_>) -> Limits {
    let mut limits = Limits::DEFAULT;
    let some = |read: Result<Option<u64>, String>| match read {
        Ok(Some(0)) => Err("nothing runs on none at all; use at least 1, or \"none\"".to_owned()),
        read => read,
    };
    table.read_into(faults, "memory", &mut limits.memory_bytes, size);
    table.read_into(faults, "wall_time", &mut limits.wall_time, |value| {
        match or_none(duration)(value)? {
            Some(Duration::ZERO) => Err("nothing runs in no time; use at least 1ms".to_owned()),
            wall_time => Ok(wall_time),
        }
    });
    table.read_into(faults, "steps", &mut limits.steps, |value| some(or_none(count)(value)));
    table.read_into(faults, "fuel", &mut limits.fuel, |value| some(or_none(count)(value)));
    table.read_into(faults, "stdout", &mut limits.stdout_bytes, size);
    table.read_into(faults, "stderr", &mut limits.stderr_bytes, size);
    table.read_into(faults, "on_output_limit", &mut limits.output_policy, |value| {
        match text(value)?.as_str() {
            "truncate" => Ok(OutputPolicy::Truncate),
            "stop" => Ok(OutputPolicy::Stop),
            _ => Err("it is \"truncate\" or \"stop\"".to_owned()),
        }
    });
    table.read_into(faults, "recursion_depth", &mut limits.recursion_depth, |value| match or_none(
        small,
    )(
        value
    )? {
        Some(0) => Err("nothing runs without a call; use at least 1".to_owned()),
        depth => Ok(depth),
    });
    table.read_into(faults, "host_calls", &mut limits.host_calls, count);
    table.read_into(faults, "host_bytes", &mut limits.host_bytes, size);
    table.end(faults);
    limits
}

fn clock(mut table: Table<'_>, faults: &mut Faults<'_>) -> Clock {
    let fixed = table.read(faults, "fixed", |value| since_epoch(&time(value)?));
    table.end(faults);
    fixed.map_or(Clock::System, |since_epoch| Clock::Fixed { since_epoch })
}

fn random(mut table: Table<'_>, faults: &mut Faults<'_>) -> Random {
    let seed = table.read(faults, "seed", count);
    table.end(faults);
    seed.map_or(Random::System, Random::Seeded)
}

/// A time, which has to say in which zone it is.
fn since_epoch(time: &Datetime) -> Result<Duration, String> {
    let wrong = "write it with date, time and zone: 2026-01-31T12:00:00Z";
    let (Some(date), Some(clock), Some(offset)) = (time.date, time.time, time.offset) else {
        return Err(wrong.to_owned());
    };
    let minutes_east = match offset {
        Offset::Z => 0,
        Offset::Custom { minutes } => i64::from(minutes),
    };
    // Days since 1970, by the years since a March 1st 400 years apart.
    let (year, month) = (i64::from(date.year), i64::from(date.month));
    let year = if month <= 2 { year - 1 } else { year };
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + i64::from(date.day) - 1;
    let days =
        365 * year + year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400) + of_year
            - 719_468;
    let seconds = i64::from(clock.second.unwrap_or(0));
    let minutes = i64::from(clock.hour) * 60 + i64::from(clock.minute) - minutes_east;
    let seconds = days * 86_400 + minutes * 60 + seconds;
    let seconds = u64::try_from(seconds).map_err(|_| "a time before 1970".to_owned())?;
    Ok(Duration::new(seconds, clock.nanosecond.unwrap_or(0)))
}

fn files(document: &mut Table<'_>, secrets: &Secrets, faults: &mut Faults<'_>) -> Files {
    let mut files = Files::default();
    for mut table in document.tables(faults, "files") {
        let read = table.read(faults, "read", text);
        let write = table.read(faults, "write", text);
        let guest = table.read(faults, "at", text);
        match (read, write) {
            (Some(host), None) => grant(&mut files, secrets, host, guest, Access::Read),
            (None, Some(host)) => grant(&mut files, secrets, host, guest, Access::Write),
            (Some(_), Some(_)) => faults.add(
                table.at.clone(),
                "a grant has `read` or `write`; what can be written can be read as well",
            ),
            (None, None) => {
                faults.add(table.at.clone(), "a grant needs `read` or `write`, with a path");
            }
        }
        table.end(faults);
    }
    let mut table = document.table(faults, "storage");
    files.scratch = table.read(faults, "scratch", size).map(|bytes| Scratch { bytes });
    table.read_into(faults, "import_from", &mut files.search_path, texts);
    let quota = &mut files.quota;
    table.read_into(faults, "bytes_written", &mut quota.bytes_written, size);
    table.read_into(faults, "files_created", &mut quota.files_created, count);
    table.read_into(faults, "open_handles", &mut quota.open_handles, small);
    table.read_into(faults, "bytes_read", &mut quota.bytes_read, size);
    table.end(faults);
    files
}

/// Without a guest path, programs see it by the same path.
fn grant(
    files: &mut Files,
    secrets: &Secrets,
    host: String,
    guest: Option<String>,
    access: Access,
) {
    let own = || host.strip_prefix("./").unwrap_or(&host).to_owned();
    let guest = guest.unwrap_or_else(own);
    files.grants.push(FileGrant { host: secrets.path(&host), guest, access });
}

fn net(document: &mut Table<'_>, secrets: &Secrets, faults: &mut Faults<'_>) -> NetPolicy {
    let mut net = NetPolicy::new();
    for table in document.tables(faults, "net") {
        if let Some(rule) = rule(table, secrets, faults) {
            net = net.allow(rule);
        }
    }
    net.limits(fetch_limits(document.table(faults, "fetch"), faults))
}

fn rule(mut table: Table<'_>, secrets: &Secrets, faults: &mut Faults<'_>) -> Option<NetRule> {
    let at = table.at.clone();
    let allow = table.take("allow");
    if allow.is_none() {
        faults.add(at.clone(), "a rule needs `allow`, such as \"https://api.example.com/v1/\"");
    }
    let place = allow.as_ref().map_or(at, |value| value.at.clone());
    let mut rule: Option<NetRule> = allow.and_then(|value| {
        let read = value.text().and_then(|text| text.parse());
        read.map_err(|message: String| faults.add(place, format!("`allow`: {message}"))).ok()
    });
    let headers = table.take("headers");
    let mut headers = table.subtable(faults, "`headers`".to_owned(), headers);
    for (name, at, value) in headers.rest() {
        let source = headers.subtable(faults, format!("the header `{name}`"), Some(value));
        let Some(secret) = secret(source, secrets, faults) else { continue };
        let Some(allowed) = rule.take() else { continue };
        match allowed.clone().header(name, secret) {
            Ok(with_header) => rule = Some(with_header),
            Err(message) => {
                faults.add(at, message);
                rule = Some(allowed);
            }
        }
    }
    if let Some(value) = table.take("authorities") {
        let at = value.at.clone();
        let pem = value.text().and_then(|path| super::secrets::text(&secrets.path(&path)));
        let with = pem.and_then(|pem| match rule.take() {
            Some(allowed) => {
                fetch::check_certificates(&pem)?;
                allowed.authorities(pem).map(Some)
            }
            None => Ok(None),
        });
        match with {
            Ok(with) => rule = with,
            Err(message) => faults.add(at, format!("`authorities`: {message}")),
        }
    }
    table.end(faults);
    rule
}

fn secret(mut table: Table<'_>, secrets: &Secrets, faults: &mut Faults<'_>) -> Option<Secret> {
    let at = table.at.clone();
    let variable = table.read(faults, "env", text);
    let file = table.read(faults, "file", text);
    let prefix = table.read(faults, "prefix", text).unwrap_or_default();
    table.end(faults);
    let source = match (variable, file) {
        (Some(name), None) => Source::Environment(name),
        (None, Some(path)) => Source::File(path),
        _ => {
            let hint = "say where its value is: { env = \"NAME\" } or { file = \"PATH\" }";
            faults.add(at, hint);
            return None;
        }
    };
    match secrets.find(&source) {
        Ok(value) => Some(Secret::new(value.as_deref().unwrap_or(MISSING)).with_prefix(prefix)),
        Err(message) => {
            faults.add(at, message);
            None
        }
    }
}

fn fetch_limits(mut table: Table<'_>, faults: &mut Faults<'_>) -> FetchLimits {
    let mut limits = FetchLimits::DEFAULT;
    table.read_into(faults, "requests", &mut limits.requests, count);
    table.read_into(faults, "request_bytes", &mut limits.request_bytes, size);
    table.read_into(faults, "response_bytes", &mut limits.response_bytes, size);
    table.read_into(faults, "run_bytes", &mut limits.run_bytes, size);
    table.read_into(faults, "headers", &mut limits.headers, small);
    table.read_into(faults, "header_bytes", &mut limits.header_bytes, small_size);
    table.read_into(faults, "timeout", &mut limits.timeout, duration);
    table.read_into(faults, "run_time", &mut limits.run_time, duration);
    table.read_into(faults, "connections", &mut limits.connections, small);
    table.read_into(faults, "redirects", &mut limits.redirects, small);
    if let Err(message) = limits.check() {
        faults.add(table.at.clone(), format!("[fetch]: {message}"));
    }
    table.end(faults);
    limits
}

#[cfg(test)]
mod tests;
