//! Sizes, durations and counts as people write and read them.

use std::time::Duration;

/// Writes a number of bytes in the largest unit that divides it: `64 MiB`,
/// `1000 bytes`.
pub fn size(bytes: u64) -> String {
    for (shift, unit) in [(30, "GiB"), (20, "MiB"), (10, "KiB")] {
        if bytes != 0 && bytes.trailing_zeros() >= shift {
            return format!("{} {unit}", bytes >> shift);
        }
    }
    format!("{bytes} bytes")
}

/// Writes a duration in the largest unit that divides it: `10 s`, `1500 ms`.
pub fn duration(duration: Duration) -> String {
    let nanos = duration.as_nanos();
    let units = [(60_000_000_000, "min"), (1_000_000_000, "s"), (1_000_000, "ms"), (1_000, "µs")];
    for (size, unit) in units {
        // Up to two minutes, seconds are what people say.
        if nanos != 0 && nanos.is_multiple_of(size) && (unit != "min" || nanos > 2 * size) {
            return format!("{} {unit}", nanos / size);
        }
    }
    format!("{nanos} ns")
}

/// Writes a number with its digits in groups of three: `1_000_000`.
pub fn count(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push('_');
        }
        text.push(digit);
    }
    text
}

/// Reads a count: a whole number, and what it is in: `1000000`, `1_000_000`,
/// `500k`, `1M`, `2G`.
///
/// `k`, `M` and `G`, in any case, are thousands, millions and milliards
/// (10⁹); a space before them is allowed. Underscores stand between digits.
///
/// # Errors
///
/// A sentence that says what was wrong and how a count looks.
pub fn parse_count(text: &str) -> Result<u64, String> {
    let wrong = || "not a count; write it like 1_000_000, 500k or 1M".to_owned();
    let text = text.trim();
    let end = text.find(|c: char| !c.is_ascii_digit() && c != '_').unwrap_or(text.len());
    let (number, unit) = text.split_at(end);
    let scale: u64 = match unit.trim_start().to_ascii_lowercase().as_str() {
        "" => 1,
        "k" => 1_000,
        "m" => 1_000_000,
        "g" => 1_000_000_000,
        _ => return Err(wrong()),
    };
    if number.starts_with('_') || number.ends_with('_') || number.contains("__") {
        return Err(wrong());
    }
    let number: u64 = number.replace('_', "").parse().map_err(|_| wrong())?;
    number.checked_mul(scale).ok_or_else(|| "more than anything could count".to_owned())
}

/// Reads a size: a whole number and a unit, `64MiB`, `64M`, `65536`.
///
/// Units are powers of two (`K`, `KiB`, `M`, `MiB`, `G`, `GiB`, and `B` for
/// bytes, in any case); `KB`, `MB` and `GB` are powers of ten, as they are
/// defined to be. A space before the unit is allowed.
///
/// # Errors
///
/// A sentence that says what was wrong and how a size looks.
pub fn parse_size(text: &str) -> Result<u64, String> {
    let (number, unit) = split(text);
    let scale: u64 = match unit.to_ascii_lowercase().as_str() {
        "" | "b" => 1,
        "k" | "kib" => 1 << 10,
        "m" | "mib" => 1 << 20,
        "g" | "gib" => 1 << 30,
        "kb" => 1_000,
        "mb" => 1_000_000,
        "gb" => 1_000_000_000,
        _ => return Err("not a size; write it like 64MiB, 500K or 1048576".to_owned()),
    };
    let number: u64 = number
        .parse()
        .map_err(|_| "not a size; write it like 64MiB, 500K or 1048576".to_owned())?;
    number.checked_mul(scale).ok_or_else(|| "larger than any machine has".to_owned())
}

/// Reads a duration: a number and a unit, `10s`, `1.5s`, `500ms`, `2m`.
///
/// Units are `ms`, `s`, `m` or `min`, and `h`; a space before it is allowed.
///
/// # Errors
///
/// A sentence that says what was wrong and how a duration looks.
pub fn parse_duration(text: &str) -> Result<Duration, String> {
    let wrong = || "not a duration; write it like 10s, 500ms or 2m".to_owned();
    let (number, unit) = split(text);
    let seconds_per_unit = match unit.to_ascii_lowercase().as_str() {
        "ms" => 0.001,
        "s" => 1.0,
        "m" | "min" => 60.0,
        "h" => 3600.0,
        _ => return Err(wrong()),
    };
    let number: f64 = number.parse().map_err(|_| wrong())?;
    Duration::try_from_secs_f64(number * seconds_per_unit).map_err(|_| wrong())
}

/// Splits a quantity into its digits and its unit.
fn split(text: &str) -> (&str, &str) {
    let text = text.trim();
    let end = text.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(text.len());
    (&text[..end], text[end..].trim_start())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_read() {
        assert_eq!(parse_size("64MiB"), Ok(64 << 20));
        assert_eq!(parse_size("32M"), Ok(32 << 20));
        assert_eq!(parse_size(" 2 GiB "), Ok(2 << 30));
        assert_eq!(parse_size("5kb"), Ok(5000));
        assert_eq!(parse_size("1048576"), Ok(1 << 20));
        for bad in ["", "M", "-1", "1.5M", "12X", "1e6", "99999999999G", "١M"] {
            assert!(parse_size(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn durations_are_read() {
        assert_eq!(parse_duration("10s"), Ok(Duration::from_secs(10)));
        assert_eq!(parse_duration("500 ms"), Ok(Duration::from_millis(500)));
        assert_eq!(parse_duration("1.5s"), Ok(Duration::from_millis(1500)));
        assert_eq!(parse_duration("2m"), Ok(Duration::from_secs(120)));
        for bad in ["", "10", "s", "-1s", "1e9s", "nan s", "1..5s", "9999999999999999999999h"] {
            assert!(parse_duration(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn counts_are_read() {
        for (text, number) in [
            ("0", 0),
            ("1_000_000", 1_000_000),
            (" 500k ", 500_000),
            ("1M", 1_000_000),
            ("1 m", 1_000_000),
            ("2G", 2_000_000_000),
            ("18446744073709551615", u64::MAX),
        ] {
            assert_eq!(parse_count(text), Ok(number), "{text}");
        }
        let bad = ["", "M", "_1", "1_", "1__0", "1.5M", "-1", "1e6", "1MiB", "1KB", "99999999999G"];
        for bad in bad.into_iter().chain(["18446744073709551616", "١", "none"]) {
            assert!(parse_count(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn what_is_written_can_be_read() {
        for number in [0, 1, 999, 1000, 12_345, 123_456, 1_000_000, u64::MAX] {
            assert_eq!(parse_count(&count(number)), Ok(number));
        }
        assert_eq!(count(1_234_567), "1_234_567");
        for bytes in [0, 1, 1000, 1 << 10, 64 << 20, 3 << 30, u64::MAX] {
            let text = size(bytes);
            let text = text.strip_suffix("ytes").unwrap_or(&text);
            assert_eq!(parse_size(text), Ok(bytes), "{text}");
        }
        for millis in [1, 500, 1500, 10_000, 120_000, 600_000] {
            let written = duration(Duration::from_millis(millis));
            assert_eq!(parse_duration(&written), Ok(Duration::from_millis(millis)), "{written}");
        }
    }
}
