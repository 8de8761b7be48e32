//! An interpreter, compiled and linked, ready to be instantiated.

use crate::artifact::{self, Variant};
use crate::deadline::WaitBound;
use crate::error::Error;
use crate::failure::start_failed;
use crate::host::{self, Ended, Host};
use crate::interrupt::Target;
use crate::limits::Limits;
use crate::policy::{CachePolicy, Clock, Random};
use crate::signal::Signal;
use crate::stop::Stop;
use crate::surface;
use crate::units;
use crate::vetting;
use crate::watchdog::Watchdog;
use micropython_sandbox_build::engine::{self, Interruption};
use std::num::NonZeroU32;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use wasmtime::{
    Config, Enabled, Engine, ExternType, Instance, InstanceAllocationStrategy, InstancePre, Linker,
    Module, PoolConcurrencyLimitError, PoolingAllocationConfig, Store,
};

/// Memory of a pooled instance that stays with the process when the instance
/// is gone, in bytes, so that the next one does not have to ask for it again.
const POOL_KEEP_RESIDENT_BYTES: usize = 1 << 20;

/// Memories that the pool gives to a session: the interpreter's own, and the
/// one in which the engine keeps exceptions. (That of the signal is shared, which
/// the pool knows nothing of.)
const MEMORIES_PER_SESSION: u32 = 2;

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
    module: Module,
    linker: Linker<Host>,
    /// Links that are not in use.
    links: Arc<Mutex<Vec<Link>>>,
    /// How many links are kept. None for another module than the built-in one:
    /// it might leave something in the memory of the signal.
    kept_links: usize,
    /// Whether code of this engine uses fuel.
    fuel: bool,
    watchdog: Arc<Watchdog>,
}

/// The module linked with a signal.
struct Link {
    instance: InstancePre<Host>,
    signal: Signal,
}

/// A link in use. It goes back to the others when this is dropped, which must
/// be after the instance.
pub(crate) struct LinkInUse {
    link: Option<Link>,
    links: Arc<Mutex<Vec<Link>>>,
    kept: usize,
}

impl Drop for LinkInUse {
    fn drop(&mut self) {
        let mut links = self.links.lock().unwrap_or_else(PoisonError::into_inner);
        if links.len() < self.kept {
            links.extend(self.link.take());
        }
    }
}

/// A fresh instance, with what watches its time. Fields are dropped in order.
pub(crate) struct Instantiated {
    pub store: Store<Host>,
    pub instance: Instance,
    pub target: Target,
    pub link: LinkInUse,
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
            if let Ok(program) = Program::with(&config, setup, sessions.get()) {
                return Ok(program);
            }
        }
        Program::with(&setup.config(), setup, 1)
    }

    fn with(config: &Config, setup: &Setup, sessions: u32) -> Result<Program, Error> {
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
        let linker = surface::link(&engine, &module, counts)?;
        let watchdog = Arc::new(Watchdog::new(&engine));
        let kept_links = if setup.artifact.is_none() { sessions as usize } else { 0 };
        let fuel = setup.limits.fuel.is_some();
        let links = Arc::default();
        let program = Program { engine, module, linker, links, kept_links, fuel, watchdog };
        // Says early what does not fit. The engine wants a store for that.
        drop(program.link(&Store::new(&program.engine, Host::silent()))?);
        Ok(program)
    }

    /// Gives a link that nobody else uses.
    fn link(&self, store: &Store<Host>) -> Result<(InstancePre<Host>, Signal, LinkInUse), Error> {
        let kept = self.links.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let link = match kept {
            Some(link) => link,
            None => {
                let signal = Signal::new(&self.engine)?;
                let instance = surface::link_signal(&self.linker, store, &self.module, &signal)?;
                Link { instance, signal }
            }
        };
        link.signal.reset();
        let (instance, signal) = (link.instance.clone(), link.signal.clone());
        let links = Arc::clone(&self.links);
        Ok((instance, signal, LinkInUse { link: Some(link), links, kept: self.kept_links }))
    }

    /// Makes an instance whose host side is `host`.
    pub(crate) fn instantiate(
        &self,
        host: Host,
        bound: &WaitBound,
    ) -> Result<Instantiated, Refused> {
        let refused = |error: &wasmtime::Error| Refused::Failed(start_failed(error));
        let mut store = Store::new(&self.engine, host);
        store.limiter(|host| &mut host.limiter);
        store.epoch_deadline_callback(host::on_epoch);
        store.set_epoch_deadline(1);
        if self.fuel {
            // Only runs count; its time bounds the start.
            store.set_fuel(u64::MAX).map_err(|error| refused(&error))?;
        }
        let (instance, signal, link) = self.link(&store).map_err(Refused::Failed)?;
        self.watchdog.start().map_err(|_| refused(&Ended::NoThread.into()))?;
        let watchdog = Arc::clone(&self.watchdog);
        let target = Target { bound: bound.clone(), watchdog, signal: signal.clone() };
        // A module's start function is guest code like any other.
        store.data_mut().stop = Some(Stop::start(Some(STARTUP), target.clone()));
        store.data_mut().signal = Some(signal);
        match instance.instantiate(&mut store) {
            Ok(instance) => Ok(Instantiated { store, instance, target, link }),
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
        .total_tables(sessions)
        .total_gc_heaps(sessions)
        .max_memory_size(usize::try_from(memory_bytes).unwrap_or(usize::MAX).min(1 << 32))
        .linear_memory_keep_resident(POOL_KEEP_RESIDENT_BYTES)
        .pagemap_scan(Enabled::Auto);
    InstanceAllocationStrategy::Pooling(pool)
}
