//! A program that asks its host: a function with a name and a default, a module
//! with an exception of its own, and a user whom the program never sees.
//!
//! `cargo run --release --example host_functions`

use micropython_sandbox::{Context, Error, Function, HostError, Module, Sandbox};
use serde::Serialize;

/// Who the program runs for.
struct User {
    name: &'static str,
    may_see: f64,
}

#[derive(Clone, Serialize)]
struct Account {
    id: u32,
    balance: f64,
}

const PROGRAM: &str = "
import bank

rich = [account for account in bank.accounts(limit=5) if account['balance'] > 100]
for account in rich:
    print(account['id'], account['balance'])
try:
    bank.balance(3)
except bank.Denied as error:
    print('denied:', error)
note('done', times=2)
";

fn main() -> Result<(), Error> {
    print!("{}", run()?);
    Ok(())
}

/// Gives what the program prints, and a line of ours.
pub fn run() -> Result<String, Error> {
    let accounts = [(1, 50.0), (2, 250.0), (3, 1e9)].map(|(id, balance)| Account { id, balance });
    let listed = accounts.clone();
    let bank = Module::new("bank")
        .doc("The accounts that the user may see.")
        .exception("Denied", "Exception")
        .register(
            Function::new("accounts", move |user: &Context, limit: usize| {
                let most = user.get::<User>().map_or(0.0, |user| user.may_see);
                let seen = listed.iter().filter(|account| account.balance <= most);
                seen.take(limit).cloned().collect::<Vec<_>>()
            })
            .params(["limit"])
            .default("limit", 100)
            .doc("Lists accounts, as dicts."),
        )
        .function("balance", move |user: &Context, id: u32| {
            let user = user.get::<User>().ok_or_else(|| HostError::message("nobody asks"))?;
            let account = accounts.iter().find(|account| account.id == id);
            match account {
                Some(account) if account.balance <= user.may_see => Ok(account.balance),
                Some(_) => Err(HostError::new("bank.Denied", format!("{} may not", user.name))),
                None => Err(HostError::new("LookupError", "no such account")),
            }
        });
    let note = Function::new("note", |text: String, times: usize| {
        println!("the host notes: {}", vec![text; times.min(10)].join(", "));
    });
    let sandbox = Sandbox::builder()
        .module(bank)
        .register(note.params(["text", "times"]).default("times", 1))
        .build()?;

    let mut session = sandbox.session()?;
    let user = User { name: "Ada", may_see: 1000.0 };
    let outcome = session.run_with(PROGRAM, Context::new().with(user)).into_result()?;

    session.set("numbers", [1, 2, 3])?;
    let total: i64 = session.eval("sum(numbers)").to()?;
    Ok(format!("{}the sum is {total}\n", outcome.stdout_text()))
}
