//! An interpreter, compiled and linked, ready to be instantiated.

use crate::artifact::{self, Variant};
use crate::deadline::WaitBound;
use crate::error::Error;
use crate::failure::start_failed;
use crate::host::{Ended, Host};
use crate::interrupt::Target;
use crate::limits::Limits;
use crate::mode::Mode;
use crate::policy::{CachePolicy, Clock, Random};
use crate::poll;
use crate::signal::{Signal, Signalled};
use crate::stop::Stop;
use crate::surface;
use crate::units;
use crate::vetting;
use crate::watchdog::Watchdog;
use micropython_sandbox_build::engine::{self, Interruption};
use micropython_sandbox_build::own_signal;
use std::num::NonZeroU32;
use std::sync::Arc;
use std::time::Duration;
use wasmtime::{
    Config, Enabled, Engine, ExternType, Instance, InstanceAllocationStrategy, InstancePre, Module,
    PoolConcurrencyLimitError, PoolingAllocationConfig, Store,
};

/// Memory of a pooled instance that stays with the process when the instance
/// is gone, in bytes, so that the next one does not have to ask for it again.
const POOL_KEEP_RESIDENT_BYTES: usize = 1 << 20;

/// Likewise of its table of functions, of which the interpreter's takes 12 KiB.
const POOL_KEEP_RESIDENT_TABLE_BYTES: usize = 64 << 10;

/// Memories that a module of a pool has: the interpreter's own, and that of its
/// signal.
const MEMORIES_PER_MODULE: u32 = 2;

/// Memories that the pool gives to a session: those of the module, and the one in
/// which the engine keeps exceptions.
const MEMORIES_PER_SESSION: u32 = MEMORIES_PER_MODULE + 1;

/// How long a module may take to come to life; the built-in one takes no time.
pub(crate) const STARTUP: Duration = Duration::from_secs(10);

/// What a sandbox is made from.
#[derive(Debug, Clone, Default)]
pub(crate) struct Setup {
    pub limits: Limits,
    pub clock: Clock,
    pub random: Random,
    /// The caller's own module; `None` for the built-in one.
    pub artifact: Option<Arc<[u8]>>,
    pub cache: CachePolicy,
    /// Whether the engine interrupts the built-in module too.
    pub engine_epochs: bool,
}

impl Setup {
    fn interruption(&self) -> Interruption {
        // Nobody knows where another module has polls.
        if self.engine_epochs || self.artifact.is_some() {
            Interruption::Epochs
        } else {
            Interruption::Polls
        }
    }

    /// Whether the interpreter is to be the one that counts its steps: where they
    /// are limited, and where fuel is, since it then asks now and then whether
    /// that is used up.
    fn variant(&self) -> Variant {
        if self.limits.steps.is_some() || self.limits.fuel.is_some() {
            Variant::Counting
        } else {
            Variant::Plain
        }
    }

    /// The engine's settings for it.
    fn config(&self) -> Config {
        let mut config = engine::config(self.interruption());
        config.consume_fuel(self.limits.fuel.is_some());
        config
    }

    /// Refuses what cannot be had together.
    fn check(&self) -> Result<(), Error> {
        if self.artifact.is_some() && self.limits.steps.is_some() {
            return Err(Error::Config(
                "a step limit needs the built-in interpreter, as another one need not count: \
                 limit its fuel"
                    .to_owned(),
            ));
        }
        Ok(())
    }
}

/// An interpreter compiled for one engine.
pub(crate) struct Program {
    engine: Engine,
    blocking: InstancePre<Host>,
    suspending: InstancePre<Host>,
    /// Whether instances have a signal.
    signals: bool,
    /// Whether code of this engine uses fuel.
    fuel: bool,
    watchdog: Arc<Watchdog>,
}

/// A fresh instance, with what watches its time.
pub(crate) struct Instantiated {
    pub mode: Mode,
    pub store: Signalled<Host>,
    pub instance: Instance,
    pub target: Target,
}

/// Why there is no instance.
pub(crate) enum Refused {
    /// There may be one elsewhere, for this host side.
    PoolFull(Box<Host>),
    Failed(Error),
}

impl Program {
    /// Compiles and links, with a pool for so many sessions if the system has
    /// room for that.
    pub(crate) fn new(setup: &Setup, pool: Option<NonZeroU32>) -> Result<Program, Error> {
        setup.check()?;
        if let Some(sessions) = pool {
            let mut config = setup.config();
            config.allocation_strategy(pooling(sessions, setup.limits.memory_bytes));
            // The system may lack the address space: then there is no pool.
            if let Ok(program) = Program::with(&config, setup) {
                return Ok(program);
            }
        }
        Program::with(&setup.config(), setup)
    }

    fn with(config: &Config, setup: &Setup) -> Result<Program, Error> {
        let engine = Engine::new(config)
            .map_err(|_| Error::Internal("the engine does not work on this machine".to_owned()))?;
        let limit_bytes = setup.limits.memory_bytes;
        let variant = setup.variant();
        let (module, counts) = match &setup.artifact {
            Some(wasm) => {
                check_memory(vetting::vet(wasm)?.memory_bytes, limit_bytes)?;
                (artifact::given(&engine, wasm, &setup.cache)?, false)
            }
            None => {
                let module = artifact::built_in(&engine, variant, &setup.cache)?;
                (module, variant == Variant::Counting)
            }
        };
        check_memory(exported_bytes(&module), limit_bytes)?;
        let blocking = surface::link(&engine, &module, counts, Mode::Blocking)?;
        let suspending = surface::link(&engine, &module, counts, Mode::Suspending)?;
        let signals = module.get_export(own_signal::EXPORT).is_some();
        let watchdog = Arc::new(Watchdog::new(&engine));
        let fuel = setup.limits.fuel.is_some();
        Ok(Program { engine, blocking, suspending, signals, fuel, watchdog })
    }

    /// Makes an instance of this mode whose host side is `host`.
    pub(crate) async fn instantiate(
        &self,
        mode: Mode,
        host: Host,
        bound: &WaitBound,
    ) -> Result<Instantiated, Refused> {
        let refused = |error: &wasmtime::Error| Refused::Failed(start_failed(error));
        let mut store = Store::new(&self.engine, host);
        store.limiter(|host| &mut host.limiter);
        store.epoch_deadline_callback(poll::on_epoch);
        store.set_epoch_deadline(1);
        if self.fuel {
            // Only runs count; its time bounds the start.
            store.set_fuel(u64::MAX).map_err(|error| refused(&error))?;
        }
        self.watchdog.start().map_err(|_| refused(&Ended::NoThread.into()))?;
        let signal = Signal::default();
        let watchdog = Arc::clone(&self.watchdog);
        let target = Target { bound: bound.clone(), watchdog, signal: signal.clone() };
        // A module's start function is guest code like any other.
        store.data_mut().stop = Some(Stop::start(Some(STARTUP), target.clone()));
        store.data_mut().signal = Some(signal.clone());
        if self.signals {
            store.data_mut().limiter.leave_out(own_signal::BYTES);
        }
        bound.suspend_by((mode == Mode::Suspending).then(|| Arc::clone(&self.watchdog)));
        let instance = match mode {
            Mode::Blocking => self.blocking.instantiate(&mut store),
            Mode::Suspending => self.suspending.instantiate_async(&mut store).await,
        };
        match instance {
            Ok(instance) => {
                let store = signal.attach(store, instance).map_err(|error| refused(&error))?;
                Ok(Instantiated { mode, store, instance, target })
            }
            Err(error) if error.is::<PoolConcurrencyLimitError>() => {
                Err(Refused::PoolFull(Box::new(store.into_data())))
            }
            Err(error) => Err(refused(&error)),
        }
    }
}

/// What the memory that a module exports has at its start.
fn exported_bytes(module: &Module) -> u64 {
    match module.get_export("memory") {
        Some(ExternType::Memory(memory)) => memory.minimum().saturating_mul(memory.page_size()),
        _ => 0, // refused where exports are checked
    }
}

/// Refuses limits under which the interpreter cannot even be born.
fn check_memory(least_bytes: u64, limit_bytes: u64) -> Result<(), Error> {
    if limit_bytes >= least_bytes {
        return Ok(());
    }
    Err(Error::Config(format!(
        "a memory limit of {} is too small: the interpreter alone needs {}",
        units::size(limit_bytes),
        units::size(least_bytes),
    )))
}

fn pooling(sessions: NonZeroU32, memory_bytes: u64) -> InstanceAllocationStrategy {
    let sessions = sessions.get();
    let mut pool = PoolingAllocationConfig::new();
    pool.total_core_instances(sessions)
        .total_memories(sessions.saturating_mul(MEMORIES_PER_SESSION))
        .max_memories_per_module(MEMORIES_PER_MODULE)
        .total_tables(sessions)
        .total_gc_heaps(sessions)
        .total_stacks(sessions)
        .max_memory_size(usize::try_from(memory_bytes).unwrap_or(usize::MAX).min(1 << 32))
        .linear_memory_keep_resident(POOL_KEEP_RESIDENT_BYTES)
        .table_keep_resident(POOL_KEEP_RESIDENT_TABLE_BYTES)
        .pagemap_scan(Enabled::Auto);
    InstanceAllocationStrategy::Pooling(pool)
}
