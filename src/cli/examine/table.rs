//! Text in columns.

/// Bytes as people write them, with the digits grouped.
pub fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(' ');
        }
        text.push(digit);
    }
    text
}

/// So many of something.
pub fn counted(number: usize, what: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{} {what}{plural}", grouped(number))
}

/// A difference as people write it, with its sign.
pub fn signed(before: usize, after: usize) -> String {
    let difference = grouped(before.abs_diff(after));
    match before.cmp(&after) {
        std::cmp::Ordering::Less => format!("+{difference}"),
        std::cmp::Ordering::Equal => "0".to_owned(),
        std::cmp::Ordering::Greater => format!("-{difference}"),
    }
}

/// Rows of cells, the first of which stands left and the others right.
pub fn table(rows: &[Vec<String>]) -> String {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let width = |column: usize| {
        let cells = rows.iter().filter_map(|row: &Vec<String>| row.get(column));
        cells.map(|cell| cell.chars().count()).max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..columns).map(width).collect();
    let mut text = String::new();
    for row in rows {
        let mut line = String::new();
        for (column, (cell, width)) in row.iter().zip(&widths).enumerate() {
            let width = *width;
            match column {
                0 => line += &format!("  {cell:<width$}"),
                _ => line += &format!("  {cell:>width$}"),
            }
        }
        text += line.trim_end();
        text.push('\n');
    }
    text
}

/// How wide a line is.
const LINE: usize = 78;

/// The column of titles.
const TITLE: usize = 12;

/// A title in a column of its own before a text, which goes on below itself.
pub fn titled(title: &str, text: &str) -> String {
    let separator = format!("\n{:TITLE$}", "");
    format!("{title:<TITLE$}{}\n", lines(text, LINE - TITLE).join(&separator))
}

/// A text over the whole width.
pub fn paragraph(text: &str) -> String {
    lines(text, LINE).join("\n") + "\n"
}

/// The words of a text, in lines of that width where they fit.
fn lines(text: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.is_empty() => line.push_str(word),
            Some(line) if line.chars().count() + 1 + word.chars().count() <= width => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped() {
        for (number, text) in [(0, "0"), (999, "999"), (1000, "1 000"), (1234567, "1 234 567")] {
            assert_eq!(grouped(number), text);
        }
        assert_eq!(counted(1, "byte"), "1 byte");
        assert_eq!(counted(1000, "byte"), "1 000 bytes");
        assert_eq!(signed(1000, 2500), "+1 500");
        assert_eq!(signed(2500, 1000), "-1 500");
        assert_eq!(signed(5, 5), "0");
    }

    #[test]
    fn columns_are_aligned() {
        let row = |cells: &[&str]| cells.iter().map(|cell| (*cell).to_owned()).collect();
        let rows: Vec<Vec<String>> =
            vec![row(&["a", "1"]), row(&["long", "200", "x"]), row(&["b"])];
        assert_eq!(table(&rows), "  a       1\n  long  200  x\n  b\n");
    }

    #[test]
    fn long_texts_go_on_below() {
        assert_eq!(titled("memory", "1 MiB"), "memory      1 MiB\n");
        let long = titled("modules", &"word ".repeat(20));
        assert_eq!(long.lines().count(), 2);
        assert!(long.lines().all(|line| line.len() <= 78), "{long}");
        assert!(long.lines().nth(1).unwrap().starts_with("            word"), "{long}");
        assert_eq!(titled("none", ""), "none        \n");
    }
}
