// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// The type re.Pattern, and the search of a text from one match to the next.

#include <string.h>

#include "py/builtin.h"
#include "py/objstr.h"
#include "py/objtuple.h"
#include "py/unicode.h"

#include "port/array.h"
#include "port/collections.h"
#include "port/re.h"

// ---- searching ----

// The byte position of a character, by its index, which is cut to the text.
static uint32_t byte_of(const re_pattern_t *pattern, const byte *bytes, uint32_t length, mp_int_t index) {
    if (index <= 0) {
        return 0;
    }
    if (pattern->program.is_bytes || (size_t)index >= length) {
        return MIN((size_t)index, length);
    }
    const byte *at = bytes;
    for (; index > 0 && at < bytes + length; index--) {
        at = utf8_next_char(at);
    }
    return at - bytes;
}

static mp_int_t index_of(mp_obj_t index, mp_int_t otherwise) {
    if (index == MP_OBJ_NULL) {
        return otherwise;
    }
    return mp_obj_is_int(index) && !mp_obj_is_small_int(index) ? otherwise : mp_obj_get_int(index); // beyond all texts
}

re_scan_t mph_re_scan(mp_obj_t pattern_in, mp_obj_t text, mp_obj_t pos, mp_obj_t end_pos) {
    const re_pattern_t *pattern = MP_OBJ_TO_PTR(pattern_in);
    mp_buffer_info_t buffer;
    if (mp_obj_is_str(text)) {
        buffer.buf = (void *)mp_obj_str_get_data(text, &buffer.len);
    } else if (!mp_get_buffer(text, &buffer, MP_BUFFER_READ)) {
        mp_raise_msg_varg(&mp_type_TypeError, MP_ERROR_TEXT("expected string or bytes-like object, got '%s'"), mp_obj_get_type_str(text));
    }
    if (mp_obj_is_str(text) == pattern->program.is_bytes) {
        mp_raise_TypeError(pattern->program.is_bytes
            ? MP_ERROR_TEXT("cannot use a bytes pattern on a string-like object")
            : MP_ERROR_TEXT("cannot use a string pattern on a bytes-like object"));
    }
    if (!mp_obj_is_str(text) && !mp_obj_is_type(text, &mp_type_bytes)) {
        // What can be written to is searched as it is now.
        text = mp_obj_new_bytes(buffer.buf, buffer.len);
        buffer.buf = (void *)mp_obj_str_get_data(text, &buffer.len);
    }
    re_scan_t scan = {
        .pattern = pattern,
        .text = text,
        .bytes = buffer.buf,
        .end = buffer.len,
        .pos = MAX(index_of(pos, 0), 0),
        .end_pos = index_of(end_pos, MP_SSIZE_MAX),
    };
    scan.next = byte_of(pattern, scan.bytes, buffer.len, scan.pos);
    scan.end = byte_of(pattern, scan.bytes, buffer.len, scan.end_pos);
    scan.slots = MPH_NEW_ARRAY(uint32_t, pattern->program.n_slots);
    return scan;
}

bool mph_re_scan_next(re_scan_t *scan, re_how_t how) {
    if (scan->done || scan->next > scan->end
        || !mph_re_match(&scan->pattern->program, scan->bytes, scan->next, scan->end, how, scan->must_advance, scan->slots)) {
        scan->done = true;
        return false;
    }
    scan->must_advance = scan->slots[0] == scan->slots[1];
    scan->next = scan->slots[1];
    return true;
}

// ---- compiled patterns ----

MP_REGISTER_ROOT_POINTER(mp_obj_t mph_re_patterns); // a dict: those compiled of late
#define MOST_PATTERNS (200)

static mp_obj_t new_pattern(mp_obj_t text, uint32_t flags) {
    bool is_bytes = mp_obj_is_type(text, &mp_type_bytes);
    re_tree_t tree = mph_re_parse(text, flags);
    re_program_t program = mph_re_compile(&tree, is_bytes, text);
    re_pattern_t *self = mp_obj_malloc(re_pattern_t, &mph_type_re_pattern);
    self->pattern = text;
    self->names = tree.names;
    self->flags = tree.flags;
    self->n_groups = tree.n_groups;
    self->program = program;
    return MP_OBJ_FROM_PTR(self);
}

mp_obj_t mph_re_pattern_of(mp_obj_t pattern, uint32_t flags) {
    if (mp_obj_is_type(pattern, &mph_type_re_pattern)) {
        if (flags != 0) {
            mp_raise_ValueError(MP_ERROR_TEXT("cannot process flags argument with a compiled pattern"));
        }
        return pattern;
    }
    bool is_bytes = mp_obj_is_type(pattern, &mp_type_bytes);
    if (!mp_obj_is_str(pattern) && !is_bytes) {
        mp_raise_TypeError(MP_ERROR_TEXT("first argument must be string or compiled pattern"));
    }
    mp_obj_t key = pattern;
    if (flags != 0 || is_bytes) {
        mp_obj_t parts[3] = { MP_OBJ_NEW_SMALL_INT(flags), pattern, mp_obj_new_bool(is_bytes) };
        key = mp_obj_new_tuple(2 + is_bytes, parts);
    }
    if (MP_STATE_VM(mph_re_patterns) == MP_OBJ_NULL || mp_obj_dict_len(MP_STATE_VM(mph_re_patterns)) >= MOST_PATTERNS) {
        MP_STATE_VM(mph_re_patterns) = mp_obj_new_dict(0);
    }
    mp_obj_t patterns = MP_STATE_VM(mph_re_patterns);
    mp_map_elem_t *found = mp_map_lookup(&((mp_obj_dict_t *)MP_OBJ_TO_PTR(patterns))->map, key, MP_MAP_LOOKUP);
    if (found != NULL) {
        return found->value;
    }
    mp_obj_t made = new_pattern(pattern, flags);
    mp_obj_dict_store(patterns, key, made);
    return made;
}

size_t mph_re_group_index(const re_pattern_t *pattern, mp_obj_t group) {
    mp_int_t index = -1;
    if (mp_obj_is_int(group)) {
        index = mp_obj_get_int(group);
    } else if (mp_obj_is_str(group)) {
        mp_map_elem_t *found = mp_map_lookup(&((mp_obj_dict_t *)MP_OBJ_TO_PTR(pattern->names))->map, group, MP_MAP_LOOKUP);
        index = found != NULL ? MP_OBJ_SMALL_INT_VALUE(found->value) : -1;
    }
    if (index < 0 || (size_t)index > pattern->n_groups) {
        mp_raise_msg(&mp_type_IndexError, MP_ERROR_TEXT("no such group"));
    }
    return index;
}

mp_obj_t mph_re_piece(mp_obj_t text, const byte *bytes, uint32_t start, uint32_t end) {
    const char *piece = (const char *)bytes + start;
    return mp_obj_is_str(text) ? mp_obj_new_str(piece, end - start) : mp_obj_new_bytes((const byte *)piece, end - start);
}

mp_obj_t mph_re_group(const re_pattern_t *pattern, mp_obj_t text, const byte *bytes, const uint32_t *slots, size_t group, mp_obj_t otherwise) {
    (void)pattern;
    uint32_t start = slots[2 * group], end = slots[2 * group + 1];
    return start == RE_UNSET || end == RE_UNSET || end < start ? otherwise : mph_re_piece(text, bytes, start, end);
}

// ---- methods ----

static mp_obj_t match(size_t n_args, const mp_obj_t *args, mp_map_t *keywords, re_how_t how) {
    static const mp_arg_t allowed[] = {
        { MP_QSTR_string, MP_ARG_REQUIRED | MP_ARG_OBJ, { .u_rom_obj = MP_ROM_NONE } },
        { MP_QSTR_pos, MP_ARG_OBJ, { .u_obj = MP_OBJ_NULL } },
        { MP_QSTR_endpos, MP_ARG_OBJ, { .u_obj = MP_OBJ_NULL } },
    };
    mp_arg_val_t values[3];
    mp_arg_parse_all(n_args - 1, args + 1, keywords, 3, allowed, values);
    re_scan_t scan = mph_re_scan(args[0], values[0].u_obj, values[1].u_obj, values[2].u_obj);
    return mph_re_scan_next(&scan, how) ? mph_re_new_match(&scan) : mp_const_none;
}

static mp_obj_t pattern_match(size_t n_args, const mp_obj_t *args, mp_map_t *keywords) {
    return match(n_args, args, keywords, RE_HERE);
}
static MP_DEFINE_CONST_FUN_OBJ_KW(pattern_match_obj, 1, pattern_match);

static mp_obj_t pattern_fullmatch(size_t n_args, const mp_obj_t *args, mp_map_t *keywords) {
    return match(n_args, args, keywords, RE_WHOLE);
}
static MP_DEFINE_CONST_FUN_OBJ_KW(pattern_fullmatch_obj, 1, pattern_fullmatch);

static mp_obj_t pattern_search(size_t n_args, const mp_obj_t *args, mp_map_t *keywords) {
    return match(n_args, args, keywords, RE_SOMEWHERE);
}
static MP_DEFINE_CONST_FUN_OBJ_KW(pattern_search_obj, 1, pattern_search);

static mp_obj_t pattern_copy(size_t n_args, const mp_obj_t *args) {
    (void)n_args;
    return args[0];
}
static MP_DEFINE_CONST_FUN_OBJ_VAR_BETWEEN(pattern_copy_obj, 1, 2, pattern_copy);

static void pattern_attr(mp_obj_t self_in, qstr attr, mp_obj_t *dest) {
    const re_pattern_t *self = MP_OBJ_TO_PTR(self_in);
    if (dest[0] != MP_OBJ_NULL) {
        return; // nothing can be set
    }
    switch (attr) {
        case MP_QSTR_pattern:
            dest[0] = self->pattern;
            break;
        case MP_QSTR_flags:
            dest[0] = MP_OBJ_NEW_SMALL_INT(self->flags);
            break;
        case MP_QSTR_groups:
            dest[0] = MP_OBJ_NEW_SMALL_INT(self->n_groups);
            break;
        case MP_QSTR_groupindex:
            dest[0] = mp_obj_dict_copy(self->names);
            break;
        default:
            dest[1] = MP_OBJ_SENTINEL; // go on with the methods
    }
}

static void pattern_print(const mp_print_t *print, mp_obj_t self_in, mp_print_kind_t kind) {
    (void)kind;
    static const struct { uint16_t flag; const char *name; } names[] = {
        { RE_IGNORECASE, "re.IGNORECASE" }, { RE_LOCALE, "re.LOCALE" }, { RE_MULTILINE, "re.MULTILINE" }, { RE_DOTALL, "re.DOTALL" },
        { RE_VERBOSE, "re.VERBOSE" }, { RE_DEBUG, "re.DEBUG" }, { RE_ASCII, "re.ASCII" },
    };
    const re_pattern_t *self = MP_OBJ_TO_PTR(self_in);
    size_t length;
    mp_obj_t repr = mph_repr(self->pattern);
    const char *text = mp_obj_str_get_data(repr, &length);
    mp_printf(print, "re.compile(%.*s", (int)MIN(length, 200), text);
    const char *between = ", ";
    for (size_t i = 0; i < MP_ARRAY_SIZE(names); i++) {
        if (self->flags & names[i].flag) {
            mp_printf(print, "%s%s", between, names[i].name);
            between = "|";
        }
    }
    mp_print_str(print, ")");
}

static mp_obj_t pattern_unary_op(mp_unary_op_t op, mp_obj_t self_in) {
    const re_pattern_t *self = MP_OBJ_TO_PTR(self_in);
    return op == MP_UNARY_OP_HASH ? mp_unary_op(op, self->pattern) : MP_OBJ_NULL;
}

static mp_obj_t pattern_binary_op(mp_binary_op_t op, mp_obj_t left, mp_obj_t right) {
    const re_pattern_t *self = MP_OBJ_TO_PTR(left), *other = MP_OBJ_TO_PTR(right);
    if (op != MP_BINARY_OP_EQUAL) {
        return MP_OBJ_NULL;
    }
    return mp_obj_new_bool(self->flags == other->flags && self->program.is_bytes == other->program.is_bytes && mp_obj_equal(self->pattern, other->pattern));
}

static const mp_rom_map_elem_t pattern_locals_table[] = {
    { MP_ROM_QSTR(MP_QSTR___copy__), MP_ROM_PTR(&pattern_copy_obj) },
    { MP_ROM_QSTR(MP_QSTR___deepcopy__), MP_ROM_PTR(&pattern_copy_obj) },
    { MP_ROM_QSTR(MP_QSTR___module__), MP_ROM_QSTR(MP_QSTR_re) },
    { MP_ROM_QSTR(MP_QSTR_findall), MP_ROM_PTR(&mph_re_pattern_findall_obj) },
    { MP_ROM_QSTR(MP_QSTR_finditer), MP_ROM_PTR(&mph_re_pattern_finditer_obj) },
    { MP_ROM_QSTR(MP_QSTR_fullmatch), MP_ROM_PTR(&pattern_fullmatch_obj) },
    { MP_ROM_QSTR(MP_QSTR_match), MP_ROM_PTR(&pattern_match_obj) },
    { MP_ROM_QSTR(MP_QSTR_search), MP_ROM_PTR(&pattern_search_obj) },
    { MP_ROM_QSTR(MP_QSTR_split), MP_ROM_PTR(&mph_re_pattern_split_obj) },
    { MP_ROM_QSTR(MP_QSTR_sub), MP_ROM_PTR(&mph_re_pattern_sub_obj) },
    { MP_ROM_QSTR(MP_QSTR_subn), MP_ROM_PTR(&mph_re_pattern_subn_obj) },
};
static MP_DEFINE_CONST_DICT(pattern_locals, pattern_locals_table);

MP_DEFINE_CONST_OBJ_TYPE(
    mph_type_re_pattern,
    MP_QSTR_Pattern,
    MP_TYPE_FLAG_NONE,
    print, pattern_print,
    unary_op, pattern_unary_op,
    binary_op, pattern_binary_op,
    attr, pattern_attr,
    locals_dict, &pattern_locals
    );
