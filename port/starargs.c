// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// Calls with `*` and `**` arguments: f(a, *b, *c, d=1, **e, **f).
//
// Upstream makes room for the arguments whose number it knows, lets the items
// of an iterator take that room, and then copies those that it was for beyond
// its end; so does an argument whose __len__ tells less than it has. Moreover it
// takes the argument 32 places after one with a star for another.
//
// Here such calls get one list of all their arguments first, and so one
// argument with a star, whose length is known. It does the same to keywords behind a
// mapping that is no dict, which may give any number of names, and takes a name that
// comes twice: such calls get one dict. The linker leads the calls here (`--wrap`, see
// port/build/src/link.rs).

#include <string.h>

#include "py/objlist.h"
#include "py/objtype.h"
#include "py/runtime.h"

#include "port/raise.h"

// More arguments than upstream has bits for.
#define MAX_ARGS (32)

mp_obj_t __real_mp_call_method_n_kw_var(bool have_self, size_t n_args_n_kw, const mp_obj_t *args);
mp_obj_t __wrap_mp_call_method_n_kw_var(bool have_self, size_t n_args_n_kw, const mp_obj_t *args);

static bool has_star(mp_uint_t stars, size_t i) {
    return i < MAX_ARGS && (stars >> i & 1);
}

static bool length_is_known(mp_obj_t arg) {
    return mp_obj_is_type(arg, &mp_type_list) || mp_obj_is_type(arg, &mp_type_tuple);
}

static bool room_may_be_short(mp_uint_t stars, size_t n_args, const mp_obj_t *args, bool has_mapping) {
    if (n_args > MAX_ARGS) {
        return stars != 0;
    }
    for (size_t i = 0; i < n_args; i++) {
        if (has_star(stars, i) && !length_is_known(args[i])) {
            // Alone, it can only take its own room, if its length is true and
            // there is no dict that it could change while it is asked for items.
            return has_mapping || n_args > 1 || mp_obj_is_instance_type(mp_obj_get_type(args[i]));
        }
    }
    return false;
}

static mp_obj_t list_of(mp_uint_t stars, size_t n_args, const mp_obj_t *args) {
    mp_obj_t list = mp_obj_new_list(0, NULL);
    for (size_t i = 0; i < n_args; i++) {
        if (has_star(stars, i)) {
            mp_obj_iter_buf_t buffer;
            mp_obj_t items = mp_getiter(args[i], &buffer);
            mp_obj_t item;
            while ((item = mp_iternext(items)) != MP_OBJ_STOP_ITERATION) {
                mp_obj_list_append(list, item);
            }
        } else {
            mp_obj_list_append(list, args[i]);
        }
    }
    return list;
}

// ---- keywords ----

static const char *name_of(mp_obj_t callee) {
    mp_obj_t dest[2];
    mp_load_method_maybe(callee, MP_QSTR___name__, dest);
    return dest[0] != MP_OBJ_NULL && mp_obj_is_str(dest[0]) ? mp_obj_str_get_str(dest[0]) : "function";
}

static void check_is_new(mp_obj_t callee, mp_obj_t dict, mp_obj_t name) {
    if (!mp_obj_is_str(name)) {
        mp_raise_TypeError(MP_ERROR_TEXT("keywords must be strings"));
    }
    if (mp_map_lookup(mp_obj_dict_get_map(dict), name, MP_MAP_LOOKUP) != NULL) {
        mph_raise(&mp_type_TypeError, "%s() got multiple values for keyword argument '%s'", name_of(callee), mp_obj_str_get_str(name));
    }
}

static void add_keyword(mp_obj_t callee, mp_obj_t dict, mp_obj_t name, mp_obj_t value) {
    check_is_new(callee, dict, name);
    mp_obj_dict_store(dict, name, value);
}

static void add_mapping(mp_obj_t callee, mp_obj_t dict, mp_obj_t mapping) {
    if (mp_obj_is_exact_type(mapping, &mp_type_dict)) {
        mp_map_t *map = mp_obj_dict_get_map(mapping);
        for (size_t i = 0; i < map->alloc; i++) {
            if (mp_map_slot_is_filled(map, i)) {
                add_keyword(callee, dict, map->table[i].key, map->table[i].value);
            }
        }
        return;
    }
    mp_obj_t keys[2];
    mp_load_method_maybe(mapping, MP_QSTR_keys, keys);
    if (keys[0] == MP_OBJ_NULL) {
        mph_raise(&mp_type_TypeError, "%s() argument after ** must be a mapping, not %t", name_of(callee), mapping);
    }
    mp_obj_iter_buf_t buffer;
    mp_obj_t iterator = mp_getiter(mp_call_method_n_kw(0, 0, keys), &buffer);
    mp_obj_t name;
    while ((name = mp_iternext(iterator)) != MP_OBJ_STOP_ITERATION) {
        add_keyword(callee, dict, name, mp_obj_subscr(mapping, name, MP_OBJ_SENTINEL));
    }
}

static mp_obj_t dict_of(mp_obj_t callee, size_t n_kw, const mp_obj_t *pairs) {
    mp_obj_t dict = mp_obj_new_dict(n_kw);
    for (size_t i = 0; i < n_kw; i++) {
        if (pairs[2 * i] == MP_OBJ_NULL) {
            add_mapping(callee, dict, pairs[2 * i + 1]);
        } else {
            add_keyword(callee, dict, pairs[2 * i], pairs[2 * i + 1]);
        }
    }
    return dict;
}

// The one dict among the keywords whose names have to be new. NULL if there is none,
// and the sentinel if it takes a dict of them all to tell.
static mp_obj_t only_dict(size_t n_kw, const mp_obj_t *pairs) {
    mp_obj_t dict = MP_OBJ_NULL;
    for (size_t i = 0; i < n_kw; i++) {
        if (pairs[2 * i] == MP_OBJ_NULL) {
            if (dict != MP_OBJ_NULL || !mp_obj_is_exact_type(pairs[2 * i + 1], &mp_type_dict)) {
                return MP_OBJ_SENTINEL;
            }
            dict = pairs[2 * i + 1];
        }
    }
    return dict;
}

// The arguments are on the stack of the bytecode, which drops them: function,
// self if there is one, arguments, names and values, and the set of arguments
// that have a star, as bits of a small integer.
mp_obj_t __wrap_mp_call_method_n_kw_var(bool have_self, size_t n_args_n_kw, const mp_obj_t *args) {
    mp_obj_t *items = (mp_obj_t *)args + (have_self ? 2 : 1);
    size_t n_args = n_args_n_kw & 0xff;
    size_t n_kw = n_args_n_kw >> 8 & 0xff;
    mp_obj_t bits = items[n_args + 2 * n_kw];
    mp_uint_t stars = MP_OBJ_SMALL_INT_VALUE(bits);
    mp_obj_t dict = only_dict(n_kw, items + n_args);
    if (room_may_be_short(stars, n_args, items, dict != MP_OBJ_NULL)) {
        items[0] = list_of(stars, n_args, items);
        memmove(&items[1], &items[n_args], 2 * n_kw * sizeof(mp_obj_t));
        n_args = 1;
        bits = MP_OBJ_NEW_SMALL_INT(1);
    }
    mp_obj_t *pairs = items + n_args;
    if (dict == MP_OBJ_SENTINEL) {
        pairs[1] = dict_of(args[0], n_kw, pairs);
        pairs[0] = MP_OBJ_NULL;
        n_kw = 1;
    } else if (dict != MP_OBJ_NULL) {
        for (size_t i = 0; n_kw > 1 && i < n_kw; i++) {
            if (pairs[2 * i] != MP_OBJ_NULL) {
                check_is_new(args[0], dict, pairs[2 * i]);
            }
        }
    }
    pairs[2 * n_kw] = bits;
    return __real_mp_call_method_n_kw_var(have_self, n_kw << 8 | n_args, args);
}
