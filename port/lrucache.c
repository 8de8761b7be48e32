// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// What functools.lru_cache() makes of a function. Results are in a dict by the
// arguments; those that may be forgotten are also in a ring, the one that was used
// last behind all others.
//
// The function, and __eq__ and __hash__ of its arguments, are a program's own and
// may call or clear the cache: nothing is held over such a call but objects.

#include "py/builtin.h"
#include "py/objtuple.h"
#include "py/runtime.h"

#include "port/array.h"
#include "port/decorated.h"
#include "port/lrucache.h"

typedef struct _entry_t {
    mp_obj_base_t base;
    mp_obj_t key;
    mp_obj_t result;
    struct _entry_t *before, *after; // NULL: it was forgotten
} entry_t;

typedef struct _cache_t {
    mp_obj_base_t base;
    mp_obj_t function; // with the attributes
    mp_obj_t results; // a dict: results, or entries if there is a maximal size
    mp_obj_t info_type;
    mp_int_t maxsize; // -1: none
    size_t hits, misses;
    bool typed;
    entry_t ring;
} cache_t;

static void forget_all(cache_t *self) {
    self->results = mp_obj_new_dict(0);
    self->ring.before = self->ring.after = &self->ring;
    self->hits = self->misses = 0;
}

static mp_obj_t lru_cache_make_new(const mp_obj_type_t *type, size_t n_args, size_t n_kw, const mp_obj_t *args) {
    mp_arg_check_num(n_args, n_kw, 4, 4, false);
    cache_t *self = mp_obj_malloc(cache_t, type);
    self->maxsize = args[1] == mp_const_none ? -1 : MAX(mp_obj_get_int(args[1]), 0);
    self->typed = mp_obj_is_true(args[2]);
    self->info_type = args[3];
    self->results = MP_OBJ_NULL;
    self->ring = (entry_t) { 0 };
    self->function = mph_new_decorated(args[0]);
    forget_all(self);
    return MP_OBJ_FROM_PTR(self);
}

// What stands for the arguments of a call: one of them alone, or a tuple of all,
// with the names of those that have one, and if it matters with their types.
static mp_obj_t key_of(const cache_t *self, size_t n_args, size_t n_kw, const mp_obj_t *args) {
    if (n_args == 1 && n_kw == 0 && !self->typed
        && (mp_obj_is_int(args[0]) || mp_obj_is_str(args[0])) && !mp_obj_is_bool(args[0])) {
        return args[0];
    }
    size_t count = n_args + 2 * n_kw;
    size_t n_types = self->typed ? n_args + n_kw : 0;
    mp_obj_tuple_t *key = MP_OBJ_TO_PTR(mp_obj_new_tuple(count + (n_kw != 0) + n_types, NULL));
    mp_obj_t *next = key->items;
    for (size_t i = 0; i < count; i++) {
        if (i == n_args) {
            *next++ = mp_const_notimplemented; // no argument is equal to what follows
        }
        *next++ = args[i];
    }
    for (size_t i = 0; i < n_types; i++) {
        *next++ = MP_OBJ_FROM_PTR(mp_obj_get_type(args[i < n_args ? i : n_args + 2 * (i - n_args) + 1]));
    }
    return MP_OBJ_FROM_PTR(key);
}

static mp_map_t *map_of(const cache_t *self) {
    return &((mp_obj_dict_t *)MP_OBJ_TO_PTR(self->results))->map;
}

static void unlink_entry(entry_t *entry) {
    if (entry->after != NULL) {
        entry->before->after = entry->after;
        entry->after->before = entry->before;
        entry->before = entry->after = NULL;
    }
}

static void link_last(cache_t *self, entry_t *entry) {
    entry->before = self->ring.before;
    entry->after = &self->ring;
    self->ring.before->after = entry;
    self->ring.before = entry;
}

static void keep(cache_t *self, mp_obj_t key, mp_obj_t result) {
    if (self->maxsize < 0) {
        mp_obj_dict_store(self->results, key, result);
        return;
    }
    if (mp_map_lookup(map_of(self), key, MP_MAP_LOOKUP) != NULL) {
        return; // a call within the function has kept it
    }
    entry_t *oldest = self->ring.after;
    if (map_of(self)->used >= (size_t)self->maxsize && oldest != &self->ring) {
        unlink_entry(oldest);
        mp_map_elem_t *removed = mp_map_lookup(map_of(self), oldest->key, MP_MAP_LOOKUP_REMOVE_IF_FOUND);
        if (removed != NULL) {
            removed->value = MP_OBJ_NULL;
        }
    }
    entry_t *entry = mp_obj_malloc(entry_t, &mp_type_object);
    entry->key = key;
    entry->result = result;
    entry->before = entry->after = NULL;
    mp_obj_t results = self->results;
    mp_obj_dict_store(results, key, MP_OBJ_FROM_PTR(entry));
    if (results == self->results) {
        link_last(self, entry);
    }
}

static mp_obj_t lru_cache_call(mp_obj_t self_in, size_t n_args, size_t n_kw, const mp_obj_t *args) {
    cache_t *self = MP_OBJ_TO_PTR(self_in);
    mp_obj_t key = key_of(self, n_args, n_kw, args);
    mp_map_elem_t *found = self->maxsize == 0 ? NULL : mp_map_lookup(map_of(self), key, MP_MAP_LOOKUP);
    if (found != NULL && self->maxsize < 0) {
        self->hits += 1;
        return found->value;
    }
    if (found != NULL) {
        self->hits += 1;
        entry_t *entry = MP_OBJ_TO_PTR(found->value);
        if (entry->after != NULL) {
            unlink_entry(entry);
            link_last(self, entry);
        }
        return entry->result;
    }
    self->misses += 1;
    mp_obj_t result = mp_call_function_n_kw(mph_decorated_function(self->function), n_args, n_kw, args);
    if (self->maxsize != 0) {
        keep(self, key, result);
    }
    return result;
}

// ---- what is asked about it ----

static mp_obj_t cache_info(mp_obj_t self_in) {
    const cache_t *self = MP_OBJ_TO_PTR(self_in);
    mp_obj_t values[4] = {
        mp_obj_new_int_from_uint(self->hits),
        mp_obj_new_int_from_uint(self->misses),
        self->maxsize < 0 ? mp_const_none : mp_obj_new_int(self->maxsize),
        mp_obj_new_int_from_uint(map_of(self)->used),
    };
    return mp_call_function_n_kw(self->info_type, 4, 0, values);
}
static MP_DEFINE_CONST_FUN_OBJ_1(cache_info_obj, cache_info);

static mp_obj_t cache_clear(mp_obj_t self_in) {
    forget_all(MP_OBJ_TO_PTR(self_in));
    return mp_const_none;
}
static MP_DEFINE_CONST_FUN_OBJ_1(cache_clear_obj, cache_clear);

static mp_obj_t cache_parameters(mp_obj_t self_in) {
    const cache_t *self = MP_OBJ_TO_PTR(self_in);
    mp_obj_t dict = mp_obj_new_dict(2);
    mp_obj_dict_store(dict, MP_OBJ_NEW_QSTR(MP_QSTR_maxsize), self->maxsize < 0 ? mp_const_none : mp_obj_new_int(self->maxsize));
    mp_obj_dict_store(dict, MP_OBJ_NEW_QSTR(MP_QSTR_typed), mp_obj_new_bool(self->typed));
    return dict;
}
static MP_DEFINE_CONST_FUN_OBJ_1(cache_parameters_obj, cache_parameters);

static void lru_cache_attr(mp_obj_t self_in, qstr attr, mp_obj_t *dest) {
    const cache_t *self = MP_OBJ_TO_PTR(self_in);
    const mp_obj_fun_builtin_fixed_t *method = attr == MP_QSTR_cache_info ? &cache_info_obj
        : attr == MP_QSTR_cache_clear ? &cache_clear_obj
        : attr == MP_QSTR_cache_parameters ? &cache_parameters_obj : NULL;
    if (dest[0] == MP_OBJ_NULL && method != NULL) {
        dest[0] = MP_OBJ_FROM_PTR(method);
        dest[1] = self_in;
    } else {
        MP_OBJ_TYPE_GET_SLOT(&mph_type_decorated, attr)(self->function, attr, dest);
    }
}

static void lru_cache_print(const mp_print_t *print, mp_obj_t self_in, mp_print_kind_t kind) {
    (void)kind;
    mp_print_str(print, "<functools._lru_cache_wrapper object at 0x");
    mp_printf(print, "%p>", MP_OBJ_TO_PTR(self_in));
}

MP_DEFINE_CONST_OBJ_TYPE(
    mph_type_lru_cache,
    MP_QSTR__lru_cache_wrapper,
    MP_TYPE_FLAG_BINDS_SELF,
    make_new, lru_cache_make_new,
    print, lru_cache_print,
    call, lru_cache_call,
    attr, lru_cache_attr
    );
