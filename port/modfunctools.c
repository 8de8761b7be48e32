// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// What the frozen module functools takes from C: partial, reduce, cmp_to_key, and
// functions with attributes. lrucache.c has the cache.

#include <string.h>

#include "py/builtin.h"
#include "py/objtuple.h"
#include "py/runtime.h"

#include "port/array.h"
#include "port/collections.h"
#include "port/decorated.h"
#include "port/lrucache.h"

// ---- partial ----

typedef struct _partial_t {
    mp_obj_base_t base;
    mp_obj_t function;
    mp_obj_t args; // a tuple
    mp_obj_t keywords; // a dict
} partial_t;

static const mp_obj_type_t type_partial;

static void store_keywords(mp_obj_t dict, size_t count, const mp_obj_t *keywords) {
    for (size_t i = 0; i < count; i++) {
        mp_obj_dict_store(dict, keywords[2 * i], keywords[2 * i + 1]);
    }
}

static mp_obj_t joined(mp_obj_t tuple, size_t count, const mp_obj_t *items) {
    return mp_binary_op(MP_BINARY_OP_ADD, tuple, mp_obj_new_tuple(count, items));
}

static mp_obj_t partial_make_new(const mp_obj_type_t *type, size_t n_args, size_t n_kw, const mp_obj_t *args) {
    mp_arg_check_num(n_args, n_kw, 1, MP_OBJ_FUN_ARGS_MAX, true);
    if (!mp_obj_is_callable(args[0])) {
        mp_raise_TypeError(MP_ERROR_TEXT("the first argument must be callable"));
    }
    partial_t *self = mp_obj_malloc(partial_t, type);
    self->function = args[0];
    self->args = self->keywords = MP_OBJ_NULL;
    if (mp_obj_is_type(args[0], &type_partial)) {
        const partial_t *inner = MP_OBJ_TO_PTR(args[0]);
        self->function = inner->function;
        self->args = joined(inner->args, n_args - 1, args + 1);
        self->keywords = mp_obj_dict_copy(inner->keywords);
    } else {
        self->args = mp_obj_new_tuple(n_args - 1, args + 1);
        self->keywords = mp_obj_new_dict(n_kw);
    }
    store_keywords(self->keywords, n_kw, args + n_args);
    return MP_OBJ_FROM_PTR(self);
}

static mp_obj_t partial_call(mp_obj_t self_in, size_t n_args, size_t n_kw, const mp_obj_t *args) {
    const partial_t *self = MP_OBJ_TO_PTR(self_in);
    const mp_obj_tuple_t *own = MP_OBJ_TO_PTR(self->args);
    const mp_map_t *keywords = &((mp_obj_dict_t *)MP_OBJ_TO_PTR(self->keywords))->map;
    mp_map_t all_keywords = *keywords;
    if (keywords->used != 0 && n_kw != 0) {
        mp_obj_t merged = mp_obj_dict_copy(self->keywords);
        store_keywords(merged, n_kw, args + n_args);
        all_keywords = ((mp_obj_dict_t *)MP_OBJ_TO_PTR(merged))->map;
        n_kw = 0;
    }
    mp_obj_t *all = MPH_NEW_ARRAY(mp_obj_t, own->len + n_args + 2 * (n_kw + all_keywords.used));
    size_t count = own->len + n_args;
    memcpy(all, own->items, own->len * sizeof(mp_obj_t));
    memcpy(all + own->len, args, n_args * sizeof(mp_obj_t));
    memcpy(all + count, args + n_args, 2 * n_kw * sizeof(mp_obj_t));
    mp_obj_t *next = all + count + 2 * n_kw;
    for (size_t i = 0; i < all_keywords.alloc && all_keywords.used != 0; i++) {
        if (mp_map_slot_is_filled(&all_keywords, i)) {
            *next++ = all_keywords.table[i].key;
            *next++ = all_keywords.table[i].value;
        }
    }
    return mp_call_function_n_kw(self->function, count, n_kw + all_keywords.used, all);
}

static void partial_print(const mp_print_t *print, mp_obj_t self_in, mp_print_kind_t kind) {
    (void)kind;
    const partial_t *self = MP_OBJ_TO_PTR(self_in);
    const mp_obj_tuple_t *args = MP_OBJ_TO_PTR(self->args);
    mp_print_str(print, "functools.partial(");
    mp_obj_print_helper(print, self->function, PRINT_REPR);
    for (size_t i = 0; i < args->len; i++) {
        mp_print_str(print, ", ");
        mp_obj_print_helper(print, args->items[i], PRINT_REPR);
    }
    mp_map_t keywords = ((mp_obj_dict_t *)MP_OBJ_TO_PTR(mp_obj_dict_copy(self->keywords)))->map;
    for (size_t i = 0; i < keywords.alloc; i++) {
        if (mp_map_slot_is_filled(&keywords, i)) {
            mp_print_str(print, ", ");
            mp_obj_print_helper(print, keywords.table[i].key, PRINT_STR);
            mp_print_str(print, "=");
            mp_obj_print_helper(print, keywords.table[i].value, PRINT_REPR);
        }
    }
    mp_print_str(print, ")");
}

static void partial_attr(mp_obj_t self_in, qstr attr, mp_obj_t *dest) {
    const partial_t *self = MP_OBJ_TO_PTR(self_in);
    if (dest[0] != MP_OBJ_NULL) {
        return; // nothing can be set
    }
    if (attr == MP_QSTR_func) {
        dest[0] = self->function;
    } else if (attr == MP_QSTR_args) {
        dest[0] = self->args;
    } else if (attr == MP_QSTR_keywords) {
        dest[0] = mp_obj_dict_copy(self->keywords);
    }
}

static MP_DEFINE_CONST_OBJ_TYPE(
    type_partial,
    MP_QSTR_partial,
    MP_TYPE_FLAG_NONE,
    make_new, partial_make_new,
    print, partial_print,
    call, partial_call,
    attr, partial_attr
    );

// ---- reduce ----

static mp_obj_t reduce(size_t n_args, const mp_obj_t *args) {
    mp_obj_iter_buf_t buffer;
    mp_obj_t items = mp_getiter(args[1], &buffer);
    mp_obj_t result = n_args > 2 ? args[2] : mp_iternext(items);
    if (result == MP_OBJ_STOP_ITERATION) {
        mp_raise_TypeError(MP_ERROR_TEXT("reduce() of empty iterable with no initial value"));
    }
    mp_obj_t item;
    while ((item = mp_iternext(items)) != MP_OBJ_STOP_ITERATION) {
        result = mp_call_function_2(args[0], result, item);
    }
    return result;
}
static MP_DEFINE_CONST_FUN_OBJ_VAR_BETWEEN(reduce_obj, 2, 3, reduce);

// ---- cmp_to_key ----

// A function that compares; or what it makes of an object, with the object.
typedef struct _key_t {
    mp_obj_base_t base;
    mp_obj_t compare;
    mp_obj_t object; // MP_OBJ_NULL: none yet
} key_t;

static const mp_obj_type_t type_key;

static mp_obj_t new_key(mp_obj_t compare, mp_obj_t object) {
    key_t *self = mp_obj_malloc(key_t, &type_key);
    self->compare = compare;
    self->object = object;
    return MP_OBJ_FROM_PTR(self);
}

static mp_obj_t key_call(mp_obj_t self_in, size_t n_args, size_t n_kw, const mp_obj_t *args) {
    mp_arg_check_num(n_args, n_kw, 1, 1, false);
    const key_t *self = MP_OBJ_TO_PTR(self_in);
    return new_key(self->compare, args[0]);
}

static mp_obj_t key_binary_op(mp_binary_op_t op, mp_obj_t left, mp_obj_t right) {
    const key_t *self = MP_OBJ_TO_PTR(left), *other = MP_OBJ_TO_PTR(right);
    if (op > MP_BINARY_OP_NOT_EQUAL || !mp_obj_is_type(right, &type_key) || self->object == MP_OBJ_NULL || other->object == MP_OBJ_NULL) {
        return MP_OBJ_NULL;
    }
    return mp_binary_op(op, mp_call_function_2(self->compare, self->object, other->object), MP_OBJ_NEW_SMALL_INT(0));
}

static void key_attr(mp_obj_t self_in, qstr attr, mp_obj_t *dest) {
    const key_t *self = MP_OBJ_TO_PTR(self_in);
    if (dest[0] == MP_OBJ_NULL && attr == MP_QSTR_obj) {
        dest[0] = self->object;
    }
}

static MP_DEFINE_CONST_OBJ_TYPE(
    type_key,
    MP_QSTR_KeyWrapper,
    MP_TYPE_FLAG_EQ_NOT_REFLEXIVE,
    call, key_call,
    binary_op, key_binary_op,
    attr, key_attr
    );

static mp_obj_t cmp_to_key(mp_obj_t compare) {
    return new_key(compare, MP_OBJ_NULL);
}
static MP_DEFINE_CONST_FUN_OBJ_1(cmp_to_key_obj, cmp_to_key);

static const mp_rom_map_elem_t functools_globals_table[] = {
    { MP_ROM_QSTR(MP_QSTR___name__), MP_ROM_QSTR(MP_QSTR__functools) },
    { MP_ROM_QSTR(MP_QSTR_cmp_to_key), MP_ROM_PTR(&cmp_to_key_obj) },
    { MP_ROM_QSTR(MP_QSTR_decorated), MP_ROM_PTR(&mph_type_decorated) },
    { MP_ROM_QSTR(MP_QSTR_lru_cache), MP_ROM_PTR(&mph_type_lru_cache) },
    { MP_ROM_QSTR(MP_QSTR_partial), MP_ROM_PTR(&type_partial) },
    { MP_ROM_QSTR(MP_QSTR_reduce), MP_ROM_PTR(&reduce_obj) },
};
static MP_DEFINE_CONST_DICT(functools_globals, functools_globals_table);

const mp_obj_module_t mph_module_functools = {
    .base = { &mp_type_module },
    .globals = (mp_obj_dict_t *)&functools_globals,
};
MP_REGISTER_MODULE(MP_QSTR__functools, mph_module_functools);
