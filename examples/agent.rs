//! The tool loop of an agent: a model writes Python, step by step, and each step
//! runs in one session, so that what it has found out stays there. What it prints,
//! and what goes wrong, is what it is told next.
//!
//! The model here is a list of steps that were written before. Put a real one into
//! `Model::next`, and the rest stays as it is.
//!
//! `cargo run --release --example agent`

use micropython_sandbox::{
    Context, Error, Function, HostError, Limits, Module, Outcome, Sandbox, Session,
};
use std::io::Write;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

const TASK: &str = "Which customer has spent the most, and how much?";

/// What a model answers, having read all that was said so far.
struct Model {
    steps: std::vec::IntoIter<&'static str>,
}

impl Model {
    /// The next piece of code; nothing when it gives up.
    fn next(&mut self, _transcript: &str) -> Option<&'static str> {
        self.steps.next()
    }

    fn scripted() -> Model {
        let steps = vec![
            // It looks at what there is.
            "import host\nfor signature, doc in host.functions(): print(signature, '-', doc)",
            // It guesses a name, and is told.
            "orders = shop.orders()",
            "import shop\norders = shop.orders()\nlen(orders), orders[0]",
            // Pages: the host gives at most five at once, which it has read above.
            "page = 2\nwhile True:\n    more = shop.orders(page)\n    orders += more",
            "while more:\n    orders += more\n    page += 1\n    more = shop.orders(page)",
            "
spent = {}
for order in orders:
    spent[order['customer']] = spent.get(order['customer'], 0) + order['price']
sorted(spent.items(), key=lambda item: -item[1])",
            // What was there before the loop that was stopped was counted twice.
            "
seen = set()
spent = {}
for order in orders:
    if order['id'] not in seen:
        seen.add(order['id'])
        spent[order['customer']] = spent.get(order['customer'], 0) + order['price']
best = max(spent, key=spent.get)
finish(best + ' has spent ' + str(spent[best]))",
        ];
        Model { steps: steps.into_iter() }
    }
}

/// What the host keeps of one conversation. Tools see it; the model's code does
/// not.
#[derive(Default)]
struct Conversation {
    tool_calls: AtomicU64,
    answer: Mutex<Option<String>>,
}

#[derive(Clone, serde::Serialize)]
struct Order {
    id: usize,
    customer: &'static str,
    price: u32,
}

/// The tools: what the model can do, beside computing.
fn tools() -> (Module, Function) {
    let customers = ["Ada", "Bob", "Cleo", "Ada", "Cleo", "Bob", "Cleo"];
    let orders: Vec<Order> = (customers.iter().enumerate())
        .map(|(at, customer)| Order { id: at + 1, customer, price: 10 * (at as u32 + 1) })
        .collect();
    let shop = Module::new("shop").register(
        Function::new("orders", move |context: &Context, page: usize| {
            conversation(context)?.tool_calls.fetch_add(1, Ordering::Relaxed);
            let page =
                page.checked_sub(1).ok_or(HostError::new("ValueError", "pages begin at 1"))?;
            Ok::<_, HostError>(orders.chunks(5).nth(page).unwrap_or_default().to_vec())
        })
        .params(["page"])
        .default("page", 1)
        .doc("Orders, five on a page. A page after the last is empty."),
    );
    let finish = Function::new("finish", |context: &Context, answer: String| {
        *conversation(context)?.answer.lock().unwrap() = Some(answer);
        Ok::<_, HostError>(())
    });
    (shop, finish.params(["answer"]).doc("Ends the conversation with an answer."))
}

fn conversation(context: &Context) -> Result<&Arc<Conversation>, HostError> {
    context.get().ok_or_else(|| HostError::message("no conversation is going on"))
}

/// What the model is told of a step: all that a person would see at a prompt.
fn observation(outcome: &Outcome) -> String {
    let mut text = outcome.stdout_text().into_owned();
    if outcome.stdout_truncated {
        text += "\n[the output was cut here]\n";
    }
    match (&outcome.error, &outcome.value) {
        (Some(Error::Raised(raised)), _) => text += &raised.traceback,
        (Some(Error::Limit(reached)), _) => {
            text += reached.traceback.as_deref().unwrap_or_default();
            text += &format!("[stopped: {reached}; the variables are kept]\n");
        }
        (Some(error), _) => text += &format!("[failed: {error}]\n"),
        (None, Some(value)) => text += &format!("{}\n", value.repr),
        (None, None) => {}
    }
    if text.is_empty() { "[nothing]\n".to_owned() } else { text }
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    run(&mut std::io::stdout())
}

pub fn run(out: &mut impl Write) -> Result<(), Box<dyn std::error::Error>> {
    // A step has these to itself; the number of steps is the loop's own limit. What
    // a model is told costs, too: it is kept short.
    let limits = Limits {
        wall_time: Some(Duration::from_secs(2)),
        memory_bytes: 16 << 20,
        stdout_bytes: 2000,
        host_calls: 20,
        ..Limits::default()
    };
    let (shop, finish) = tools();
    let sandbox = Sandbox::builder().limits(limits).module(shop).register(finish).build()?;

    let talk = Arc::new(Conversation::default());
    let context = Context::new().with(Arc::clone(&talk));
    // Should a step have to be cut off in the middle, the next one finds all as it
    // was before it.
    let builder = sandbox.session_builder().context(context).rollback(true);
    let mut session: Session = builder.file_name("<step>").open()?;

    let mut model = Model::scripted();
    let mut transcript = format!("{TASK}\n");
    let (mut steps, mut failed) = (0, 0);
    while talk.answer.lock().unwrap().is_none() && steps < 10 {
        let Some(code) = model.next(&transcript) else { break };
        steps += 1;
        transcript += &format!("\n--- step {steps}\n{}\n", code.trim());
        let outcome = session.run(code);
        failed += u32::from(!outcome.success());
        transcript += &format!("---\n{}", observation(&outcome));
    }
    write!(out, "{transcript}")?;

    let answer = talk.answer.lock().unwrap().clone();
    writeln!(out, "\n=== {}", answer.as_deref().unwrap_or("no answer"))?;
    let calls = talk.tool_calls.load(Ordering::Relaxed);
    writeln!(out, "{steps} steps, of which {failed} failed; {calls} calls of tools")?;
    Ok(())
}
