// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// The type re.Match. Positions are kept in bytes, and told in characters.

#include <string.h>

#include "py/builtin.h"
#include "py/objstr.h"
#include "py/objtuple.h"
#include "py/unicode.h"

#include "port/collections.h"
#include "port/re.h"

mp_obj_t mph_re_new_match(const re_scan_t *scan) {
    size_t n_slots = scan->pattern->program.last_group + 1;
    re_match_t *self = mp_obj_malloc_var(re_match_t, slots, uint32_t, n_slots, &mph_type_re_match);
    self->pattern = scan->pattern;
    self->text = scan->text;
    self->bytes = scan->bytes;
    self->pos = scan->pos;
    self->end_pos = scan->end_pos;
    self->known_byte = scan->known_byte;
    self->known_char = scan->known_char;
    memcpy(self->slots, scan->slots, n_slots * sizeof(uint32_t));
    return MP_OBJ_FROM_PTR(self);
}

static mp_obj_t position(const re_match_t *self, uint32_t at) {
    if (at == RE_UNSET) {
        return MP_OBJ_NEW_SMALL_INT(-1);
    }
    if (self->pattern->program.is_bytes) {
        return mp_obj_new_int_from_uint(at);
    }
    uint32_t from = at >= self->known_byte ? self->known_byte : 0;
    uint32_t chars = at >= self->known_byte ? self->known_char : 0;
    return mp_obj_new_int_from_uint(chars + utf8_charlen(self->bytes + from, at - from));
}

static mp_obj_t group_of(const re_match_t *self, size_t group, mp_obj_t otherwise) {
    return mph_re_group(self->pattern, self->text, self->bytes, self->slots, group, otherwise);
}

static bool has_matched(const re_match_t *self, size_t group) {
    return self->slots[2 * group] != RE_UNSET && self->slots[2 * group + 1] != RE_UNSET;
}

static mp_obj_t match_group(size_t n_args, const mp_obj_t *args) {
    const re_match_t *self = MP_OBJ_TO_PTR(args[0]);
    if (n_args < 3) {
        return group_of(self, n_args == 1 ? 0 : mph_re_group_index(self->pattern, args[1]), mp_const_none);
    }
    mp_obj_tuple_t *groups = MP_OBJ_TO_PTR(mp_obj_new_tuple(n_args - 1, NULL));
    for (size_t i = 1; i < n_args; i++) {
        groups->items[i - 1] = group_of(self, mph_re_group_index(self->pattern, args[i]), mp_const_none);
    }
    return MP_OBJ_FROM_PTR(groups);
}
static MP_DEFINE_CONST_FUN_OBJ_VAR(match_group_obj, 1, match_group);

static mp_obj_t default_of(size_t n_args, const mp_obj_t *args, mp_map_t *keywords) {
    static const mp_arg_t allowed[] = { { MP_QSTR_default, MP_ARG_OBJ, { .u_rom_obj = MP_ROM_NONE } } };
    mp_arg_val_t value;
    mp_arg_parse_all(n_args - 1, args + 1, keywords, 1, allowed, &value);
    return value.u_obj;
}

static mp_obj_t match_groups(size_t n_args, const mp_obj_t *args, mp_map_t *keywords) {
    const re_match_t *self = MP_OBJ_TO_PTR(args[0]);
    mp_obj_t otherwise = default_of(n_args, args, keywords);
    mp_obj_tuple_t *groups = MP_OBJ_TO_PTR(mp_obj_new_tuple(self->pattern->n_groups, NULL));
    for (size_t i = 0; i < groups->len; i++) {
        groups->items[i] = group_of(self, i + 1, otherwise);
    }
    return MP_OBJ_FROM_PTR(groups);
}
static MP_DEFINE_CONST_FUN_OBJ_KW(match_groups_obj, 1, match_groups);

static mp_obj_t match_groupdict(size_t n_args, const mp_obj_t *args, mp_map_t *keywords) {
    const re_match_t *self = MP_OBJ_TO_PTR(args[0]);
    mp_obj_t otherwise = default_of(n_args, args, keywords);
    mp_obj_t dict = mp_obj_dict_copy(self->pattern->names);
    mp_map_t *map = &((mp_obj_dict_t *)MP_OBJ_TO_PTR(dict))->map;
    for (size_t i = 0; i < map->alloc; i++) {
        if (mp_map_slot_is_filled(map, i)) {
            map->table[i].value = group_of(self, MP_OBJ_SMALL_INT_VALUE(map->table[i].value), otherwise);
        }
    }
    return dict;
}
static MP_DEFINE_CONST_FUN_OBJ_KW(match_groupdict_obj, 1, match_groupdict);

static size_t index_arg(size_t n_args, const mp_obj_t *args) {
    const re_match_t *self = MP_OBJ_TO_PTR(args[0]);
    return n_args > 1 ? mph_re_group_index(self->pattern, args[1]) : 0;
}

// -1 for a group that has not matched.
static mp_obj_t edge(const re_match_t *self, size_t group, size_t which) {
    return position(self, has_matched(self, group) ? self->slots[2 * group + which] : RE_UNSET);
}

static mp_obj_t match_start(size_t n_args, const mp_obj_t *args) {
    return edge(MP_OBJ_TO_PTR(args[0]), index_arg(n_args, args), 0);
}
static MP_DEFINE_CONST_FUN_OBJ_VAR_BETWEEN(match_start_obj, 1, 2, match_start);

static mp_obj_t match_end(size_t n_args, const mp_obj_t *args) {
    return edge(MP_OBJ_TO_PTR(args[0]), index_arg(n_args, args), 1);
}
static MP_DEFINE_CONST_FUN_OBJ_VAR_BETWEEN(match_end_obj, 1, 2, match_end);

static mp_obj_t span(const re_match_t *self, size_t group) {
    mp_obj_t edges[2] = { edge(self, group, 0), edge(self, group, 1) };
    return mp_obj_new_tuple(2, edges);
}

static mp_obj_t match_span(size_t n_args, const mp_obj_t *args) {
    return span(MP_OBJ_TO_PTR(args[0]), index_arg(n_args, args));
}
static MP_DEFINE_CONST_FUN_OBJ_VAR_BETWEEN(match_span_obj, 1, 2, match_span);

static mp_obj_t match_expand(mp_obj_t self_in, mp_obj_t template) {
    const re_match_t *self = MP_OBJ_TO_PTR(self_in);
    vstr_t out;
    vstr_init(&out, 16);
    mph_re_expand(&out, template, self->pattern, self->bytes, self->slots);
    return self->pattern->program.is_bytes ? mp_obj_new_bytes_from_vstr(&out) : mp_obj_new_str_from_utf8_vstr(&out);
}
static MP_DEFINE_CONST_FUN_OBJ_2(match_expand_obj, match_expand);

static mp_obj_t match_copy(size_t n_args, const mp_obj_t *args) {
    (void)n_args;
    return args[0];
}
static MP_DEFINE_CONST_FUN_OBJ_VAR_BETWEEN(match_copy_obj, 1, 2, match_copy);

static mp_obj_t last_group_name(const re_match_t *self) {
    const mp_map_t *map = &((mp_obj_dict_t *)MP_OBJ_TO_PTR(self->pattern->names))->map;
    mp_obj_t last = MP_OBJ_NEW_SMALL_INT(self->slots[self->pattern->program.last_group]);
    for (size_t i = 0; i < map->alloc; i++) {
        if (mp_map_slot_is_filled(map, i) && map->table[i].value == last) {
            return map->table[i].key;
        }
    }
    return mp_const_none;
}

static void match_attr(mp_obj_t self_in, qstr attr, mp_obj_t *dest) {
    const re_match_t *self = MP_OBJ_TO_PTR(self_in);
    if (dest[0] != MP_OBJ_NULL) {
        return; // nothing can be set
    }
    switch (attr) {
        case MP_QSTR_re:
            dest[0] = MP_OBJ_FROM_PTR(self->pattern);
            break;
        case MP_QSTR_string:
            dest[0] = self->text;
            break;
        case MP_QSTR_pos:
        case MP_QSTR_endpos: {
            mp_int_t length = MP_OBJ_SMALL_INT_VALUE(mp_obj_len(self->text));
            dest[0] = mp_obj_new_int(MIN(attr == MP_QSTR_pos ? self->pos : MAX(self->end_pos, 0), length));
            break;
        }
        case MP_QSTR_lastindex: {
            uint32_t last = self->slots[self->pattern->program.last_group];
            dest[0] = last == 0 ? mp_const_none : MP_OBJ_NEW_SMALL_INT(last);
            break;
        }
        case MP_QSTR_lastgroup:
            dest[0] = last_group_name(self);
            break;
        case MP_QSTR_regs: {
            mp_obj_tuple_t *regs = MP_OBJ_TO_PTR(mp_obj_new_tuple(self->pattern->n_groups + 1, NULL));
            for (size_t i = 0; i < regs->len; i++) {
                regs->items[i] = span(self, i);
            }
            dest[0] = MP_OBJ_FROM_PTR(regs);
            break;
        }
        default:
            dest[1] = MP_OBJ_SENTINEL; // go on with the methods
    }
}

static mp_obj_t match_subscr(mp_obj_t self_in, mp_obj_t index, mp_obj_t value) {
    const re_match_t *self = MP_OBJ_TO_PTR(self_in);
    return value == MP_OBJ_SENTINEL ? group_of(self, mph_re_group_index(self->pattern, index), mp_const_none) : MP_OBJ_NULL;
}

static void match_print(const mp_print_t *print, mp_obj_t self_in, mp_print_kind_t kind) {
    (void)kind;
    const re_match_t *self = MP_OBJ_TO_PTR(self_in);
    mp_print_str(print, "<re.Match object; span=");
    mp_obj_print_helper(print, span(self, 0), PRINT_REPR);
    size_t length;
    mp_obj_t repr = mph_repr(group_of(self, 0, mp_const_none));
    const char *text = mp_obj_str_get_data(repr, &length);
    mp_printf(print, ", match=%.*s>", (int)MIN(length, 50), text);
}

static const mp_rom_map_elem_t match_locals_table[] = {
    { MP_ROM_QSTR(MP_QSTR___copy__), MP_ROM_PTR(&match_copy_obj) },
    { MP_ROM_QSTR(MP_QSTR___deepcopy__), MP_ROM_PTR(&match_copy_obj) },
    { MP_ROM_QSTR(MP_QSTR___module__), MP_ROM_QSTR(MP_QSTR_re) },
    { MP_ROM_QSTR(MP_QSTR_end), MP_ROM_PTR(&match_end_obj) },
    { MP_ROM_QSTR(MP_QSTR_expand), MP_ROM_PTR(&match_expand_obj) },
    { MP_ROM_QSTR(MP_QSTR_group), MP_ROM_PTR(&match_group_obj) },
    { MP_ROM_QSTR(MP_QSTR_groupdict), MP_ROM_PTR(&match_groupdict_obj) },
    { MP_ROM_QSTR(MP_QSTR_groups), MP_ROM_PTR(&match_groups_obj) },
    { MP_ROM_QSTR(MP_QSTR_span), MP_ROM_PTR(&match_span_obj) },
    { MP_ROM_QSTR(MP_QSTR_start), MP_ROM_PTR(&match_start_obj) },
};
static MP_DEFINE_CONST_DICT(match_locals, match_locals_table);

MP_DEFINE_CONST_OBJ_TYPE(
    mph_type_re_match,
    MP_QSTR_Match,
    MP_TYPE_FLAG_NONE,
    print, match_print,
    attr, match_attr,
    subscr, match_subscr,
    locals_dict, &match_locals
    );
