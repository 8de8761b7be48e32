//! Loops that need no poll, because they end soon: the reviewed list.
//!
//! Only loops without calls and without loops in them count, and each function
//! here was read with its reason in mind. A function that is inlined elsewhere
//! takes its loop along, which then has a poll: that is slower, and no less
//! safe.

/// The function that runs bytecode. Its loops over bytecode need no poll but
/// the one at the jumps: between two jumps of a Python program there are only as
/// many bytecodes as the program has.
pub const BYTECODE_LOOP: &str = "run_bytecode";

/// Groups of functions, and why their loops end.
const BOUNDED: &[(&str, &[&str])] = &[
    (
        "goes over the bytes or words of what it is given, one by one; each is in memory",
        &[
            "memchr",
            "memcmp",
            "mp_obj_new_tuple",
            "mp_seq_multiply",
            "qstr_compute_hash",
            "strcmp",
            "strlen",
            "strncmp",
            "utf8_check",
        ],
    ),
    (
        "goes over the digits of a number, one by one",
        &["mpn_add", "mpn_shl", "mpn_shr", "mpn_sub", "mpz_divmod_inpl", "mpz_mul_inpl"],
    ),
    (
        "goes over the entries of a hash table, at most once each",
        &["mp_map_lookup", "mp_set_lookup"],
    ),
    (
        "goes over the collector's allocation table, or the blocks of one object",
        &["gc_alloc", "gc_collect", "gc_free", "gc_realloc"],
    ),
];

/// The names of the functions.
pub fn names() -> Vec<String> {
    BOUNDED.iter().flat_map(|(_, names)| *names).map(|name| (*name).to_owned()).collect()
}
