// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// The module itertools, and its iterators that take one item after another.

#include "py/builtin.h"
#include "py/objlist.h"
#include "py/runtime.h"

#include "port/collections.h"
#include "port/itertools.h"

// What most of them are: an iterator, and something to do with its items.
typedef struct _stage_t {
    mp_obj_base_t base;
    mp_obj_t items; // an iterator; MP_OBJ_NULL at the end
    mp_obj_t extra;
    bool started;
} stage_t;

static mp_obj_t new_stage(const mp_obj_type_t *type, mp_obj_t iterable, mp_obj_t extra) {
    stage_t *self = mp_obj_malloc(stage_t, type);
    self->items = MP_OBJ_NULL;
    self->extra = extra;
    self->started = false;
    self->items = mp_getiter(iterable, NULL);
    return MP_OBJ_FROM_PTR(self);
}

// Of a function or predicate, and an iterable.
static mp_obj_t stage_make_new(const mp_obj_type_t *type, size_t n_args, size_t n_kw, const mp_obj_t *args) {
    mp_arg_check_num(n_args, n_kw, 2, 2, false);
    return new_stage(type, args[1], args[0]);
}

static bool holds(mp_obj_t predicate, mp_obj_t item) {
    return mp_obj_is_true(predicate == mp_const_none ? item : mp_call_function_1(predicate, item));
}

// ---- count, cycle, repeat ----

static mp_obj_t count_make_new(const mp_obj_type_t *type, size_t n_args, size_t n_kw, const mp_obj_t *args) {
    static const mp_arg_t allowed[] = {
        { MP_QSTR_start, MP_ARG_OBJ, { .u_rom_obj = MP_ROM_INT(0) } },
        { MP_QSTR_step, MP_ARG_OBJ, { .u_rom_obj = MP_ROM_INT(1) } },
    };
    mp_arg_val_t values[2];
    mp_arg_parse_all_kw_array(n_args, n_kw, args, 2, allowed, values);
    stage_t *self = mp_obj_malloc(stage_t, type);
    self->items = values[0].u_obj;
    self->extra = values[1].u_obj;
    return MP_OBJ_FROM_PTR(self);
}

static mp_obj_t count_next(mp_obj_t self_in) {
    stage_t *self = MP_OBJ_TO_PTR(self_in);
    mp_obj_t next = self->items;
    self->items = mp_binary_op(MP_BINARY_OP_ADD, next, self->extra);
    return next;
}

static void count_print(const mp_print_t *print, mp_obj_t self_in, mp_print_kind_t kind) {
    (void)kind;
    const stage_t *self = MP_OBJ_TO_PTR(self_in);
    mp_print_str(print, "count(");
    mp_obj_print_helper(print, self->items, PRINT_REPR);
    if (self->extra != MP_OBJ_NEW_SMALL_INT(1)) {
        mp_print_str(print, ", ");
        mp_obj_print_helper(print, self->extra, PRINT_REPR);
    }
    mp_print_str(print, ")");
}
static MPH_DEFINE_ITERATOR(type_count, count, count_make_new, count_next, print, count_print);

static mp_obj_t cycle_make_new(const mp_obj_type_t *type, size_t n_args, size_t n_kw, const mp_obj_t *args) {
    mp_arg_check_num(n_args, n_kw, 1, 1, false);
    return new_stage(type, args[0], mp_obj_new_list(0, NULL));
}

static mp_obj_t cycle_next(mp_obj_t self_in) {
    stage_t *self = MP_OBJ_TO_PTR(self_in);
    if (!self->started) {
        mp_obj_t item = mp_iternext(self->items);
        if (item != MP_OBJ_STOP_ITERATION) {
            mp_obj_list_append(self->extra, item);
            return item;
        }
        self->started = true;
        self->items = mp_getiter(self->extra, NULL);
    }
    mp_obj_t item = mp_iternext(self->items);
    if (item == MP_OBJ_STOP_ITERATION) {
        self->items = mp_getiter(self->extra, NULL);
        item = mp_iternext(self->items);
    }
    return item;
}
static MPH_DEFINE_ITERATOR(type_cycle, cycle, cycle_make_new, cycle_next);

typedef struct _repeat_t {
    mp_obj_base_t base;
    mp_obj_t object;
    mp_int_t left; // -1: for ever
} repeat_t;

static mp_obj_t repeat_make_new(const mp_obj_type_t *type, size_t n_args, size_t n_kw, const mp_obj_t *args) {
    static const mp_arg_t allowed[] = {
        { MP_QSTR_object, MP_ARG_REQUIRED | MP_ARG_OBJ, { .u_rom_obj = MP_ROM_NONE } },
        { MP_QSTR_times, MP_ARG_OBJ, { .u_obj = MP_OBJ_NULL } },
    };
    mp_arg_val_t values[2];
    mp_arg_parse_all_kw_array(n_args, n_kw, args, 2, allowed, values);
    repeat_t *self = mp_obj_malloc(repeat_t, type);
    self->object = values[0].u_obj;
    self->left = values[1].u_obj == MP_OBJ_NULL ? -1 : MAX(mp_obj_get_int(values[1].u_obj), 0);
    return MP_OBJ_FROM_PTR(self);
}

static mp_obj_t repeat_next(mp_obj_t self_in) {
    repeat_t *self = MP_OBJ_TO_PTR(self_in);
    if (self->left == 0) {
        return MP_OBJ_STOP_ITERATION;
    }
    self->left -= self->left > 0;
    return self->object;
}

static void repeat_print(const mp_print_t *print, mp_obj_t self_in, mp_print_kind_t kind) {
    (void)kind;
    const repeat_t *self = MP_OBJ_TO_PTR(self_in);
    mp_print_str(print, "repeat(");
    mp_obj_print_helper(print, self->object, PRINT_REPR);
    if (self->left >= 0) {
        mp_printf(print, ", %d", (int)self->left);
    }
    mp_print_str(print, ")");
}
static MPH_DEFINE_ITERATOR(type_repeat, repeat, repeat_make_new, repeat_next, print, repeat_print);

// ---- accumulate, chain ----

typedef struct _accumulate_t {
    stage_t stage;
    mp_obj_t total; // MP_OBJ_NULL: there is none yet
} accumulate_t;

static mp_obj_t accumulate_make_new(const mp_obj_type_t *type, size_t n_args, size_t n_kw, const mp_obj_t *args) {
    static const mp_arg_t allowed[] = {
        { MP_QSTR_iterable, MP_ARG_REQUIRED | MP_ARG_OBJ, { .u_rom_obj = MP_ROM_NONE } },
        { MP_QSTR_func, MP_ARG_OBJ, { .u_rom_obj = MP_ROM_NONE } },
        { MP_QSTR_initial, MP_ARG_KW_ONLY | MP_ARG_OBJ, { .u_rom_obj = MP_ROM_NONE } },
    };
    mp_arg_val_t values[3];
    mp_arg_parse_all_kw_array(n_args, n_kw, args, 3, allowed, values);
    accumulate_t *self = mp_obj_malloc(accumulate_t, type);
    self->stage.items = MP_OBJ_NULL;
    self->stage.extra = values[1].u_obj;
    self->stage.started = values[2].u_obj == mp_const_none;
    self->total = self->stage.started ? MP_OBJ_NULL : values[2].u_obj;
    self->stage.items = mp_getiter(values[0].u_obj, NULL);
    return MP_OBJ_FROM_PTR(self);
}

static mp_obj_t accumulate_next(mp_obj_t self_in) {
    accumulate_t *self = MP_OBJ_TO_PTR(self_in);
    if (!self->stage.started) {
        self->stage.started = true;
        return self->total;
    }
    mp_obj_t item = mp_iternext(self->stage.items);
    if (item == MP_OBJ_STOP_ITERATION) {
        return item;
    }
    if (self->total == MP_OBJ_NULL) {
        self->total = item;
    } else if (self->stage.extra == mp_const_none) {
        self->total = mp_binary_op(MP_BINARY_OP_ADD, self->total, item);
    } else {
        self->total = mp_call_function_2(self->stage.extra, self->total, item);
    }
    return self->total;
}
static MPH_DEFINE_ITERATOR(type_accumulate, accumulate, accumulate_make_new, accumulate_next);

// `items` are the iterables, `extra` is the iterator of the one that is gone over.
static mp_obj_t chain_of(const mp_obj_type_t *type, mp_obj_t iterables) {
    return new_stage(type, iterables, MP_OBJ_NULL);
}

static mp_obj_t chain_make_new(const mp_obj_type_t *type, size_t n_args, size_t n_kw, const mp_obj_t *args) {
    mp_arg_check_num(n_args, n_kw, 0, MP_OBJ_FUN_ARGS_MAX, false);
    return chain_of(type, mp_obj_new_tuple(n_args, args));
}

static mp_obj_t chain_next(mp_obj_t self_in) {
    stage_t *self = MP_OBJ_TO_PTR(self_in);
    while (self->items != MP_OBJ_NULL) {
        if (self->extra != MP_OBJ_NULL) {
            mp_obj_t item = mp_iternext(self->extra);
            if (item != MP_OBJ_STOP_ITERATION) {
                return item;
            }
            self->extra = MP_OBJ_NULL;
        }
        mp_obj_t iterable = mp_iternext(self->items);
        if (iterable == MP_OBJ_STOP_ITERATION) {
            self->items = MP_OBJ_NULL;
        } else {
            self->extra = mp_getiter(iterable, NULL);
        }
    }
    return MP_OBJ_STOP_ITERATION;
}

static const mp_obj_type_t type_chain;
static mp_obj_t chain_from_iterable(mp_obj_t class, mp_obj_t iterables) {
    (void)class;
    return chain_of(&type_chain, iterables);
}
static MP_DEFINE_CONST_FUN_OBJ_2(chain_from_iterable_fun_obj, chain_from_iterable);
static MP_DEFINE_CONST_CLASSMETHOD_OBJ(chain_from_iterable_obj, MP_ROM_PTR(&chain_from_iterable_fun_obj));
static const mp_rom_map_elem_t chain_locals_table[] = {
    { MP_ROM_QSTR(MP_QSTR_from_iterable), MP_ROM_PTR(&chain_from_iterable_obj) },
};
static MP_DEFINE_CONST_DICT(chain_locals, chain_locals_table);
static MPH_DEFINE_ITERATOR(type_chain, chain, chain_make_new, chain_next, locals_dict, &chain_locals);

// ---- what is left out ----

static mp_obj_t compress_make_new(const mp_obj_type_t *type, size_t n_args, size_t n_kw, const mp_obj_t *args) {
    static const mp_arg_t allowed[] = {
        { MP_QSTR_data, MP_ARG_REQUIRED | MP_ARG_OBJ, { .u_rom_obj = MP_ROM_NONE } },
        { MP_QSTR_selectors, MP_ARG_REQUIRED | MP_ARG_OBJ, { .u_rom_obj = MP_ROM_NONE } },
    };
    mp_arg_val_t values[2];
    mp_arg_parse_all_kw_array(n_args, n_kw, args, 2, allowed, values);
    return new_stage(type, values[0].u_obj, mp_getiter(values[1].u_obj, NULL));
}

static mp_obj_t compress_next(mp_obj_t self_in) {
    stage_t *self = MP_OBJ_TO_PTR(self_in);
    for (;;) {
        mp_obj_t item = mp_iternext(self->items);
        mp_obj_t selector = item == MP_OBJ_STOP_ITERATION ? item : mp_iternext(self->extra);
        if (selector == MP_OBJ_STOP_ITERATION) {
            return MP_OBJ_STOP_ITERATION;
        }
        if (mp_obj_is_true(selector)) {
            return item;
        }
    }
}
static MPH_DEFINE_ITERATOR(type_compress, compress, compress_make_new, compress_next);

static mp_obj_t dropwhile_next(mp_obj_t self_in) {
    stage_t *self = MP_OBJ_TO_PTR(self_in);
    mp_obj_t item = mp_iternext(self->items);
    while (!self->started && item != MP_OBJ_STOP_ITERATION && holds(self->extra, item)) {
        item = mp_iternext(self->items);
    }
    self->started = true;
    return item;
}
static MPH_DEFINE_ITERATOR(type_dropwhile, dropwhile, stage_make_new, dropwhile_next);

static mp_obj_t takewhile_next(mp_obj_t self_in) {
    stage_t *self = MP_OBJ_TO_PTR(self_in);
    if (self->items == MP_OBJ_NULL) {
        return MP_OBJ_STOP_ITERATION;
    }
    mp_obj_t item = mp_iternext(self->items);
    if (item != MP_OBJ_STOP_ITERATION && holds(self->extra, item)) {
        return item;
    }
    self->items = MP_OBJ_NULL;
    return MP_OBJ_STOP_ITERATION;
}
static MPH_DEFINE_ITERATOR(type_takewhile, takewhile, stage_make_new, takewhile_next);

static mp_obj_t filterfalse_next(mp_obj_t self_in) {
    stage_t *self = MP_OBJ_TO_PTR(self_in);
    mp_obj_t item;
    do {
        item = mp_iternext(self->items);
    } while (item != MP_OBJ_STOP_ITERATION && holds(self->extra, item));
    return item;
}
static MPH_DEFINE_ITERATOR(type_filterfalse, filterfalse, stage_make_new, filterfalse_next);

static mp_obj_t starmap_next(mp_obj_t self_in) {
    stage_t *self = MP_OBJ_TO_PTR(self_in);
    mp_obj_t item = mp_iternext(self->items);
    if (item == MP_OBJ_STOP_ITERATION) {
        return item;
    }
    size_t n_args;
    mp_obj_t *args;
    mp_obj_get_array(mp_obj_is_type(item, &mp_type_tuple) ? item : mph_list_of(item), &n_args, &args);
    return mp_call_function_n_kw(self->extra, n_args, 0, args);
}
static MPH_DEFINE_ITERATOR(type_starmap, starmap, stage_make_new, starmap_next);

typedef struct _islice_t {
    mp_obj_base_t base;
    mp_obj_t items;
    mp_int_t at; // how many were taken
    mp_int_t next; // the one that is wanted
    mp_int_t stop; // -1: none
    mp_int_t step;
} islice_t;

static mp_int_t slice_bound(mp_obj_t bound, mp_int_t none, mp_int_t least, mp_rom_error_text_t message) {
    if (bound == mp_const_none) {
        return none;
    }
    if (!mp_obj_is_int(bound) || mp_obj_get_int(bound) < least) {
        mp_raise_ValueError(message);
    }
    return mp_obj_get_int(bound);
}

static mp_obj_t islice_make_new(const mp_obj_type_t *type, size_t n_args, size_t n_kw, const mp_obj_t *args) {
    mp_arg_check_num(n_args, n_kw, 2, 4, false);
    mp_rom_error_text_t message = n_args == 2
        ? MP_ERROR_TEXT("Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize.")
        : MP_ERROR_TEXT("Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize.");
    islice_t *self = mp_obj_malloc(islice_t, type);
    self->items = MP_OBJ_NULL;
    self->at = 0;
    self->next = n_args == 2 ? 0 : slice_bound(args[1], 0, 0, message);
    self->stop = slice_bound(args[n_args == 2 ? 1 : 2], -1, 0, message);
    self->step = n_args < 4 ? 1 : slice_bound(args[3], 1, 1, MP_ERROR_TEXT("Step for islice() must be a positive integer or None."));
    self->items = mp_getiter(args[0], NULL);
    return MP_OBJ_FROM_PTR(self);
}

static mp_obj_t islice_next(mp_obj_t self_in) {
    islice_t *self = MP_OBJ_TO_PTR(self_in);
    mp_int_t wanted = self->stop < 0 ? self->next : MIN(self->next, self->stop);
    mp_obj_t item = MP_OBJ_STOP_ITERATION;
    while (self->items != MP_OBJ_NULL && (self->at < wanted || (self->at == wanted && wanted != self->stop))) {
        item = mp_iternext(self->items);
        self->at += 1;
        if (item == MP_OBJ_STOP_ITERATION) {
            self->items = MP_OBJ_NULL;
        } else if (self->at > wanted) {
            if (__builtin_add_overflow(self->next, self->step, &self->next)) {
                self->next = MP_SSIZE_MAX;
            }
            return item;
        }
    }
    self->items = MP_OBJ_NULL;
    return MP_OBJ_STOP_ITERATION;
}
static MPH_DEFINE_ITERATOR(type_islice, islice, islice_make_new, islice_next);

static const mp_rom_map_elem_t itertools_globals_table[] = {
    { MP_ROM_QSTR(MP_QSTR___name__), MP_ROM_QSTR(MP_QSTR_itertools) },
    { MP_ROM_QSTR(MP_QSTR_accumulate), MP_ROM_PTR(&type_accumulate) },
    { MP_ROM_QSTR(MP_QSTR_chain), MP_ROM_PTR(&type_chain) },
    { MP_ROM_QSTR(MP_QSTR_combinations), MP_ROM_PTR(&mph_type_combinations) },
    { MP_ROM_QSTR(MP_QSTR_combinations_with_replacement), MP_ROM_PTR(&mph_type_combinations_with_replacement) },
    { MP_ROM_QSTR(MP_QSTR_compress), MP_ROM_PTR(&type_compress) },
    { MP_ROM_QSTR(MP_QSTR_count), MP_ROM_PTR(&type_count) },
    { MP_ROM_QSTR(MP_QSTR_cycle), MP_ROM_PTR(&type_cycle) },
    { MP_ROM_QSTR(MP_QSTR_dropwhile), MP_ROM_PTR(&type_dropwhile) },
    { MP_ROM_QSTR(MP_QSTR_filterfalse), MP_ROM_PTR(&type_filterfalse) },
    { MP_ROM_QSTR(MP_QSTR_groupby), MP_ROM_PTR(&mph_type_groupby) },
    { MP_ROM_QSTR(MP_QSTR_islice), MP_ROM_PTR(&type_islice) },
    { MP_ROM_QSTR(MP_QSTR_pairwise), MP_ROM_PTR(&mph_type_pairwise) },
    { MP_ROM_QSTR(MP_QSTR_permutations), MP_ROM_PTR(&mph_type_permutations) },
    { MP_ROM_QSTR(MP_QSTR_product), MP_ROM_PTR(&mph_type_product) },
    { MP_ROM_QSTR(MP_QSTR_repeat), MP_ROM_PTR(&type_repeat) },
    { MP_ROM_QSTR(MP_QSTR_starmap), MP_ROM_PTR(&type_starmap) },
    { MP_ROM_QSTR(MP_QSTR_takewhile), MP_ROM_PTR(&type_takewhile) },
    { MP_ROM_QSTR(MP_QSTR_tee), MP_ROM_PTR(&mph_tee_obj) },
    { MP_ROM_QSTR(MP_QSTR_zip_longest), MP_ROM_PTR(&mph_type_zip_longest) },
};
static MP_DEFINE_CONST_DICT(itertools_globals, itertools_globals_table);

const mp_obj_module_t mph_module_itertools = {
    .base = { &mp_type_module },
    .globals = (mp_obj_dict_t *)&itertools_globals,
};
MP_REGISTER_MODULE(MP_QSTR_itertools, mph_module_itertools);
