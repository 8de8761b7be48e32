//! What is compiled and shared: the sandbox that sessions are opened in.

mod offers;

use crate::artifact;
use crate::deadline::WaitBound;
use crate::error::Error;
use crate::fetch::Network;
use crate::files::Granted;
use crate::function::{Item, Registry};
use crate::grants::Files;
use crate::host::Host;
use crate::limits::Limits;
use crate::mode::Mode;
use crate::net::NetPolicy;
use crate::outcome::Outcome;
use crate::policy::{CachePolicy, Clock, Random};
use crate::policy_file::Policy;
use crate::program::{Instantiated, Program, Refused, Setup};
use crate::record::Replay;
use crate::session::{Session, SessionBuilder};
use std::fmt;
use std::num::NonZeroU32;
use std::sync::{Arc, OnceLock};

/// Sessions that a sandbox keeps room for unless told otherwise.
pub const DEFAULT_POOL_SESSIONS: u32 = 8;

/// Runs Python programs that nobody has reviewed.
///
/// A sandbox is an interpreter, compiled, and the limits and grants under which
/// it runs programs. Making one takes milliseconds; copies of it are cheap and
/// share everything, and all of it can be used from many threads at once.
///
/// A program can compute and print, and nothing else: no file that it was not
/// [granted](Files), no network, no environment, no process is reachable. It sees
/// the clock, gets randomness, and reads the standard input that it is given.
///
/// ```
/// use micropython_sandbox::Sandbox;
///
/// let sandbox = Sandbox::new()?;
/// let outcome = sandbox.run("print('hello')\n6 * 7");
/// assert_eq!(outcome.stdout, b"hello\n");
/// assert_eq!(outcome.value.unwrap().repr, "42");
/// # Ok::<(), micropython_sandbox::Error>(())
/// ```
///
/// Programs run on the calling thread. Where less than 7 MiB of its stack are
/// left, they run on a stack of their own, which costs each run some
/// microseconds: give threads that run many programs 8 MiB. They also do where
/// the caller is not on the stack that the system gave the thread, as in a
/// coroutine or on a fiber of an async runtime: a small stack is enough there to
/// open sessions and run programs, though not to make a sandbox. (The system
/// tells which stack is the thread's on Linux, Android and macOS; elsewhere each
/// run has a stack of its own.) What the program calls while it runs, such as
/// the writer that takes its output, must not switch to another coroutine.
///
/// Runs by [`run_async`](Sandbox::run_async) are futures, which take no thread
/// while the program waits.
#[derive(Clone)]
pub struct Sandbox {
    inner: Arc<Inner>,
}

struct Inner {
    setup: Setup,
    program: Program,
    registry: Arc<Registry>,
    network: Arc<Network>,
    granted: Arc<Granted>,
    grants: bool,
    /// Used where `program` has a pool that is full.
    overflow: OnceLock<Result<Program, Error>>,
}

impl fmt::Debug for Sandbox {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sandbox").field("limits", self.limits()).finish_non_exhaustive()
    }
}

impl Sandbox {
    /// A sandbox with all defaults: [`Limits::DEFAULT`], the machine's clock
    /// and randomness, the built-in interpreter.
    ///
    /// # Errors
    ///
    /// [`Error::Internal`] when the engine cannot work on this machine.
    pub fn new() -> Result<Sandbox, Error> {
        Sandbox::builder().build()
    }

    /// A sandbox to be described; starts from the defaults of
    /// [`Sandbox::new`].
    pub fn builder() -> SandboxBuilder {
        SandboxBuilder::default()
    }

    /// Runs a program from start to end in a fresh session.
    ///
    /// Its output is in the outcome; its input is empty.
    pub fn run(&self, source: &str) -> Outcome {
        self.session_builder().run(source)
    }

    /// Runs a program as [`run`](Sandbox::run) does, as a future that takes no
    /// thread while the program waits: see [`Session::run_async`].
    pub async fn run_async(&self, source: &str) -> Outcome {
        self.session_builder().run_async(source).await
    }

    /// Opens a session with all defaults: see [`SessionBuilder`].
    ///
    /// # Errors
    ///
    /// As [`SessionBuilder::open`].
    pub fn session(&self) -> Result<Session, Error> {
        self.session_builder().open()
    }

    /// A session to be described: its streams and arguments.
    pub fn session_builder(&self) -> SessionBuilder {
        SessionBuilder::new(self.clone())
    }

    /// The limits under which this sandbox runs programs.
    pub fn limits(&self) -> &Limits {
        &self.inner.setup.limits
    }

    pub(crate) fn clock(&self) -> Clock {
        self.inner.setup.clock
    }

    pub(crate) fn random(&self) -> Random {
        self.inner.setup.random
    }

    /// How many bytes at the start of memory are the interpreter's stack, as far
    /// as that is known.
    pub(crate) fn stack_bytes(&self) -> usize {
        match self.inner.setup.artifact {
            Some(_) => 0,
            None => artifact::stack_bytes(),
        }
    }

    /// The SHA-256 of the interpreter's module.
    pub(crate) fn interpreter_sha256(&self) -> String {
        artifact::sha256(self.inner.setup.artifact.as_deref())
    }

    /// Whether a session did not find room in the pool.
    #[cfg(test)]
    pub(crate) fn overflowed(&self) -> bool {
        self.inner.overflow.get().is_some()
    }

    /// The files that programs may use.
    pub(crate) fn granted(&self) -> Arc<Granted> {
        Arc::clone(&self.inner.granted)
    }

    /// What the host offers to programs.
    pub(crate) fn registry(&self) -> Arc<Registry> {
        Arc::clone(&self.inner.registry)
    }

    /// Whether programs may use files or the network.
    pub(crate) fn grants(&self) -> bool {
        self.inner.grants
    }

    /// What programs may reach, and its connections.
    pub(crate) fn network(&self) -> Arc<Network> {
        Arc::clone(&self.inner.network)
    }

    /// Makes an instance of this mode whose host side is `host`.
    pub(crate) async fn instantiate(
        &self,
        mode: Mode,
        host: Host,
        bound: &WaitBound,
    ) -> Result<Instantiated, Error> {
        let inner = &*self.inner;
        let host = match inner.program.instantiate(mode, host, bound).await {
            Ok(instantiated) => return Ok(instantiated),
            Err(Refused::PoolFull(host)) => *host,
            Err(Refused::Failed(error)) => return Err(error),
        };
        let overflow = inner.overflow.get_or_init(|| Program::new(&inner.setup, None));
        let overflow = overflow.as_ref().map_err(Clone::clone)?;
        match overflow.instantiate(mode, host, bound).await {
            Ok(instantiated) => Ok(instantiated),
            Err(Refused::Failed(error)) => Err(error),
            Err(Refused::PoolFull(_)) => Err(Error::Internal("no room to run in".to_owned())),
        }
    }
}

/// A sandbox to be made. Every setting has a default.
#[derive(Debug, Clone, Default)]
#[must_use]
pub struct SandboxBuilder {
    setup: Setup,
    net: NetPolicy,
    pool: Option<u32>,
    items: Vec<Item>,
    files: Files,
    replayed: Option<Replayed>,
}

/// What a sandbox takes over from a recording.
#[derive(Debug, Clone)]
struct Replayed {
    limits: Limits,
    functions: Arc<Registry>,
}

impl SandboxBuilder {
    /// How much a program may use. Default [`Limits::DEFAULT`].
    pub fn limits(mut self, limits: Limits) -> SandboxBuilder {
        self.setup.limits = limits;
        self
    }

    /// The time that programs see. Default [`Clock::System`].
    pub fn clock(mut self, clock: Clock) -> SandboxBuilder {
        self.setup.clock = clock;
        self
    }

    /// The randomness that programs get. Default [`Random::System`].
    pub fn random(mut self, random: Random) -> SandboxBuilder {
        self.setup.random = random;
        self
    }

    /// The files that programs may use. Default none: see [`Files`].
    ///
    /// ```
    /// # use micropython_sandbox::{Files, Sandbox};
    /// let files = Files::default().scratch(1 << 20);
    /// let sandbox = Sandbox::builder().files(files).build()?;
    /// let outcome = sandbox.run("open('/tmp/x', 'w').write('text'); open('/tmp/x').read()");
    /// assert_eq!(outcome.to::<String>()?, "text");
    /// # Ok::<(), micropython_sandbox::Error>(())
    /// ```
    pub fn files(mut self, files: Files) -> SandboxBuilder {
        self.files = files;
        self
    }

    /// What programs may reach on the network. Default [`NetPolicy::new`]:
    /// nothing.
    pub fn net(mut self, net: NetPolicy) -> SandboxBuilder {
        self.net = net;
        self
    }

    /// All that programs may use: sets limits, clock, randomness, files and network
    /// to what the policy says.
    pub fn policy(self, policy: Policy) -> SandboxBuilder {
        let Policy { limits, clock, random, files, net } = policy;
        self.limits(limits).clock(clock).random(random).files(files).net(net)
    }

    /// Another interpreter than the built-in one: a WebAssembly module made by
    /// the build of this crate. Whatever it does, it can do no more than a
    /// program can; but compiling it takes what time and memory it takes.
    pub fn artifact(mut self, wasm: impl Into<Vec<u8>>) -> SandboxBuilder {
        self.setup.artifact = Some(wasm.into().into());
        self
    }

    /// Where native code is kept that had to be compiled. Default
    /// [`CachePolicy::User`]. Nothing has to be compiled as long as the
    /// built-in interpreter runs on the kind of processor it was built for.
    pub fn cache(mut self, cache: CachePolicy) -> SandboxBuilder {
        self.setup.cache = cache;
        self
    }

    /// Keeps room for this many sessions ready, which halves the cost of opening
    /// one. It reserves (but does not use) about 12 GiB of address space for
    /// each; where the system has no room for that, there is no pool. Sessions
    /// beyond that number are opened without it. Default
    /// [`DEFAULT_POOL_SESSIONS`]; 0: no pool.
    pub fn pool(mut self, sessions: u32) -> SandboxBuilder {
        self.pool = Some(sessions);
        self
    }

    /// Whether programs are interrupted by the engine instead of by the
    /// interpreter itself. Default false.
    ///
    /// The built-in interpreter asks, at every loop and every recursion of its
    /// own code, whether it is to stop; its build shows that none is left out.
    /// Whoever does not want to rely on that can have the engine look as well,
    /// which makes programs noticeably slower (docs/performance.md has numbers),
    /// and takes some seconds once to compile the interpreter (see [`cache`](SandboxBuilder::cache)). Modules
    /// given by [`artifact`](SandboxBuilder::artifact) are always run so.
    pub fn engine_epochs(mut self, on: bool) -> SandboxBuilder {
        self.setup.engine_epochs = on;
        self
    }

    /// Makes it a sandbox that replays this recording: with its functions, which
    /// cannot be called otherwise, and under its limits.
    ///
    /// The limits given by [`limits`](SandboxBuilder::limits) stay the most that
    /// is allowed: where the recording was made under a higher one, that is
    /// [`Error::Config`], so that no recording takes more than its user has
    /// granted ([`Replay::limits`] tells what it was made under). Only `wall_time` holds as it is given: the program is told that of
    /// the recording. Clock and randomness are the recording's, whatever was given.
    ///
    /// With functions of its own, it can replay all the same, and they are not
    /// called; they have to look like those of the recording.
    pub fn replaying(mut self, replay: &Replay) -> SandboxBuilder {
        let (limits, functions) = (*replay.limits(), replay.functions());
        self.replayed = Some(Replayed { limits, functions });
        self
    }

    /// Makes the sandbox.
    ///
    /// # Errors
    ///
    /// - [`Error::Config`] when something that was added has a name that cannot be
    ///   used, or that the interpreter or something else has already.
    /// - [`Error::Config`] when a file or folder that is granted cannot be opened, or
    ///   cannot be where programs are to see it.
    /// - [`Error::Config`] when limits or certificates of [`net`](SandboxBuilder::net)
    ///   cannot be used.
    /// - [`Error::Config`] when the limits leave no room for the interpreter, or
    ///   for a single call, or are lower than those of the recording to be replayed.
    /// - [`Error::Artifact`] when the module given does not fit.
    /// - [`Error::Internal`] when the engine cannot work on this machine.
    pub fn build(self) -> Result<Sandbox, Error> {
        let SandboxBuilder { mut setup, net, pool, items, files, replayed } = self;
        let grants = files != Files::default() || !net.rules().is_empty();
        let granted = Arc::new(Granted::open(&files)?);
        let network = Arc::new(Network::new(net).map_err(Error::Config)?);
        let registry = match &replayed {
            Some(replayed) if items.is_empty() => Arc::clone(&replayed.functions),
            _ => Arc::new(Registry::new(&items)?),
        };
        if let Some(Replayed { limits, .. }) = replayed {
            if let Some((name, recorded, allowed)) = limits.beyond(&setup.limits) {
                return Err(Error::Config(format!(
                    "the recording was made with a higher limit than this sandbox has: \
                     {name} was {recorded}, and is {allowed}"
                )));
            }
            setup.limits = Limits { wall_time: setup.limits.wall_time, ..limits };
        }
        if setup.limits.recursion_depth == Some(0) {
            let text = "a recursion depth of 0 is too small: the program itself is a call";
            return Err(Error::Config(text.to_owned()));
        }
        let sessions = NonZeroU32::new(pool.unwrap_or(DEFAULT_POOL_SESSIONS));
        let program = Program::new(&setup, sessions)?;
        let overflow = OnceLock::new();
        let inner = Inner { setup, program, registry, network, granted, grants, overflow };
        let sandbox = Sandbox { inner: Arc::new(inner) };
        if sandbox.inner.registry.table().is_some() {
            // The interpreter itself knows which names it has.
            sandbox.session()?;
        }
        Ok(sandbox)
    }
}
