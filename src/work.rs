//! How much work a run does, and whether it was enough.
//!
//! Two things are counted, both downwards. Steps, by the built-in interpreter in
//! its variant for that: in a global, which the guest cannot write to otherwise,
//! and it asks when there are none left. Fuel, by the engine, which ends the run
//! when there is none left. So that a program is asked to stop before, it gets
//! some more fuel than it may use, and its steps in portions: at the end of each
//! its fuel is looked at.

use crate::limits::Limits;
use crate::stop::Cause;
use wasmtime::{AsContext, AsContextMut, Global, Val};

/// Steps between two looks at the fuel: a look costs about as much as three
/// steps.
const PORTION_STEPS: u64 = 256;

/// What is to be done about a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Due {
    /// Ask it to stop, perhaps for a second time.
    Stop(Cause),
    /// End it.
    End(Cause),
}

/// An allowance of one kind.
#[derive(Debug, Clone, Copy)]
struct Budget {
    allowed: u64,
    /// How much more is there for unwinding.
    grace: u64,
    /// What may be used before something is due.
    next: u64,
}

/// What one run may do and has done.
#[derive(Debug)]
pub(crate) struct Work {
    /// The counter of steps, where the module has one that is to be believed.
    counter: Option<Global>,
    /// How many steps were handed out so far.
    handed_out: u64,
    steps: Budget,
    /// Set where there is a limit on fuel.
    fuel: Option<Budget>,
}

/// What a run may still do.
#[derive(Debug, Default)]
pub(crate) struct Left {
    pub steps: Option<u64>,
    pub fuel: Option<u64>,
}

/// What a run has done.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Done {
    pub steps: Option<u64>,
    pub fuel: Option<u64>,
    /// Set where it has used more fuel than it may, and perhaps come to its end
    /// before it was asked to stop.
    pub overspent: Option<Cause>,
}

impl Budget {
    fn new(allowed: u64, grace: u64) -> Budget {
        Budget { allowed, grace, next: allowed }
    }

    /// With the grace.
    fn whole(&self) -> u64 {
        self.allowed.saturating_add(self.grace)
    }

    /// Whether more was used than the run may use now, and how much that is the
    /// next time: at the limit, half-way through the grace, and at its end.
    fn spend(&mut self, used: u64, cause: fn(u64) -> Cause) -> Option<Due> {
        if used <= self.next {
            return None;
        }
        let cause = cause(self.allowed);
        if used > self.whole() {
            return Some(Due::End(cause));
        }
        let half = self.allowed.saturating_add(self.grace / 2);
        self.next = if used <= half { half } else { self.whole() };
        Some(Due::Stop(cause))
    }
}

impl Work {
    /// What is to be counted under these limits, if anything is, where the
    /// interpreter has this counter. What is done for a run before it begins
    /// does not count.
    pub(crate) fn prepare(
        limits: &Limits,
        counter: Option<Global>,
        mut store: impl AsContextMut,
    ) -> wasmtime::Result<Option<Work>> {
        let Limits { steps, fuel, .. } = *limits;
        if steps.is_none() && fuel.is_none() {
            return Ok(None);
        }
        if fuel.is_some() {
            store.as_context_mut().set_fuel(u64::MAX)?;
        }
        // Where nobody asks, nobody can be told to unwind.
        let grace_fuel = if counter.is_some() { Limits::GRACE_FUEL } else { 0 };
        let mut work = Work {
            counter,
            handed_out: 0,
            steps: Budget::new(steps.unwrap_or(u64::MAX), Limits::GRACE_STEPS),
            fuel: fuel.map(|allowed| Budget::new(allowed, grace_fuel)),
        };
        work.hand_out(0, store)?;
        Ok(Some(work))
    }

    /// Begins: from now on it counts.
    pub(crate) fn begin(&mut self, mut store: impl AsContextMut) -> wasmtime::Result<()> {
        if let Some(fuel) = &self.fuel {
            store.as_context_mut().set_fuel(fuel.whole())?;
        }
        Ok(())
    }

    /// What it has come to.
    pub(crate) fn end(self, mut store: impl AsContextMut) -> Done {
        let steps = self.steps(&mut store);
        let used = self.fuel(&store);
        let over = self.fuel.filter(|fuel| used.is_some_and(|used| used > fuel.allowed));
        Done { steps, fuel: used, overspent: over.map(|fuel| Cause::Fuel(fuel.allowed)) }
    }

    /// How many steps were made. Nothing where nobody counts them.
    fn steps(&self, store: impl AsContextMut) -> Option<u64> {
        let left = self.counter?.get(store).i64()?;
        // Below zero is what was made beyond what was handed out.
        Some(u64::try_from(i128::from(self.handed_out) - i128::from(left)).unwrap_or(0))
    }

    /// How much fuel was used.
    fn fuel(&self, store: impl AsContext) -> Option<u64> {
        let left = store.as_context().get_fuel().ok()?;
        Some(self.fuel?.whole().saturating_sub(left))
    }

    /// What is left, of what is limited.
    pub(crate) fn left(&self, mut store: impl AsContextMut) -> Left {
        let limited = self.steps.allowed != u64::MAX;
        let left = |budget: &Budget, used: u64| budget.allowed.saturating_sub(used);
        Left {
            steps: self.steps(&mut store).filter(|_| limited).map(|used| left(&self.steps, used)),
            fuel: self.fuel(&store).zip(self.fuel).map(|(used, fuel)| left(&fuel, used)),
        }
    }

    /// Looks at what was used, when the interpreter asks, and says what is to be
    /// done. Hands out more steps if there are none left.
    pub(crate) fn look(&mut self, mut store: impl AsContextMut) -> wasmtime::Result<Option<Due>> {
        let Some(used) = self.steps(&mut store).filter(|used| *used > self.handed_out) else {
            return Ok(None); // it asks for another reason
        };
        let mut due = self.steps.spend(used, Cause::Steps);
        if let Some(used) = self.fuel(&store)
            && let Some(fuel) = &mut self.fuel
        {
            due = due.or(fuel.spend(used, Cause::Fuel));
        }
        self.hand_out(used, store)?;
        Ok(due)
    }

    /// Hands out steps to a run that has made so many.
    fn hand_out(&mut self, used: u64, store: impl AsContextMut) -> wasmtime::Result<()> {
        let Some(counter) = self.counter else { return Ok(()) };
        let portion = if self.fuel.is_some() { PORTION_STEPS } else { i64::MAX as u64 };
        let more = self.steps.next.saturating_sub(used).min(portion);
        self.handed_out = used.saturating_add(more);
        // At most `i64::MAX`, as `portion` is.
        counter.set(store, Val::I64(more as i64))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_budget_is_over_by_degrees() {
        let mut budget = Budget::new(100, 10);
        let cause = Cause::Steps(100);
        assert_eq!(budget.spend(100, Cause::Steps), None);
        assert_eq!(budget.spend(101, Cause::Steps), Some(Due::Stop(cause)));
        assert_eq!(budget.spend(105, Cause::Steps), None);
        assert_eq!(budget.spend(106, Cause::Steps), Some(Due::Stop(cause)));
        assert_eq!(budget.spend(110, Cause::Steps), None);
        assert_eq!(budget.spend(111, Cause::Steps), Some(Due::End(cause)));
    }

    #[test]
    fn who_uses_much_at_once_is_told_less_often() {
        let mut budget = Budget::new(100, 10);
        assert_eq!(budget.spend(107, Cause::Fuel), Some(Due::Stop(Cause::Fuel(100))));
        assert_eq!(budget.spend(109, Cause::Fuel), None);
        assert_eq!(budget.spend(1000, Cause::Fuel), Some(Due::End(Cause::Fuel(100))));
    }

    #[test]
    fn the_largest_budget_is_never_over() {
        let mut budget = Budget::new(u64::MAX, 10);
        assert_eq!(budget.spend(u64::MAX, Cause::Steps), None);
        assert_eq!(budget.whole(), u64::MAX);
    }
}
