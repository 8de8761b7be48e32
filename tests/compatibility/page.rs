//! `docs/compatibility.md`, from what was asked and what is written by hand.

use crate::answers::{Answers, Lacking};
use crate::costs::Costs;
use crate::listed::{Listed, Name};
use crate::markdown::{block, code, names, percent, text};
use crate::programs::Program;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

const HEAD: &str = "\
# Compatibility with CPython

What of CPython 3.11 the interpreter has. A test asks the interpreter itself and writes this page,
so that it is true of the version that it comes with:

```console
UPDATE_EXPECTED=1 cargo test --release --test compatibility
```

What CPython has is listed from CPython (`scripts/list-cpython`). *Yes* means that a name is there;
where it is known to do something else, that is told with a program, and what that prints in both.
In the terminal, `mpsandbox modules` tells the same of one module.
";

pub struct Page<'a> {
    pub listed: &'a Listed,
    pub answers: &'a Answers,
    pub costs: &'a Costs,
    pub differs: &'a [Program],
    pub syntax: &'a [Program],
}

/// How much there is, of how much.
#[derive(Clone, Copy, Default)]
struct Share(usize, usize);

impl Share {
    fn add(&mut self, lacking: usize, of: usize) {
        self.0 += of - lacking;
        self.1 += of;
    }
}

impl Page<'_> {
    pub fn render(&self) -> String {
        let mut page = HEAD.to_owned();
        self.summary(&mut page);
        self.present(&mut page);
        self.own(&mut page);
        self.absent(&mut page);
        self.builtins(&mut page);
        self.methods(&mut page);
        self.syntax(&mut page);
        self.lacking_names(&mut page);
        while page.contains("\n\n\n") {
            page = page.replace("\n\n\n", "\n\n");
        }
        page.truncate(page.trim_end().len());
        page + "\n"
    }

    /// The modules that there are, with their names and what of them is missing.
    fn modules(&self) -> impl Iterator<Item = (&str, &BTreeMap<String, Name>, &Lacking)> {
        self.listed.cpython.modules.iter().filter_map(|(module, names)| {
            Some((module.as_str(), names.as_ref()?, self.answers.modules[module].as_ref()?))
        })
    }

    fn summary(&self, page: &mut String) {
        let Listed { cpython, .. } = self.listed;
        let (mut methods, mut special) = (Share::default(), Share::default());
        for (type_name, all) in &cpython.types {
            let missing = &self.answers.types[type_name];
            let count = |public| all.keys().filter(|name| is_special(name) != public).count();
            let lacking = |public| missing.iter().filter(|name| is_special(name) != public).count();
            methods.add(lacking(true), count(true));
            special.add(lacking(false), count(false));
        }
        let (mut here, mut all) = (Share::default(), Share::default());
        let (mut members, mut fitting) = (Share::default(), Share::default());
        for (module, listed) in &cpython.modules {
            let Some(listed) = listed else { continue };
            let has_place = self.listed.absence(module).0.is_empty();
            let Some(lacking) = &self.answers.modules[module] else {
                all.add(listed.len(), listed.len());
                fitting.add(usize::from(has_place), usize::from(has_place));
                continue;
            };
            fitting.add(0, 1);
            here.add(lacking.names.len(), listed.len());
            all.add(lacking.names.len(), listed.len());
            let there = listed.iter().filter(|(name, _)| !lacking.names.contains(*name));
            members.add(lacking.members.len(), there.map(|(_, it)| it.members().len()).sum());
        }
        let builtins = cpython.builtins.len();
        let absent =
            cpython.modules.keys().filter(|it| self.answers.modules[*it].is_none()).count();
        let modules = cpython.modules.len();
        let refused = self.syntax.iter().filter(|it| it.differs()).count();
        let rows = [
            (
                "built-in functions, types and exceptions",
                Share(builtins - self.answers.builtins.len(), builtins),
            ),
            ("methods of built-in types", methods),
            ("special methods of theirs, by name (`(1).__add__`)", special),
            ("features of the syntax", Share(self.syntax.len() - refused, self.syntax.len())),
            ("modules", Share(modules - absent, modules)),
            ("modules, without those that have no place in a sandbox", fitting),
            ("names in the modules that are there", here),
            ("methods of the classes among those", members),
            ("names in all modules", all),
        ];
        page.push_str("\n| | there | of | |\n|---|---:|---:|---:|\n");
        for (what, Share(there, of)) in rows {
            let _ = writeln!(page, "| {what} | {there} | {of} | {} |", percent(there, of));
        }
        let _ = writeln!(
            page,
            "\nOf what is there, {} entries differ. The list is of CPython {} on Linux; its modules include \
             those that it documents below others (`os.path`), but neither its own tests and tools nor \
             what is only for other systems.",
            self.differs.len(),
            cpython.version,
        );
    }

    fn present(&self, page: &mut String) {
        let _ = write!(
            page,
            "\n## Modules that are there\n\nWhat is missing in each is [below](#names-that-are-missing). {}\n\n\
             | module | names | of | limits, in its own words | import, µs | KiB |\n\
             |---|---:|---:|---|---:|---:|\n",
            self.costs.how,
        );
        for (module, listed, lacking) in self.modules() {
            let there = listed.len() - lacking.names.len();
            let limits = self.listed.docs.get(module).map(|doc| limits(doc)).unwrap_or_default();
            let (time, memory) = match self.costs.modules.get(module) {
                Some(cost) => {
                    (cost.microseconds.to_string(), format!("{:.1}", cost.bytes as f64 / 1024.0))
                }
                None => (String::new(), String::new()),
            };
            let share = percent(there, listed.len());
            let (module, limits) = (code(module), text(&limits));
            let _ = writeln!(
                page,
                "| {module} | {there} of {} | {share} | {limits} | {time} | {memory} |",
                listed.len()
            );
        }
    }

    fn own(&self, page: &mut String) {
        page.push_str("\n## Modules that CPython does not have\n\n| module | |\n|---|---|\n");
        for (module, doc) in &self.listed.docs {
            let is_there = |answer: Option<&Option<Lacking>>| answer.is_some_and(Option::is_some);
            let is_listed = self.listed.cpython.modules.contains_key(module);
            if !is_listed && is_there(self.answers.modules.get(module)) {
                let about = doc.split("\n\n").next().unwrap_or_default();
                let about = about.split_once(". ").map_or(about, |(first, _)| first);
                let about = text(about).trim_end_matches([':', '.']).to_owned();
                let _ = writeln!(page, "| {} | {about} |", code(module));
            }
        }
    }

    fn absent(&self, page: &mut String) {
        page.push_str("\n## Modules that are not there\n");
        let mut groups: BTreeMap<&str, Vec<(&str, Option<&str>)>> = BTreeMap::new();
        for module in self.listed.cpython.modules.keys() {
            if self.answers.modules[module].is_none() {
                let (reason, instead) = self.listed.absence(module);
                groups.entry(reason).or_default().push((module, instead));
            }
        }
        let reasons = self.listed.absent.reasons.iter();
        let reasons = reasons.map(|(key, words)| (key.as_str(), capital(words)));
        for (key, title) in reasons.chain([("", "Not yet".to_owned())]) {
            let Some(modules) = groups.get(key) else { continue };
            let _ = write!(page, "\n### {}\n\n", title.replace('\'', "’"));
            // Those for which there is something else are told one by one.
            let mut instead: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
            for (module, use_this) in modules {
                instead.entry(use_this.unwrap_or_default()).or_default().push(module);
            }
            if instead.len() > 1 || !instead.contains_key("") {
                page.push_str("| module | in its place |\n|---|---|\n");
                for (use_this, modules) in instead.iter().filter(|(it, _)| !it.is_empty()) {
                    let _ = writeln!(
                        page,
                        "| {} | {} |",
                        names(modules.iter().copied()),
                        text(use_this)
                    );
                }
                if let Some(others) = instead.get("") {
                    let _ = writeln!(page, "\nAnd {}.", names(others.iter().copied()));
                }
            } else {
                let _ = writeln!(page, "{}.", names(modules.iter().map(|(module, _)| *module)));
            }
        }
    }

    fn builtins(&self, page: &mut String) {
        page.push_str("\n## Built-in functions, types and exceptions\n\n");
        let missing = &self.answers.builtins;
        let _ = match missing.len() {
            0 => writeln!(page, "All are there."),
            _ => writeln!(page, "All are there but {}.", names(missing.iter().map(String::as_str))),
        };
        self.differing(page, |name| self.listed.cpython.builtins.contains_key(name));
    }

    fn methods(&self, page: &mut String) {
        page.push_str(
            "\n## Methods of built-in types\n\nThose that are missing. Special methods work through their \
             operators and functions where they are missing by name: `1 + 2` does where `(1).__add__(2)` \
             does not.\n\n| type | there | missing | missing by name |\n|---|---:|---|---|\n",
        );
        let mut complete = Vec::new();
        for (type_name, all) in &self.listed.cpython.types {
            let missing = &self.answers.types[type_name];
            if missing.is_empty() {
                complete.push(type_name.as_str());
                continue;
            }
            let (special, public): (BTreeSet<&str>, BTreeSet<&str>) =
                missing.iter().map(String::as_str).partition(|name| is_special(name));
            let _ = writeln!(
                page,
                "| {} | {} of {} | {} | {} |",
                code(type_name),
                all.len() - missing.len(),
                all.len(),
                names(public),
                names(special)
            );
        }
        if !complete.is_empty() {
            let _ = writeln!(page, "\nNothing is missing of {}.", names(complete));
        }
        let types = &self.listed.cpython.types;
        self.differing(page, |name| {
            name.split_once('.').is_some_and(|(type_name, _)| types.contains_key(type_name))
                || types.contains_key(name) && !self.listed.cpython.builtins.contains_key(name)
        });
    }

    fn syntax(&self, page: &mut String) {
        page.push_str(
            "\n## Syntax\n\nEach feature has a program, in `tests/compatibility/syntax.toml`: *yes* if it \
             prints what it does in CPython.\n\n| feature | |\n|---|---|\n",
        );
        for program in self.syntax {
            let state = if !program.differs() {
                "yes".to_owned()
            } else if program.is_refused() {
                format!("**no**: {}", code(program.here().trim_end()))
            } else {
                "**differs**, see below".to_owned()
            };
            let _ = writeln!(page, "| {} | {state} |", program.name.replace('|', "\\|"));
        }
        let differ = self.syntax.iter().filter(|it| it.differs() && !it.is_refused());
        for (number, program) in differ.enumerate() {
            if number == 0 {
                page.push('\n');
            }
            entry(page, &program.name, program);
        }
    }

    fn lacking_names(&self, page: &mut String) {
        page.push_str(
            "\n## Names that are missing\n\nIn modules that are there, by module. `Class.*` is all that a \
             class has itself.\n\n",
        );
        for (module, listed, lacking) in self.modules() {
            let members = condensed(listed, lacking);
            let all = lacking.names.iter().chain(&members).map(String::as_str);
            let (constants, others): (Vec<&str>, Vec<&str>) = all.partition(|name| {
                listed.get(*name).is_some_and(Name::is_constant)
                    && !name.chars().any(char::is_lowercase)
            });
            if constants.is_empty() && others.is_empty() {
                continue;
            }
            let mut told = names(others.iter().copied());
            if !constants.is_empty() {
                let and = if told.is_empty() { "" } else { "; " };
                told += &format!("{and}the constants {}", names(constants));
            }
            let _ = writeln!(page, "- {}: {told}", code(module));
        }
        page.push_str("\n## Names in modules that differ\n\n");
        let modules = &self.listed.cpython.modules;
        let types = &self.listed.cpython.types;
        self.entries(page, |name| {
            !self.listed.cpython.builtins.contains_key(name)
                && !types.contains_key(name.split('.').next().unwrap_or_default())
                || modules.contains_key(name)
        });
    }

    /// What differs of some names, if anything does.
    fn differing(&self, page: &mut String, of: impl Fn(&str) -> bool) {
        if self.differs.iter().any(|it| of(&it.name)) {
            page.push_str("\nWhat differs:\n\n");
            self.entries(page, of);
        }
    }

    /// The programs of some names.
    fn entries(&self, page: &mut String, of: impl Fn(&str) -> bool) {
        for program in self.differs.iter().filter(|it| of(&it.name)) {
            entry(page, &code(&program.name), program);
        }
    }
}

/// An item of a list: a program, and what it prints in both.
fn entry(page: &mut String, name: &str, program: &Program) {
    let how = if program.how.is_empty() { "" } else { ": " };
    let _ = write!(page, "- **{name}**{how}{}\n\n", program.how);
    page.push_str(&block("python", &program.program));
    let shown = |text: &str| match text {
        "" => "nothing".to_owned(),
        text => names(text.trim_end().lines()).replace("\\|", "|"),
    };
    let _ = write!(
        page,
        "\n  CPython prints {}; here it prints {}.\n\n",
        shown(&program.cpython),
        shown(program.here())
    );
}

/// The members that a module's classes lack, as `Class.*` where that is all of them.
fn condensed(listed: &BTreeMap<String, Name>, lacking: &Lacking) -> BTreeSet<String> {
    let class_of = |member: &str| member.split('.').next().unwrap_or_default().to_owned();
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for member in &lacking.members {
        *counts.entry(class_of(member)).or_default() += 1;
    }
    let name = |member: &String| {
        let class = class_of(member);
        let all = listed.get(&class).map_or(0, |it| it.members().len());
        if counts[&class] == all { class + ".*" } else { member.clone() }
    };
    lacking.members.iter().map(name).collect()
}

fn is_special(name: &str) -> bool {
    name.starts_with("__")
}

fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// What a docstring says after its first sentence, without examples.
fn limits(doc: &str) -> String {
    let paragraphs = doc.split("\n\n").filter(|it| !it.starts_with([' ', '>']));
    let text: Vec<&str> = paragraphs.flat_map(str::split_whitespace).collect();
    let text = text.join(" ");
    text.split_once(". ").map(|(_, rest)| rest.to_owned()).unwrap_or_default()
}
