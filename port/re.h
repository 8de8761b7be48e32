// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// Regular expressions. reparse.c makes a tree of a pattern, recompile.c code of the
// tree, rematch.c runs that; resets.c has sets of characters. modre.c is the module
// re, repattern.c and rematchobject.c the types Pattern and Match, resub.c what is
// done to texts with them.

#ifndef MPH_RE_H
#define MPH_RE_H

#include "py/obj.h"
#include "py/runtime.h"

// Flags, as Python numbers them.
enum {
    RE_TEMPLATE = 1,
    RE_IGNORECASE = 2,
    RE_LOCALE = 4,
    RE_MULTILINE = 8,
    RE_DOTALL = 16,
    RE_UNICODE = 32,
    RE_VERBOSE = 64,
    RE_DEBUG = 128,
    RE_ASCII = 256,
};

#define RE_NO_LIMIT UINT32_MAX // of repetitions

// ---- sets of characters ----

// Kinds of characters beyond ASCII that a set has: bits.
enum {
    RE_WORD = 1,
    RE_NOT_WORD = 2,
    RE_DIGIT = 4,
    RE_NOT_DIGIT = 8,
    RE_SPACE = 16,
    RE_NOT_SPACE = 32,
};

typedef struct _re_range_t {
    uint32_t first, last;
} re_range_t;

typedef struct _re_set_t {
    uint32_t ascii[4]; // which characters below 128 are in it, all told
    uint8_t kinds;     // of those above
    bool negated;      // of those above
    bool ignore_case;
    size_t n_ranges;
    size_t alloc;
    re_range_t *ranges; // of those above
} re_set_t;

re_set_t *mph_re_new_set(void);
void mph_re_set_add_range(re_set_t *set, uint32_t first, uint32_t last, uint32_t flags);
void mph_re_set_add_kind(re_set_t *set, uint8_t kind, uint32_t flags);
// When all is in it.
void mph_re_set_finish(re_set_t *set, bool negated, bool ignore_case, bool is_bytes);
bool mph_re_set_has_high(const re_set_t *set, uint32_t c);

static inline bool mph_re_set_has(const re_set_t *set, uint32_t c) {
    return c < 128 ? set->ascii[c / 32] >> c % 32 & 1 : mph_re_set_has_high(set, c);
}

bool mph_re_is_word(uint32_t c, bool ascii_only);
uint32_t mph_re_fold(uint32_t c); // to lower case

// ---- trees ----

typedef enum _re_kind_t {
    RE_EMPTY,
    RE_CHAR,    // value
    RE_ANY,     // all but a newline
    RE_ANY_ALL,
    RE_SET,     // set
    RE_SEQUENCE, // children
    RE_CHOICE,  // children
    RE_REPEAT,  // children: one; min, max, mode
    RE_GROUP,   // children: one; value: the number, from 1
    RE_ASSERT,  // value: enum re_assert
    RE_BACKREF, // value: the group
    RE_LOOK,    // children: one; negative, behind
    RE_ATOMIC,  // children: one
    RE_COND,    // value: the group; children: if it has matched, if not
} re_kind_t;

typedef enum _re_mode_t {
    RE_GREEDY,
    RE_LAZY,
    RE_POSSESSIVE,
} re_mode_t;

enum re_assert {
    RE_AT_START,
    RE_AT_LINE_START,
    RE_AT_END,      // or before a newline at the end
    RE_AT_LINE_END,
    RE_AT_VERY_END,
    RE_AT_WORD_EDGE,
    RE_NOT_AT_WORD_EDGE,
    RE_AT_ASCII_WORD_EDGE,
    RE_NOT_AT_ASCII_WORD_EDGE,
};

typedef struct _re_node_t {
    uint8_t kind;
    uint8_t mode;
    bool ignore_case, negative, behind;
    uint32_t value;
    uint32_t min, max;
    re_set_t *set;
    struct _re_node_t *child, *last_child, *next;
} re_node_t;

typedef struct _re_tree_t {
    re_node_t *root;
    uint32_t flags;
    size_t n_groups;
    mp_obj_t names; // a dict: the groups' numbers by their names
} re_tree_t;

// Raises re.error for what is no pattern.
re_tree_t mph_re_parse(mp_obj_t pattern, uint32_t flags);
MP_NORETURN void mph_re_error(mp_obj_t pattern, const char *message, size_t position);

// ---- code ----

typedef enum _re_op_t {
    RE_OP_MATCH,
    RE_OP_SUB_MATCH,    // the end of a lookaround or an atomic group
    RE_OP_BYTE,         // a byte
    RE_OP_STRING,       // length, bytes in words
    RE_OP_CHAR_I,       // a folded character
    RE_OP_ANY,
    RE_OP_ANY_ALL,
    RE_OP_SET,          // number of the set
    RE_OP_JUMP,         // where
    RE_OP_SPLIT,        // number of the branch, where to go on if what follows fails
    RE_OP_SPLIT_LAZY,   // number of the branch, where to try before what follows
    RE_OP_REPEAT,       // number of the branch, min, max, a one-character operation
    RE_OP_REPEAT_LAZY,
    RE_OP_REPEAT_POSSESSIVE,
    RE_OP_SAVE,         // the slot
    RE_OP_ASSERT,       // enum re_assert
    RE_OP_BACKREF,      // group, whether to ignore case
    RE_OP_LOOK,         // negative, characters to go back, where to go on
    RE_OP_ATOMIC,       // where to go on
    RE_OP_COND,         // group, where to go if it has not matched
    RE_OP_LOOP_BEGIN,   // slot: notes the position
    RE_OP_LOOP_CHECK,   // slot, where to go if nothing was matched since
} re_op_t;

typedef struct _re_program_t {
    uint32_t *code;
    size_t length;
    re_set_t **sets;
    size_t n_sets;
    size_t n_slots;    // 2 for each group, then one for the last group's number, then loops
    size_t last_group; // that one
    size_t n_branches;
    bool is_bytes;
    bool can_memoize;  // whether what follows depends on the place alone
    bool has_first;    // whether `first` tells how a match must begin
    uint32_t first[8]; // the bytes, as bits
} re_program_t;

// How many characters a tree matches, at least and at most.
void mph_re_width(const re_node_t *node, uint64_t *min, uint64_t *max);

// Adds to `first` the bytes that what a tree matches can begin with; gives whether
// it may be empty, so that what follows counts as well.
bool mph_re_find_first(re_program_t *program, const re_node_t *node);

re_program_t mph_re_compile(const re_tree_t *tree, bool is_bytes, mp_obj_t pattern);

// ---- matching ----

#define RE_UNSET UINT32_MAX

typedef enum _re_how_t {
    RE_HERE,   // the match begins at the position
    RE_WHOLE,  // and ends at the end
    RE_SOMEWHERE,
} re_how_t;

// Byte positions from `pos` on in bytes[0..end]; `slots` has room for n_slots. If
// `must_advance`, an empty match at `pos` does not count.
bool mph_re_match(const re_program_t *program, const byte *bytes, uint32_t pos, uint32_t end, re_how_t how, bool must_advance, uint32_t *slots);

// ---- objects ----

typedef struct _re_pattern_t {
    mp_obj_base_t base;
    mp_obj_t pattern;
    mp_obj_t names;
    uint32_t flags;
    size_t n_groups;
    re_program_t program;
} re_pattern_t;

typedef struct _re_match_t {
    mp_obj_base_t base;
    const re_pattern_t *pattern;
    mp_obj_t text;
    const byte *bytes;
    mp_int_t pos, end_pos; // as given, in characters
    uint32_t known_byte, known_char; // a place of which both numbers are known
    uint32_t slots[];
} re_match_t;

// A text that is searched, from one match to the next.
typedef struct _re_scan_t {
    const re_pattern_t *pattern;
    mp_obj_t text;
    const byte *bytes;
    uint32_t end, next;
    mp_int_t pos, end_pos;
    uint32_t known_byte, known_char;
    bool must_advance, done;
    uint32_t *slots;
} re_scan_t;

extern const mp_obj_type_t mph_type_re_pattern, mph_type_re_match;

re_scan_t mph_re_scan(mp_obj_t pattern, mp_obj_t text, mp_obj_t pos, mp_obj_t end_pos);
bool mph_re_scan_next(re_scan_t *scan, re_how_t how);
mp_obj_t mph_re_new_match(const re_scan_t *scan);

// The pattern itself, or of its text, which is compiled once only.
mp_obj_t mph_re_pattern_of(mp_obj_t pattern, uint32_t flags);

// A piece of a text, of the same type.
mp_obj_t mph_re_piece(mp_obj_t text, const byte *bytes, uint32_t start, uint32_t end);
// A group that has matched, or the default.
mp_obj_t mph_re_group(const re_pattern_t *pattern, mp_obj_t text, const byte *bytes, const uint32_t *slots, size_t group, mp_obj_t otherwise);
// The number of a group by its number or name; raises IndexError.
size_t mph_re_group_index(const re_pattern_t *pattern, mp_obj_t group);

MP_DECLARE_CONST_FUN_OBJ_KW(mph_re_pattern_findall_obj);
MP_DECLARE_CONST_FUN_OBJ_KW(mph_re_pattern_finditer_obj);
MP_DECLARE_CONST_FUN_OBJ_KW(mph_re_pattern_split_obj);
MP_DECLARE_CONST_FUN_OBJ_KW(mph_re_pattern_sub_obj);
MP_DECLARE_CONST_FUN_OBJ_KW(mph_re_pattern_subn_obj);

// Adds a template of sub() or expand() to a text, with its groups filled in.
void mph_re_expand(vstr_t *out, mp_obj_t template, const re_pattern_t *pattern, const byte *bytes, const uint32_t *slots);

#endif // MPH_RE_H
