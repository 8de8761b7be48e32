//! What a policy grants, in plain words.

use super::Policy;
use crate::grants::{Access, Files};
use crate::limits::{Limits, OutputPolicy};
use crate::policy::{Clock, Random};
use crate::units;
use std::time::Duration;

/// All of it, in lines.
pub(super) fn explain(policy: &Policy) -> String {
    let mut lines = limits(&policy.limits);
    lines.push(match policy.clock {
        Clock::System => "Clock: the machine's.".to_owned(),
        Clock::Fixed { since_epoch } => {
            format!("Clock: stands still at {}.", calendar(since_epoch))
        }
    });
    lines.push(match policy.random {
        Random::System => "Randomness: the machine's.".to_owned(),
        Random::Seeded(seed) => {
            format!("Randomness: the same in each session, from the seed {seed}.")
        }
    });
    lines.extend(files(&policy.files));
    lines.extend(policy.net.explain());
    lines.push(String::new());
    lines.join("\n")
}

/// A time in UTC, without what is less than a second.
fn calendar(since_epoch: Duration) -> String {
    let seconds = since_epoch.as_secs();
    let (hour, minute, second) = (seconds / 3600 % 24, seconds / 60 % 60, seconds % 60);
    // Days since the March 1st that begins 400 years, of which 1970 is the 370th.
    let days = seconds / 86_400 + 719_468;
    let (cycle, day) = (days / 146_097, days % 146_097);
    let year = (day - day / 1460 + day / 36_524 - day / 146_096) / 365;
    let of_year = day - (365 * year + year / 4 - year / 100);
    let month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month + 2) / 5 + 1;
    let (month, next) = if month < 10 { (month + 3, 0) } else { (month - 9, 1) };
    let year = year + cycle * 400 + next;
    format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02} UTC")
}

fn limits(limits: &Limits) -> Vec<String> {
    let counted = |limit: Option<u64>| limit.map_or("without limit".to_owned(), units::count);
    let time = match limits.wall_time {
        Some(time) => units::duration(time),
        None => "without limit".to_owned(),
    };
    let output = match limits.output_policy {
        OutputPolicy::Truncate => "the rest is dropped",
        OutputPolicy::Stop => "a program that prints more is stopped",
    };
    vec![
        format!("Time of a run: {time}."),
        format!("Memory: {}.", units::size(limits.memory_bytes)),
        format!("Steps: {}. Fuel: {}.", counted(limits.steps), counted(limits.fuel)),
        format!(
            "Output: {} on stdout and {} on stderr; {output}.",
            units::size(limits.stdout_bytes),
            units::size(limits.stderr_bytes),
        ),
        match limits.recursion_depth {
            Some(depth) => format!("Nested calls: {depth}."),
            None => "Nested calls: as many as there is room for.".to_owned(),
        },
        format!(
            "Calls of host functions: {}, with {} in all.",
            units::count(limits.host_calls),
            units::size(limits.host_bytes),
        ),
    ]
}

fn files(files: &Files) -> Vec<String> {
    let Files { grants, scratch, quota, search_path } = files;
    if grants.is_empty() && scratch.is_none() {
        return vec!["Files: none.".to_owned()];
    }
    let mut lines = vec!["Files:".to_owned()];
    for grant in grants {
        let what = match grant.access {
            Access::Read => "reads",
            Access::Write => "reads and changes",
        };
        lines.push(format!("  - {what} {}, as {}", grant.host.display(), grant.guest));
    }
    if let Some(scratch) = scratch {
        let size = units::size(scratch.bytes);
        lines.push(format!("  - has {size} in memory, as /tmp, gone with the session"));
    }
    if !search_path.is_empty() {
        lines.push(format!("  Modules are imported from {} as well.", search_path.join(", ")));
    }
    lines.push(format!(
        "  In one run it reads at most {}, writes {} and makes {} files; {} are open at a time.",
        units::size(quota.bytes_read),
        units::size(quota.bytes_written),
        quota.files_created,
        quota.open_handles,
    ));
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_those_of_the_calendar() {
        for (seconds, time) in [
            (0, "1970-01-01 00:00:00 UTC"),
            (946_684_799, "1999-12-31 23:59:59 UTC"),
            (951_782_400, "2000-02-29 00:00:00 UTC"),
            (951_868_800, "2000-03-01 00:00:00 UTC"),
            (1_769_860_800, "2026-01-31 12:00:00 UTC"),
            (4_107_542_399, "2100-02-28 23:59:59 UTC"),
        ] {
            assert_eq!(calendar(Duration::from_secs(seconds)), time);
        }
    }
}
