//! Files that are no interpreters, or not as they were made.

#[path = "common/forge.rs"]
mod forge;

use forge::{Forged, with_section};
use micropython_sandbox::WASM;
use micropython_sandbox::examine::{self, Broken, DigestLock, Refusal, Unreadable, Verdict};
use micropython_sandbox_build::sealing::SEAL_SECTION;
use micropython_sandbox_build::sections::{custom, split};

/// What is no whole interpreter is refused with the reason, by what describes it
/// and by what verifies it.
#[test]
fn what_is_no_interpreter_is_refused_with_the_reason() {
    let older = |format: u32| {
        let mut forged = Forged::of(WASM);
        forged.manifest["format"] = format.into();
        forged.sealed()
    };
    let edited = |name: &str| {
        with_section(WASM, name, |section| {
            let mut section = section.to_vec();
            *section.last_mut().unwrap() ^= 1;
            section
        })
    };
    let section = || "data".to_owned();
    let cases: &[(&[u8], Refusal, &str)] = &[
        (
            b"#!/bin/sh\n",
            Refusal::Unreadable(Unreadable::NotWasm { start: b"#!/b".to_vec() }),
            "it is not a WebAssembly module: it starts with \"#!/b\"",
        ),
        (
            b"\0asm\x0d\0\x01\0",
            Refusal::Unreadable(Unreadable::NotModule { version: *b"\x0d\0\x01\0" }),
            "not a module of version 1",
        ),
        (
            &WASM[..WASM.len() - 10],
            Refusal::Unreadable(Unreadable::Truncated {
                within: "the section custom".to_owned(),
                offset: split(WASM).unwrap().last().unwrap().range.start,
                missing: 10,
            }),
            "it is cut off",
        ),
        (b"\0asm\x01\0\0\0", Refusal::Foreign, "not an interpreter of micropython-sandbox"),
        (&older(1), Refusal::OtherFormat { found: 1 }, "made by an older version"),
        (&older(99), Refusal::OtherFormat { found: 99 }, "made by a newer version"),
        (
            &edited("data"),
            Refusal::Broken(Broken::Edited { section: section() }),
            "its section data was changed after it was sealed",
        ),
        (
            &with_section(WASM, SEAL_SECTION, |_| Vec::new()),
            Refusal::Broken(Broken::Missing),
            "it has no seal",
        ),
        (
            &[WASM, &custom("more", b"")].concat(),
            Refusal::Broken(Broken::NotLast { section: "more".to_owned() }),
            "the section more was added after it was sealed",
        ),
    ];
    for (wasm, refusal, message) in cases {
        let found = examine::inspect(wasm).unwrap_err();
        assert_eq!(found, *refusal);
        assert!(found.to_string().contains(message), "{found}");
        let verification = examine::verify(wasm, &DigestLock::default());
        assert_eq!(verification.verdict, Verdict::Failed, "{message}");
        let told = verification.checks.iter().any(|check| check.detail.contains(message));
        assert!(told, "{verification:?}");
    }
}

/// Whatever becomes of its bytes: an answer, and no panic. Sealed again too, so
/// that what is behind the seal meets them.
#[test]
fn damaged_files_are_answered() {
    arbtest::arbtest(|random| {
        let mut wasm = WASM.to_vec();
        for _ in 0..random.int_in_range(1..=8)? {
            let at = random.choose_index(wasm.len())?;
            match random.int_in_range(0..=2)? {
                0 => wasm[at] = random.arbitrary()?,
                1 => wasm.truncate(at.max(1)),
                _ => drop(wasm.splice(at..at, random.bytes(2)?.iter().copied())),
            }
        }
        if examine::inspect(&wasm).is_ok() {
            assert!(wasm == WASM);
        }
        let sections = split(&wasm).map(|sections| {
            let kept = sections.iter().filter(|it| it.name != SEAL_SECTION);
            let kept: Vec<u8> = kept.flat_map(|it| wasm[it.range.clone()].to_vec()).collect();
            [&wasm[..8], &kept].concat()
        });
        if let Ok(unsealed) = sections
            && let Ok(sections) = split(&unsealed)
        {
            let sealed = micropython_sandbox_build::sealing::seal(&unsealed, &sections);
            let _ = examine::inspect(&sealed);
            let _ = examine::verify(&sealed, &DigestLock::default());
        }
        Ok(())
    })
    .budget_ms(3000);
}
