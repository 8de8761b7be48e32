//! `scripts/update-micropython`, with an upstream of ours in a folder.
#![cfg(target_os = "linux")]

use micropython_sandbox_build::sealing::sha256;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use tempfile::TempDir;

/// What MicroPython's tree has to have.
const PATHS: [&str; 10] = [
    "LICENSE",
    "extmod",
    "lib/crypto-algorithms",
    "lib/oofatfs",
    "lib/re1.5",
    "lib/uzlib",
    "mpy-cross",
    "py",
    "shared",
    "tools",
];

/// An upstream and a clone of the project that refers to it.
struct World {
    folder: TempDir,
}

impl World {
    fn new() -> World {
        let world = World { folder: tempfile::tempdir().unwrap() };
        let (upstream, project) = (world.upstream(), world.project());
        for path in PATHS {
            let file = match path {
                "LICENSE" => upstream.join(path),
                folder => upstream.join(folder).join("file.c"),
            };
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(file, format!("/* {path} */\n")).unwrap();
        }
        fs::write(
            upstream.join("py/mpconfig.h"),
            "#define MICROPY_VERSION_MAJOR 9\n#define MICROPY_VERSION_MINOR 8\n\
             #define MICROPY_VERSION_MICRO 7\n",
        )
        .unwrap();
        world.commit(&upstream);
        for tag in ["v9.8.7", "v9.8.6"] {
            git(&upstream, &["tag", tag]);
        }
        git(&upstream, &["rm", "-q", "-r", "lib/re1.5"]);
        let header = fs::read_to_string(upstream.join("py/mpconfig.h")).unwrap();
        fs::write(upstream.join("py/mpconfig.h"), header.replace("MICRO 7", "MICRO 8")).unwrap();
        world.commit(&upstream);
        git(&upstream, &["tag", "v9.8.8"]);

        let own = Path::new(env!("CARGO_MANIFEST_DIR"));
        fs::create_dir_all(project.join("scripts")).unwrap();
        for file in ["scripts/update-micropython", "scripts/lock.bash", "sources.lock"] {
            fs::copy(own.join(file), project.join(file)).unwrap();
        }
        let modules = format!(
            "[submodule \"micropython\"]\n\tpath = micropython\n\turl = {}\n",
            upstream.display()
        );
        fs::write(project.join(".gitmodules"), modules).unwrap();
        fs::write(project.join(".gitignore"), "/.toolchain\n").unwrap();
        // As it is where it was unpacked from an archive.
        fs::create_dir(project.join("micropython")).unwrap();
        fs::write(project.join("micropython/old.c"), "").unwrap();
        git(&project, &["init", "-q"]);
        let link = format!("160000,{},micropython", locked(&project, "micropython_commit"));
        git(&project, &["update-index", "--add", "--cacheinfo", &link]);
        git(&project, &["add", "scripts", "sources.lock", ".gitmodules", ".gitignore"]);
        git(&project, &["commit", "-q", "-m", "The project"]);
        world
    }

    fn upstream(&self) -> PathBuf {
        self.folder.path().join("upstream")
    }

    fn project(&self) -> PathBuf {
        self.folder.path().join("project")
    }

    fn commit(&self, folder: &Path) {
        git(folder, &["init", "-q"]);
        git(folder, &["add", "-A"]);
        git(folder, &["commit", "-q", "-m", "A commit"]);
    }

    fn update(&self, arguments: &[&str]) -> Output {
        let mut command = Command::new(self.project().join("scripts/update-micropython"));
        isolated(&mut command).args(arguments).output().unwrap()
    }

    /// What it says when it changes nothing.
    fn refused(&self, arguments: &[&str]) -> String {
        let state = || {
            let project = self.project();
            (
                fs::read_to_string(project.join("sources.lock")).unwrap(),
                git(&project, &["ls-files", "--stage"]),
                project.join("micropython/old.c").exists(),
            )
        };
        let before = state();
        let output = self.update(arguments);
        assert_eq!(output.status.code(), Some(1), "{output:?}");
        assert_eq!(state(), before);
        String::from_utf8(output.stderr).unwrap()
    }
}

/// Without the user's own configuration, and as nobody in particular.
fn isolated(command: &mut Command) -> &mut Command {
    command
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .env_remove("GIT_DIR")
        .env_remove("GIT_INDEX_FILE")
        .envs(["AUTHOR", "COMMITTER"].map(|who| (format!("GIT_{who}_NAME"), "Nobody")))
        .envs(["AUTHOR", "COMMITTER"].map(|who| (format!("GIT_{who}_EMAIL"), "nobody@localhost")))
        .envs(
            ["AUTHOR", "COMMITTER"]
                .map(|who| (format!("GIT_{who}_DATE"), "2031-02-03T12:00:00+0000")),
        )
}

fn git(folder: &Path, arguments: &[&str]) -> String {
    let mut command = Command::new("git");
    let output = isolated(&mut command).current_dir(folder).args(arguments).output().unwrap();
    assert!(output.status.success(), "git {arguments:?}: {output:?}");
    String::from_utf8(output.stdout).unwrap()
}

fn locked(project: &Path, key: &str) -> String {
    let lock = fs::read_to_string(project.join("sources.lock")).unwrap();
    let line = lock.lines().find_map(|line| line.strip_prefix(&format!("{key} = "))).unwrap();
    line.trim_matches('"').to_owned()
}

#[test]
fn the_submodule_and_the_lock_move_together() {
    let world = World::new();
    let project = world.project();
    let output = world.update(&["--only-sources", "v9.8.7"]);
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    let commit = git(&world.upstream(), &["rev-parse", "v9.8.7"]).trim().to_owned();
    assert!(git(&project, &["ls-files", "--stage"]).contains(&format!("160000 {commit} 0\tmicr")));
    assert_eq!(locked(&project, "micropython_version"), "9.8.7");
    assert_eq!(locked(&project, "micropython_date"), "2031-02-03");
    assert_eq!(locked(&project, "micropython_commit"), commit);
    assert_eq!(locked(&project, "micropython_archive"), "none");
    // The digest of the tree, as sources.lock defines it.
    let mut files: Vec<String> =
        PATHS[1..].iter().map(|folder| format!("{folder}/file.c")).collect();
    files.extend(["LICENSE".to_owned(), "py/mpconfig.h".to_owned()]);
    files.sort();
    let list: String = files
        .iter()
        .map(|file| {
            let content = fs::read(project.join("micropython").join(file)).unwrap();
            format!("{}  {file}\n", sha256(&content))
        })
        .collect();
    assert_eq!(locked(&project, "micropython_tree_sha256"), sha256(list.as_bytes()));
    assert!(!project.join("micropython/old.c").exists());
    // All of it is staged, and what belongs to other sources is as it was.
    assert_eq!(git(&project, &["diff", "--name-only", "--", "sources.lock"]), "");
    let own = Path::new(env!("CARGO_MANIFEST_DIR"));
    for key in ["wasi_libc_tree_sha256", "wasi_libc_archive", "micropython_tree_paths"] {
        assert_eq!(locked(&project, key), locked(own, key));
    }
}

#[test]
fn without_a_network_it_says_so_and_changes_nothing() {
    let world = World::new();
    fs::rename(world.upstream(), world.folder.path().join("away")).unwrap();
    let said = world.refused(&["v9.8.7"]);
    assert!(said.contains("cannot reach upstream at "), "{said}");
    assert!(said.contains("nothing was changed; run this where the network lets git"), "{said}");
}

#[test]
fn what_cannot_be_moved_to_is_named() {
    let world = World::new();
    for (arguments, part) in [
        (&[][..], "which release?"),
        (&["9.8.7"], "9.8.7 is no tag of a release: they are like v1.27.0"),
        (&["v9.8.7", "v9.8.8"], "one tag, not several"),
        (&["--fast", "v9.8.7"], "there is no --fast"),
        (&["v1.0.0"], "upstream has no tag v1.0.0"),
        (&["v9.8.6"], "the tree of v9.8.6 calls itself 9.8.7"),
        (&["v9.8.8"], "9.8.8 lacks what the build reads"),
    ] {
        let said = world.refused(arguments);
        assert!(said.contains(part), "{part}: {said}");
    }
    assert!(world.refused(&["v9.8.8"]).contains("- lib/re1.5\n"));
    let own = locked(&world.project(), "micropython_version");
    assert!(world.refused(&[&format!("v{own}")]).contains(&format!("is at {own} already")));

    let lock = world.project().join("sources.lock");
    let text = fs::read_to_string(&lock).unwrap();
    fs::write(&lock, format!("{text}\n# more\n")).unwrap();
    assert!(world.refused(&["v9.8.7"]).contains("changes that are not committed"));
}
