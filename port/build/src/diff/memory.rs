//! What became of what is in memory when the modules start.

use anyhow::{Result, ensure};
use serde::Serialize;
use std::ops::Range;
use wasmparser::{DataKind, Operator, Parser, Payload};

/// So many places are told; of more, only how many there are.
const TOLD: usize = 8;

/// Bytes that are the same between two that are not, for these to be one place.
const MERGED_GAP_BYTES: u64 = 8;

/// What became of what is in memory.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct MemoryChange {
    /// How many bytes are not the same.
    pub bytes: u64,
    /// In how many places.
    pub places: usize,
    /// The first of these.
    pub first: Vec<Place>,
}

/// Where something differs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Place {
    /// Its address.
    pub address: u64,
    /// From its first byte that differs to its last, how many they are.
    pub bytes: u64,
}

/// What is in memory, by address, sorted; all else is zero.
pub type Image<'a> = Vec<(u64, &'a [u8])>;

/// What a module has in memory when it starts.
///
/// # Errors
///
/// When it cannot be read, or writes something twice or to a place that depends
/// on something else.
pub fn read(wasm: &[u8]) -> Result<Image<'_>> {
    let mut image = Image::new();
    for payload in Parser::new(0).parse_all(wasm) {
        let Payload::DataSection(segments) = payload? else { continue };
        for segment in segments {
            let segment = segment?;
            let DataKind::Active { offset_expr, .. } = segment.kind else { continue };
            let mut ops = offset_expr.get_operators_reader();
            let Operator::I32Const { value } = ops.read()? else {
                anyhow::bail!("data is written to a place that is not a constant");
            };
            image.push((u64::from(value as u32), segment.data));
        }
    }
    image.retain(|(_, data)| !data.is_empty());
    image.sort();
    for pair in image.windows(2) {
        ensure!(end(&pair[0]) <= pair[1].0, "data is written twice to one place");
    }
    Ok(image)
}

fn end((start, data): &(u64, &[u8])) -> u64 {
    start + data.len() as u64
}

/// Compares what two modules have in memory.
pub fn compare(before: &Image<'_>, after: &Image<'_>) -> MemoryChange {
    let mut edges: Vec<u64> =
        before.iter().chain(after).flat_map(|run| [run.0, end(run)]).collect();
    edges.sort_unstable();
    edges.dedup();
    let mut change = MemoryChange::default();
    let mut open: Option<Range<u64>> = None;
    for edge in edges.windows(2) {
        let (first, second) = (part(before, edge), part(after, edge));
        for offset in 0..(edge[1] - edge[0]) as usize {
            let byte = |run: Option<&[u8]>| run.map_or(0, |run| run[offset]);
            if byte(first) == byte(second) {
                continue;
            }
            change.bytes += 1;
            let address = edge[0] + offset as u64;
            match &mut open {
                Some(place) if address - place.end <= MERGED_GAP_BYTES => place.end = address + 1,
                _ => {
                    change.close(open.take());
                    open = Some(address..address + 1);
                }
            }
        }
    }
    change.close(open);
    change
}

impl MemoryChange {
    fn close(&mut self, place: Option<Range<u64>>) {
        let Some(place) = place else { return };
        self.places += 1;
        if self.first.len() < TOLD {
            let bytes = place.end - place.start;
            self.first.push(Place { address: place.start, bytes });
        }
    }
}

/// What an image has between two neighbouring edges: all of it, or nothing.
fn part<'a>(image: &Image<'a>, edge: &[u64]) -> Option<&'a [u8]> {
    let after = image.partition_point(|run| run.0 <= edge[0]);
    let run = image.get(after.checked_sub(1)?)?;
    let start = (edge[0] - run.0) as usize;
    run.1.get(start..start + (edge[1] - edge[0]) as usize)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn compared(before: &[(u64, &str)], after: &[(u64, &str)]) -> MemoryChange {
        let image = |runs: &[(u64, &str)]| {
            let data: String = runs
                .iter()
                .map(|(at, text)| format!("(data (i32.const {at}) \"{text}\")"))
                .collect();
            wat::parse_str(format!("(module (memory 1) {data})")).unwrap()
        };
        let (before, after) = (image(before), image(after));
        compare(&read(&before).unwrap(), &read(&after).unwrap())
    }

    fn change(bytes: u64, places: &[(u64, u64)]) -> MemoryChange {
        let place = |(address, bytes): &(u64, u64)| Place { address: *address, bytes: *bytes };
        MemoryChange { bytes, places: places.len(), first: places.iter().map(place).collect() }
    }

    #[test]
    fn how_memory_is_cut_into_runs_is_no_difference() {
        let whole = [(100, "abcdefgh")];
        let cut = [(100, "abc"), (103, "d"), (104, "efgh\\00\\00")];
        assert_eq!(compared(&whole, &whole), change(0, &[]));
        assert_eq!(compared(&whole, &cut), change(0, &[]));
        assert_eq!(compared(&cut, &whole), change(0, &[]));
    }

    #[test]
    fn places_are_told_with_their_addresses() {
        let one = [(100, "abcdefgh"), (200, "x")];
        assert_eq!(compared(&one, &[(100, "abcdeFgh"), (200, "x")]), change(1, &[(105, 1)]));
        assert_eq!(compared(&one, &[(100, "AbcdefgH"), (200, "x")]), change(2, &[(100, 8)]));
        assert_eq!(compared(&one, &[(100, "abcdefgh")]), change(1, &[(200, 1)]));
        assert_eq!(compared(&one, &[(104, "efgh"), (200, "y")]), change(5, &[(100, 4), (200, 1)]));
        assert_eq!(compared(&[], &one), change(9, &[(100, 8), (200, 1)]));
    }

    #[test]
    fn of_many_places_the_first_are_told() {
        let many: Vec<(u64, &str)> = (0..100).map(|index| (index * 20, "x")).collect();
        let found = compared(&many, &[]);
        assert_eq!((found.bytes, found.places, found.first.len()), (100, 100, TOLD));
    }

    #[test]
    fn data_that_overlaps_is_refused() {
        let twice = "(module (memory 1) (data (i32.const 0) \"abc\") (data (i32.const 2) \"d\"))";
        assert!(read(&wat::parse_str(twice).unwrap()).is_err());
        let last = "(module (memory 65536) (data (i32.const -1) \"abc\"))";
        assert_eq!(read(&wat::parse_str(last).unwrap()).unwrap()[0].0, u64::from(u32::MAX));
    }
}
