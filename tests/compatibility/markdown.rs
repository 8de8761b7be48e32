//! Text as Markdown.

/// Text that Markdown would take for something else.
pub fn text(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let mut escaped = String::new();
    for c in words.join(" ").chars() {
        if matches!(c, '*' | '_' | '<' | '>' | '|' | '[' | ']' | '`' | '\\') {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}

/// Code in a line.
pub fn code(code: &str) -> String {
    // In a table a bar ends the cell, in code as well.
    format!("`{}`", code.replace('|', "\\|"))
}

/// Names as code, with commas.
pub fn names<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    let names: Vec<String> = names.into_iter().map(code).collect();
    names.join(", ")
}

/// A block of code, indented to stand in an item of a list.
pub fn block(language: &str, code: &str) -> String {
    let fence = "```";
    let mut block = format!("  {fence}{language}\n");
    for line in code.trim_end().lines() {
        block += format!("  {line}").trim_end();
        block += "\n";
    }
    block + "  " + fence + "\n"
}

/// A share in percent, rounded down: all is only what is all.
pub fn percent(part: usize, whole: usize) -> String {
    match whole {
        0 => "-".to_owned(),
        _ => format!("{} %", part * 100 / whole),
    }
}
