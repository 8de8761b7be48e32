// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// Calls with `*` arguments: f(a, *b, *c).
//
// Upstream makes room for the arguments whose number it knows, lets the items
// of an iterator take that room, and then copies those that it was for beyond
// its end; so does an argument whose __len__ tells less than it has. Moreover it
// takes the argument 32 places after one with a star for another.
//
// Here such calls get one list of all their arguments first, and so one
// argument with a star, whose length is known. The linker leads the calls here
// (`--wrap`, see port/build/src/link.rs).

#include <string.h>

#include "py/objlist.h"
#include "py/objtype.h"
#include "py/runtime.h"

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

static bool room_may_be_short(mp_uint_t stars, size_t n_args, const mp_obj_t *args) {
    if (n_args > MAX_ARGS) {
        return stars != 0;
    }
    for (size_t i = 0; i < n_args; i++) {
        if (has_star(stars, i) && !length_is_known(args[i])) {
            // Alone, it can only take its own room, if its length is true.
            return n_args > 1 || mp_obj_is_instance_type(mp_obj_get_type(args[i]));
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

// The arguments are on the stack of the bytecode, which drops them: function,
// self if there is one, arguments, names and values, and the set of arguments
// that have a star, as bits of a small integer.
mp_obj_t __wrap_mp_call_method_n_kw_var(bool have_self, size_t n_args_n_kw, const mp_obj_t *args) {
    mp_obj_t *items = (mp_obj_t *)args + (have_self ? 2 : 1);
    size_t n_args = n_args_n_kw & 0xff;
    size_t n_kw = n_args_n_kw >> 8 & 0xff;
    mp_uint_t stars = MP_OBJ_SMALL_INT_VALUE(items[n_args + 2 * n_kw]);
    if (room_may_be_short(stars, n_args, items)) {
        items[0] = list_of(stars, n_args, items);
        memmove(&items[1], &items[n_args], 2 * n_kw * sizeof(mp_obj_t));
        items[1 + 2 * n_kw] = MP_OBJ_NEW_SMALL_INT(1);
        n_args_n_kw = n_kw << 8 | 1;
    }
    return __real_mp_call_method_n_kw_var(have_self, n_args_n_kw, args);
}
