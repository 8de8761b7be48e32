//! Native code that had to be compiled, kept for the next process.
//!
//! Loading native code is running it, so that the cache trusts nothing but
//! itself: its directory and files belong to the user, nobody else can write
//! to them, links are not followed, and a digest of the content is checked
//! first. Whatever is wrong with it, the run goes on without it.

use crate::policy::CachePolicy;
#[cfg(unix)]
pub(crate) use unix::Cache;

/// Elsewhere there is no way to be sure of who can write to a file.
#[cfg(not(unix))]
pub(crate) struct Cache;

#[cfg(not(unix))]
impl Cache {
    pub(crate) fn open(_: &CachePolicy) -> Option<Cache> {
        None
    }
    pub(crate) fn load(&self, _: &wasmtime::Engine, _: &[u8]) -> Option<Vec<u8>> {
        None
    }
    pub(crate) fn store(&self, _: &wasmtime::Engine, _: &[u8], _: &[u8]) {}
}

#[cfg(unix)]
mod unix {
    use super::CachePolicy;
    use etcetera::BaseStrategy as _;
    use rustix::fs::{AtFlags, CWD, FileType, Mode, OFlags, fstat, openat, renameat, unlinkat};
    use rustix::io::Errno;
    use sha2::{Digest, Sha256};
    use std::fs::File;
    use std::hash::{Hash as _, Hasher};
    use std::io::{Read as _, Write as _};
    use std::os::fd::{AsFd, OwnedFd};
    use std::os::unix::fs::DirBuilderExt as _;
    use std::path::PathBuf;
    use wasmtime::Engine;

    /// What each file starts with; the digest of the rest follows.
    const MAGIC: &[u8; 16] = b"mpsandbox-code-1";
    const HEADER_BYTES: usize = MAGIC.len() + 32;

    /// More than any compiled module that is meant to be kept.
    const MAX_FILE_BYTES: u64 = 256 << 20;

    /// A directory that was found to be trustworthy, held open.
    pub(crate) struct Cache {
        directory: OwnedFd,
    }

    impl Cache {
        /// Opens the directory that the policy names, making it if need be;
        /// `None` when there is none or it is not to be trusted.
        pub(crate) fn open(policy: &CachePolicy) -> Option<Cache> {
            let path: PathBuf = match policy {
                CachePolicy::Off => return None,
                CachePolicy::Directory(path) => path.clone(),
                CachePolicy::User => {
                    etcetera::choose_base_strategy().ok()?.cache_dir().join("micropython-sandbox")
                }
            };
            // An error shows when it is opened.
            let _ = std::fs::DirBuilder::new().recursive(true).mode(0o700).create(&path);
            let flags = OFlags::DIRECTORY | OFlags::NOFOLLOW | OFlags::CLOEXEC | OFlags::RDONLY;
            let directory = openat(CWD, &path, flags, Mode::empty()).ok()?;
            is_ours(&directory, FileType::Directory)?;
            Some(Cache { directory })
        }

        /// Native code for this module and this engine, exactly as stored.
        pub(crate) fn load(&self, engine: &Engine, wasm: &[u8]) -> Option<Vec<u8>> {
            let flags = OFlags::NOFOLLOW | OFlags::CLOEXEC | OFlags::RDONLY | OFlags::NONBLOCK;
            let name = file_name(engine, wasm);
            let file = openat(&self.directory, &name, flags, Mode::empty()).ok()?;
            let size = is_ours(&file, FileType::RegularFile)?;
            if size > MAX_FILE_BYTES {
                return None;
            }
            let mut content = Vec::new();
            File::from(file).take(MAX_FILE_BYTES).read_to_end(&mut content).ok()?;
            let header = content.get(..HEADER_BYTES)?;
            let intact = header.starts_with(MAGIC)
                && header[MAGIC.len()..] == *Sha256::digest(&content[HEADER_BYTES..]);
            intact.then(|| content.split_off(HEADER_BYTES))
        }

        /// Keeps native code for this module and this engine, if it can.
        pub(crate) fn store(&self, engine: &Engine, wasm: &[u8], native: &[u8]) {
            // Whoever reads meanwhile sees the old file or the new one. Two
            // processes that write have names of their own.
            let name = file_name(engine, wasm);
            let partial = format!("{name}.{}", std::process::id());
            if self.write(&partial, native).is_err()
                || renameat(&self.directory, &partial, &self.directory, &name).is_err()
            {
                let _ = unlinkat(&self.directory, &partial, AtFlags::empty());
            }
        }

        fn write(&self, name: &str, native: &[u8]) -> std::io::Result<()> {
            let flags = OFlags::CREATE | OFlags::EXCL | OFlags::NOFOLLOW | OFlags::CLOEXEC;
            let open = || openat(&self.directory, name, flags | OFlags::WRONLY, Mode::from(0o600));
            let file = match open() {
                // Left behind by a process that had our number and died.
                Err(Errno::EXIST) => {
                    unlinkat(&self.directory, name, AtFlags::empty())?;
                    open()?
                }
                file => file?,
            };
            let mut file = File::from(file);
            file.write_all(MAGIC)?;
            file.write_all(&Sha256::digest(native))?;
            file.write_all(native)
        }
    }

    /// The size of a file of this type that belongs to us and that nobody else
    /// can write to.
    fn is_ours(file: &impl AsFd, wanted: FileType) -> Option<u64> {
        let stat = fstat(file).ok()?;
        let ours = FileType::from_raw_mode(stat.st_mode) == wanted
            && stat.st_uid == rustix::process::geteuid().as_raw()
            && stat.st_mode & 0o022 == 0;
        ours.then(|| u64::try_from(stat.st_size).unwrap_or(u64::MAX))
    }

    /// A name that changes with the module and with everything that its native
    /// code depends on: the engine's version and settings, and the processor.
    fn file_name(engine: &Engine, wasm: &[u8]) -> String {
        struct Digesting(Sha256);
        impl Hasher for Digesting {
            fn write(&mut self, bytes: &[u8]) {
                self.0.update(bytes);
            }
            fn finish(&self) -> u64 {
                0 // the digest is taken instead
            }
        }
        let mut digesting = Digesting(Sha256::new());
        digesting.write(&Sha256::digest(wasm));
        engine.precompile_compatibility_hash().hash(&mut digesting);
        format!("{:x}", digesting.0.finalize())
    }

    #[cfg(test)]
    mod tests {
        use super::*;
        use std::fs;
        use std::os::unix::fs::{PermissionsExt as _, symlink};
        use std::path::Path;

        const WASM: &[u8] = b"\0asm\x01\0\0\0";

        fn open(path: &Path) -> Option<Cache> {
            Cache::open(&CachePolicy::Directory(path.to_owned()))
        }

        fn set_mode(path: &Path, mode: u32) {
            fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
        }

        fn only_file(directory: &Path) -> PathBuf {
            let mut files = fs::read_dir(directory).unwrap();
            let file = files.next().unwrap().unwrap().path();
            assert!(files.next().is_none(), "nothing else is left in the directory");
            file
        }

        #[test]
        fn what_is_stored_is_loaded() {
            let temp = tempfile::tempdir().unwrap();
            let path = temp.path().join("made/on/demand");
            let engine = Engine::default();
            let cache = open(&path).unwrap();
            assert_eq!(cache.load(&engine, WASM), None);
            cache.store(&engine, WASM, b"native code");
            assert_eq!(cache.load(&engine, WASM).unwrap(), b"native code");
            assert_eq!(cache.load(&engine, b"another module"), None);
            assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o700);
            assert_eq!(fs::metadata(only_file(&path)).unwrap().permissions().mode() & 0o777, 0o600);
        }

        #[test]
        fn another_engine_does_not_see_it() {
            let temp = tempfile::tempdir().unwrap();
            let cache = open(temp.path()).unwrap();
            cache.store(&Engine::default(), WASM, b"native code");
            let mut config = wasmtime::Config::new();
            config.consume_fuel(true);
            assert_eq!(cache.load(&Engine::new(&config).unwrap(), WASM), None);
        }

        #[test]
        fn each_flipped_byte_is_noticed() {
            let temp = tempfile::tempdir().unwrap();
            let engine = Engine::default();
            let cache = open(temp.path()).unwrap();
            cache.store(&engine, WASM, b"native code");
            let file = only_file(temp.path());
            let good = fs::read(&file).unwrap();
            for position in 0..good.len() {
                let mut bad = good.clone();
                bad[position] ^= 1;
                fs::write(&file, &bad).unwrap();
                assert_eq!(cache.load(&engine, WASM), None, "byte {position}");
            }
            for length in 0..good.len() {
                fs::write(&file, &good[..length]).unwrap();
                assert_eq!(cache.load(&engine, WASM), None, "{length} bytes");
            }
            cache.store(&engine, WASM, b"native code");
            assert_eq!(cache.load(&engine, WASM).unwrap(), b"native code");
        }

        #[test]
        fn what_others_can_write_to_is_not_used() {
            let temp = tempfile::tempdir().unwrap();
            let engine = Engine::default();
            let cache = open(temp.path()).unwrap();
            cache.store(&engine, WASM, b"native code");
            let file = only_file(temp.path());
            for mode in [0o602, 0o620, 0o666] {
                set_mode(&file, mode);
                assert_eq!(cache.load(&engine, WASM), None, "{mode:o}");
            }
            set_mode(&file, 0o600);
            assert!(cache.load(&engine, WASM).is_some());
            for mode in [0o702, 0o770, 0o1777] {
                set_mode(temp.path(), mode);
                assert!(open(temp.path()).is_none(), "{mode:o}");
            }
            set_mode(temp.path(), 0o755);
            assert!(open(temp.path()).is_some());
        }

        #[test]
        fn links_and_other_things_are_not_followed() {
            let temp = tempfile::tempdir().unwrap();
            let engine = Engine::default();
            let real = temp.path().join("real");
            let cache = open(&real).unwrap();
            cache.store(&engine, WASM, b"native code");
            symlink(&real, temp.path().join("link")).unwrap();
            assert!(open(&temp.path().join("link")).is_none());

            let file = only_file(&real);
            let elsewhere = temp.path().join("elsewhere");
            fs::rename(&file, &elsewhere).unwrap();
            symlink(&elsewhere, &file).unwrap();
            assert_eq!(cache.load(&engine, WASM), None);
            fs::remove_file(&file).unwrap();
            fs::create_dir(&file).unwrap();
            assert_eq!(cache.load(&engine, WASM), None);

            fs::write(temp.path().join("file"), "").unwrap();
            assert!(open(&temp.path().join("file")).is_none());
        }
    }
}
