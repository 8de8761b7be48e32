//! Plugins that strangers wrote: each has hooks that the host calls, and a module
//! by which it calls the host. A bad one harms nobody but itself.
//!
//! `cargo run --release --example plugin`

use micropython_sandbox::{Context, Error, Function, HostError, Limits, Module, Sandbox, Session};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::io::Write;
use std::sync::Mutex;
use std::time::Duration;

/// What happens in the chat that the plugins are for. A hook gets it as a dict.
#[derive(Serialize)]
struct Event {
    user: &'static str,
    text: &'static str,
}

/// What a hook may give back; every part of it may be left out.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Reaction {
    reply: Option<String>,
    mute: bool,
}

/// What belongs to one plugin. It goes along with each of its runs, and host functions
/// see it; the plugin never does.
struct Account {
    plugin: &'static str,
    store: Mutex<BTreeMap<String, i64>>,
}

/// What a plugin can ask for: a module named `chat`.
fn api() -> Module {
    Module::new("chat")
        .doc("What a plugin can do.")
        .constant("VERSION", 2)
        .exception("StoreFull", "Exception")
        .register(
            Function::new("get", |account: &Context, key: String, default: i64| {
                let account = account.get::<Account>().expect("each plugin has one");
                account.store.lock().unwrap().get(&key).copied().unwrap_or(default)
            })
            .params(["key", "default"])
            .default("default", 0)
            .doc("Reads a number that the plugin has stored."),
        )
        .register(
            Function::new("put", |account: &Context, key: String, value: i64| {
                let account = account.get::<Account>().expect("each plugin has one");
                let mut store = account.store.lock().unwrap();
                if store.len() >= 3 && !store.contains_key(&key) {
                    let text = format!("{} has stored 3 numbers already", account.plugin);
                    return Err(HostError::new("chat.StoreFull", text));
                }
                store.insert(key, value);
                Ok(())
            })
            .params(["key", "value"])
            .doc("Stores a number, of which a plugin may have three."),
        )
}

/// A plugin that is loaded: its interpreter, in which only its own code runs.
struct Plugin {
    name: &'static str,
    session: Session,
    /// How often it has failed. After the third time it is left alone.
    strikes: u32,
}

impl Plugin {
    fn load(
        sandbox: &Sandbox,
        (name, source): (&'static str, &str),
        out: &mut impl Write,
    ) -> Result<Option<Plugin>, Box<dyn std::error::Error>> {
        let account = Account { plugin: name, store: Mutex::default() };
        let builder = sandbox.session_builder().file_name(format!("{name}.py"));
        let mut session = builder.context(Context::new().with(account)).open()?;
        if let Some(error) = session.run(source).error {
            writeln!(out, "{name}: not loaded: {error}")?;
            return Ok(None);
        }
        let mut plugin = Plugin { name, session, strikes: 0 };
        let title: Option<String> = plugin.call("on_load", (), out)?;
        writeln!(out, "{name}: loaded as {:?}", title.as_deref().unwrap_or(name))?;
        Ok(Some(plugin))
    }

    /// Calls a hook, if the plugin has it. What goes wrong is noted, and is no more
    /// than that.
    fn call<T: for<'de> Deserialize<'de>>(
        &mut self,
        hook: &str,
        arguments: impl Serialize,
        out: &mut impl Write,
    ) -> Result<Option<T>, Box<dyn std::error::Error>> {
        let is_there = format!("callable(globals().get({hook:?}))");
        if self.strikes >= 3 || !self.session.eval(&is_there).to::<bool>().unwrap_or(false) {
            return Ok(None);
        }
        let given = self.session.call(hook, arguments).to();
        let Err(error) = given else { return Ok(given?) };
        self.strikes += 1;
        write!(out, "{}: strike {} in {hook}: ", self.name, self.strikes)?;
        match &error {
            Error::Raised(raised) => {
                let line = raised.frames.last().map_or(0, |frame| frame.line);
                writeln!(out, "{raised} (line {line})")?;
            }
            error => writeln!(out, "{error}")?,
        }
        // A session that had to be cut off in the middle is dead. As this one keeps
        // its numbers with the host, it could be loaded anew; here it is out.
        if !self.session.alive() {
            self.strikes = 3;
        }
        Ok(None)
    }
}

const PLUGINS: &[(&str, &str)] = &[
    (
        "counter",
        "
import chat

def on_load():
    return 'Counter for chat ' + str(chat.VERSION)

def on_message(event):
    count = chat.get(event['user']) + 1
    chat.put(event['user'], count)
    if count == 2:
        return {'reply': event['user'] + ' is warming up'}
",
    ),
    (
        "shouting",
        "
def on_message(event):
    words = event['text'].split()
    loud = [word for word in words if word.isupper() and len(word) > 1]
    return {'mute': len(loud) > len(words) / 2}
",
    ),
    ("broken", "def on_message(event)\n    return None"),
    ("clumsy", "def on_message(event):\n    return {'reply': event['name']}"),
    ("greedy", "def on_message(event):\n    while True: pass"),
    (
        "nosy",
        "
def on_message(event):
    try:
        open('/etc/passwd')
    except OSError:
        return {'reply': 'there are no files here'}
",
    ),
];

const EVENTS: &[Event] = &[
    Event { user: "ada", text: "good morning" },
    Event { user: "bob", text: "GOOD MORNING EVERYBODY" },
    Event { user: "ada", text: "is it raining?" },
    Event { user: "eve", text: "no" },
    Event { user: "joe", text: "it is now" },
];

fn main() -> Result<(), Box<dyn std::error::Error>> {
    run(&mut std::io::stdout())
}

pub fn run(out: &mut impl Write) -> Result<(), Box<dyn std::error::Error>> {
    // Each hook has these limits to itself. Steps are the same on every machine; the
    // time is for what they do not count, such as computing one huge number.
    let limits = Limits {
        memory_bytes: 4 << 20,
        steps: Some(100_000),
        wall_time: Some(Duration::from_secs(5)),
        host_calls: 100,
        ..Limits::default()
    };
    let sandbox = Sandbox::builder().limits(limits).module(api()).build()?;
    let mut plugins = Vec::new();
    for plugin in PLUGINS {
        plugins.extend(Plugin::load(&sandbox, *plugin, out)?);
    }
    for event in EVENTS {
        writeln!(out, "\n<{}> {}", event.user, event.text)?;
        for plugin in &mut plugins {
            let reaction = plugin.call::<Option<Reaction>>("on_message", (event,), out)?;
            let Reaction { reply, mute } = reaction.flatten().unwrap_or_default();
            if let Some(reply) = reply {
                writeln!(out, "{}: {reply}", plugin.name)?;
            }
            if mute {
                writeln!(out, "{}: {} is muted", plugin.name, event.user)?;
            }
        }
    }
    Ok(())
}
