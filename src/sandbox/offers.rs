//! What a sandbox offers its programs: functions, modules and exceptions.

use super::SandboxBuilder;
use crate::function::{AsyncCallable, Callable, Function, Item, Module};

impl SandboxBuilder {
    /// Lets programs call this closure by a name, `add` or `db.query`: see
    /// [`Function`]. A name without a module before it is known everywhere, as
    /// Python's own functions are, and in the module `host`.
    ///
    /// ```
    /// # use micropython_sandbox::Sandbox;
    /// let sandbox = Sandbox::builder().function("add", |a: i64, b: i64| a + b).build()?;
    /// assert_eq!(sandbox.run("import host; add(40, host.add(1, 1))").to::<i64>()?, 42);
    /// # Ok::<(), micropython_sandbox::Error>(())
    /// ```
    pub fn function<Arguments, Reply, F>(
        self,
        name: impl Into<String>,
        function: F,
    ) -> SandboxBuilder
    where
        F: Callable<Arguments, Reply>,
    {
        self.register(Function::new(name, function))
    }

    /// Lets programs call this asynchronous closure by a name: see
    /// [`Function::new_async`].
    pub fn async_function<Arguments, Reply, F>(
        self,
        name: impl Into<String>,
        function: F,
    ) -> SandboxBuilder
    where
        F: AsyncCallable<Arguments, Reply>,
    {
        self.register(Function::new_async(name, function))
    }

    /// Lets programs call a function.
    pub fn register(mut self, function: Function) -> SandboxBuilder {
        self.items.push(Item::Function(function));
        self
    }

    /// Lets programs import a module.
    pub fn module(mut self, module: Module) -> SandboxBuilder {
        self.items.extend(module.into_items());
        self
    }

    /// Adds an exception that host functions can raise, by its name, such as
    /// `Denied` or `db.Error`. It derives from `base`: one of Python's own, such as
    /// `Exception`, or one that was added before, by its name.
    pub fn exception(mut self, name: impl Into<String>, base: impl Into<String>) -> SandboxBuilder {
        self.items.push(Item::Exception(name.into(), base.into()));
        self
    }
}
