//! The name that somebody may have meant.

/// The nearest of these names, if one is near.
pub fn nearest<'a>(name: &str, names: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    // What is longer is no slip of the hand, and takes long to compare.
    if name.len() > 40 {
        return None;
    }
    let most = 1 + name.len() / 5;
    names
        .map(|each| (distance(&name.to_lowercase(), &each.to_lowercase()), each))
        .filter(|(distance, each)| *distance <= most && *distance < each.len())
        .min()
        .map(|(_, each)| each)
}

/// How many letters are to be changed, added, dropped or swapped with the next one.
fn distance(from: &str, to: &str) -> usize {
    let from: Vec<char> = from.chars().collect();
    let to: Vec<char> = to.chars().collect();
    let mut before = Vec::new();
    let mut last: Vec<usize> = (0..=to.len()).collect();
    for (i, &a) in from.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, &b) in to.iter().enumerate() {
            let mut least = (last[j] + usize::from(a != b)).min(last[j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && a == to[j - 1] && from[i - 1] == b {
                let swapped: &Vec<usize> = &before;
                least = least.min(swapped[j - 1] + 1);
            }
            row.push(least);
        }
        before = std::mem::replace(&mut last, row);
    }
    last[to.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_seen_and_other_words_are_not() {
        let names = ["itertools", "functools", "json", "re", "os", "math"];
        for (given, meant) in [
            ("itertool", Some("itertools")),
            ("fucntools", Some("functools")),
            ("JSON", Some("json")),
            ("maths", Some("math")),
            ("er", Some("re")),
            ("numpy", None),
            ("x", None),
            ("", None),
        ] {
            assert_eq!(nearest(given, names.into_iter()), meant, "{given}");
        }
        assert_eq!(nearest(&"x".repeat(1 << 20), names.into_iter()), None);
    }
}
