//! A WebAssembly module that does whatever its program says: it calls any import
//! with any arguments, writes anywhere into its memory, throws, traps, recurses.
//!
//! The program is bytes: an operation, then its operands, little-endian. It comes
//! as the text to run, two letters a byte; or it is part of the module, to be done
//! elsewhere than in `run`.

#![allow(dead_code, reason = "each test is a crate of its own")]

/// An import and the types of its parameters: `i` and `l` for 32 and 64 bits.
pub struct Import {
    pub module: &'static str,
    pub name: &'static str,
    pub params: &'static str,
    /// The type of what it answers, likewise, or nothing. A word is kept, to be
    /// told.
    pub answer: &'static str,
}

/// All that a module can import, but for the memory of its signal. The number of
/// the operation that calls it is its place here.
pub const IMPORTS: &[Import] = &[
    host("print", "iii"),
    host("report", "iii"),
    host("exception", "i"),
    host("frame", "iiiii"),
    Import { answer: "l", ..host("budget", "ii") },
    host("poll", ""),
    Import { answer: "i", ..host("call", "iiii") },
    host("reply", "ii"),
    Import { answer: "i", ..host("start", "iii") },
    Import { answer: "i", ..host("finished", "l") },
    Import { answer: "i", ..host("collect", "iii") },
    host("cancel", "i"),
    Import { answer: "i", ..host("fetch", "iii") },
    wasi("clock_time_get", "ili"),
    wasi("fd_read", "iiii"),
    wasi("poll_oneoff", "iiii"),
    wasi("random_get", "ii"),
    wasi("fd_close", "i"),
    wasi("fd_filestat_get", "ii"),
    wasi("fd_filestat_set_size", "il"),
    wasi("fd_pread", "iiili"),
    wasi("fd_pwrite", "iiili"),
    wasi("fd_readdir", "iiili"),
    wasi("path_create_directory", "iii"),
    wasi("path_filestat_get", "iiiii"),
    wasi("path_open", "iiiiillii"),
    wasi("path_remove_directory", "iii"),
    wasi("path_rename", "iiiiii"),
    wasi("path_unlink_file", "iii"),
];

const fn host(name: &'static str, params: &'static str) -> Import {
    Import { module: "micropython_host", name, params, answer: "" }
}

const fn wasi(name: &'static str, params: &'static str) -> Import {
    Import { module: "wasi_snapshot_preview1", name, params, answer: "i" }
}

/// Bytes of the module's memory when it starts.
pub const MEMORY_BYTES: i32 = 0x2_0000;
/// Where its program lies, and how long it may be.
pub const PROGRAM: i32 = 0x4000;
pub const PROGRAM_BYTES: i32 = 0xC000;

// Operations beside the imports.
const END: u8 = 0x40;
const STORE: u8 = 0x41;
const STORE_LONG: u8 = 0x42;
const GROW: u8 = 0x43;
const THROW: u8 = 0x44;
const TRAP: u8 = 0x45;
const SIGNAL: u8 = 0x46;
const TELL: u8 = 0x47;
const DIVE: u8 = 0x48;
const SPIN: u8 = 0x49;

/// A program to be put together.
#[derive(Default, Clone)]
pub struct Program(pub Vec<u8>);

impl Program {
    /// Calls an import; operands of 32 bits are cut to that.
    pub fn call(mut self, name: &str, arguments: &[i64]) -> Program {
        let number = IMPORTS.iter().position(|import| import.name == name).expect("an import");
        let params = IMPORTS[number].params;
        assert_eq!(params.len(), arguments.len(), "{name}");
        self.0.push(number as u8);
        for (kind, argument) in params.chars().zip(arguments) {
            let bytes = argument.to_le_bytes();
            self.0.extend(if kind == 'l' { &bytes[..] } else { &bytes[..4] });
        }
        self
    }

    /// Stores a word anywhere; the address wraps at the end of memory.
    pub fn store(self, address: i32, value: i32) -> Program {
        self.words(STORE, &[address, value])
    }

    /// Likewise eight bytes.
    pub fn store_long(self, address: i32, value: i64) -> Program {
        let mut program = self.words(STORE_LONG, &[address]);
        program.0.extend(value.to_le_bytes());
        program
    }

    /// Stores a text, and zeros up to a multiple of four bytes.
    pub fn store_text(mut self, address: i32, text: &str) -> Program {
        let words = text.as_bytes().chunks(4).map(|chunk| {
            let mut word = [0; 4];
            word[..chunk.len()].copy_from_slice(chunk);
            i32::from_le_bytes(word)
        });
        for (address, word) in (address..).step_by(4).zip(words) {
            self = self.store(address, word);
        }
        self
    }

    /// Grows memory by up to 255 pages.
    pub fn grow(self, pages: i32) -> Program {
        self.words(GROW, &[pages])
    }

    /// Throws an exception that nobody catches.
    pub fn throw(self) -> Program {
        self.words(THROW, &[])
    }

    /// Traps.
    pub fn trap(self) -> Program {
        self.words(TRAP, &[])
    }

    /// Writes a word of its own signal.
    pub fn signal(self, address: i32, value: i32) -> Program {
        self.words(SIGNAL, &[address, value])
    }

    /// Prints what the last import answered, with two digits.
    pub fn tell(self) -> Program {
        self.words(TELL, &[])
    }

    /// Does the next operation at each level of an endless recursion.
    pub fn dive(self) -> Program {
        self.words(DIVE, &[])
    }

    /// Does nothing, for ever.
    pub fn spin(self) -> Program {
        self.words(SPIN, &[])
    }

    /// Gives this result.
    pub fn end(self, result: i32) -> Program {
        self.words(END, &[result])
    }

    fn words(mut self, operation: u8, operands: &[i32]) -> Program {
        self.0.push(operation);
        self.0.extend(operands.iter().flat_map(|word| word.to_le_bytes()));
        self
    }

    /// The text for which the module does this.
    pub fn text(&self) -> String {
        letters(&self.0)
    }
}

fn letters(bytes: &[u8]) -> String {
    let letter = |nibble: u8| char::from(b'a' + nibble);
    bytes.iter().flat_map(|byte| [letter(byte >> 4), letter(byte & 15)]).collect()
}

/// Where a program is done that is part of the module.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    Start,
    Control,
    Buffer,
}

/// The module; it does the program of its text, and this one where it is told.
pub fn module(own: Option<(Place, &Program)>) -> Vec<u8> {
    let mut imports = String::new();
    let mut calls = String::new();
    for (number, Import { module, name, params, answer }) in IMPORTS.iter().enumerate() {
        let (mut types, mut operands) = (String::new(), String::new());
        for kind in params.chars() {
            let (ty, operand) = if kind == 'l' { ("i64", "$long") } else { ("i32", "$word") };
            types += &format!(" {ty}");
            operands += &format!(" (call {operand})");
        }
        let result = match *answer {
            "" => "",
            "l" => "(result i64)",
            _ => "(result i32)",
        };
        imports +=
            &format!("(import {module:?} {name:?} (func ${name} (param{types}) {result}))\n");
        let call = format!("(call ${name}{operands})");
        let call = match *answer {
            "" => call,
            "l" => format!("(drop {call})"),
            _ => format!("(global.set $last {call})"),
        };
        calls += &format!(
            "(if (i32.eq (local.get $op) (i32.const {number})) (then {call} (return (i32.const -1))))\n"
        );
    }
    let (place, text) = own.map_or((None, String::new()), |(place, program)| {
        assert!(program.0.len() * 2 <= 0x1000, "a program that is part of the module is short");
        (Some(place), program.text())
    });
    let here = |wanted| if place == Some(wanted) { "(drop (call $own))" } else { "" };
    let start = if place == Some(Place::Start) { "(start $born)" } else { "" };
    let text = include_str!("puppet.wat")
        .replace(";; imports", &imports)
        .replace(";; calls", &calls)
        .replace(";; in start", here(Place::Start))
        .replace(";; in control", here(Place::Control))
        .replace(";; in buffer", here(Place::Buffer))
        .replace(";; start", start)
        .replace("OWN_TEXT", &text)
        .replace("OWN_LENGTH", &text.len().to_string());
    wat::parse_str(&text).unwrap_or_else(|error| panic!("{error}\n{text}"))
}
