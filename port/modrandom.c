// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// What the frozen module random takes from C: the generator, used as CPython uses it,
// so that the same seed gives the same numbers; and the choices that programs make
// most often. A generator of the kind SystemRandom asks the host for each number.

#include <math.h>

#include "py/builtin.h"
#include "py/objint.h"
#include "py/objlist.h"
#include "py/runtime.h"
#include "py/smallint.h"

#include "port/array.h"
#include "port/collections.h"
#include "port/mathint.h"
#include "port/mphalport.h"
#include "port/twister.h"

typedef struct _random_t {
    mp_obj_base_t base;
    mph_twister_t twister;
} random_t;

static const mp_obj_type_t type_random, type_system;

static uint32_t next_word(random_t *self) {
    if (self->base.type == &type_system) {
        uint32_t word;
        mph_random(&word, sizeof(word));
        return word;
    }
    return mph_twister_next(&self->twister);
}

static double next_float(random_t *self) {
    uint32_t high = next_word(self) >> 5, low = next_word(self) >> 6;
    return (high * 67108864.0 + low) / 9007199254740992.0;
}

static mp_obj_t random_make_new(const mp_obj_type_t *type, size_t n_args, size_t n_kw, const mp_obj_t *args) {
    mp_arg_check_num(n_args, n_kw, 0, 1, false);
    random_t *self = mp_obj_malloc(random_t, type);
    if (type != &type_system) {
        mph_twister_seed(&self->twister, n_args > 0 ? args[0] : mp_const_none);
    }
    return MP_OBJ_FROM_PTR(self);
}

// ---- methods ----

static mp_obj_t random_seed(size_t n_args, const mp_obj_t *args) {
    random_t *self = MP_OBJ_TO_PTR(args[0]);
    mph_twister_seed(&self->twister, n_args > 1 ? args[1] : mp_const_none);
    return mp_const_none;
}
static MP_DEFINE_CONST_FUN_OBJ_VAR_BETWEEN(random_seed_obj, 1, 3, random_seed);

static mp_obj_t random_random(mp_obj_t self) {
    return mp_obj_new_float(next_float(MP_OBJ_TO_PTR(self)));
}
static MP_DEFINE_CONST_FUN_OBJ_1(random_random_obj, random_random);

static mp_obj_t bits(random_t *self, size_t count) {
    if (count <= 32) {
        return mp_obj_new_int_from_uint(count == 0 ? 0 : next_word(self) >> (32 - count));
    }
    size_t n_words = (count - 1) / 32 + 1;
    uint32_t *words = MPH_NEW_ARRAY(uint32_t, n_words);
    for (size_t i = 0; i < n_words; i++) {
        words[i] = next_word(self);
    }
    words[n_words - 1] >>= (32 - count % 32) % 32;
    return mp_obj_int_from_bytes_impl(false, n_words * sizeof(uint32_t), (const byte *)words);
}

static mp_obj_t random_getrandbits(mp_obj_t self, mp_obj_t count_in) {
    mp_int_t count = mp_obj_get_int(count_in);
    if (count < 0) {
        mp_raise_ValueError(MP_ERROR_TEXT("number of bits must be non-negative"));
    }
    return bits(MP_OBJ_TO_PTR(self), count);
}
static MP_DEFINE_CONST_FUN_OBJ_2(random_getrandbits_obj, random_getrandbits);

static size_t small_below(random_t *self, size_t limit) {
    unsigned count = 32 - __builtin_clz((unsigned)limit);
    size_t value;
    do {
        value = next_word(self) >> (32 - count);
    } while (value >= limit);
    return value;
}

// A number from 0 on, less than a positive one.
static mp_obj_t below(random_t *self, mp_obj_t limit) {
    if (mp_obj_is_small_int(limit) && MP_OBJ_SMALL_INT_VALUE(limit) <= INT32_MAX) {
        return mp_obj_new_int_from_uint(small_below(self, MP_OBJ_SMALL_INT_VALUE(limit)));
    }
    mp_obj_t value;
    do {
        value = bits(self, mph_bit_length(limit));
    } while (mp_binary_op(MP_BINARY_OP_LESS, value, limit) == mp_const_false);
    return value;
}

static bool is_positive(mp_obj_t number) {
    return mp_obj_is_int(number) && mp_obj_int_sign(number) > 0;
}

static mp_obj_t random_randbelow(mp_obj_t self, mp_obj_t limit) {
    return is_positive(limit) ? below(MP_OBJ_TO_PTR(self), limit) : MP_OBJ_NEW_SMALL_INT(0);
}
static MP_DEFINE_CONST_FUN_OBJ_2(random_randbelow_obj, random_randbelow);

static mp_obj_t as_int(mp_obj_t number) {
    if (mp_obj_is_float(number)) {
        double x = mp_obj_float_get(number);
        if (x != floor(x) || isinf(x)) {
            mp_raise_ValueError(MP_ERROR_TEXT("non-integer arg for randrange()"));
        }
        return mp_obj_new_int_from_float(x);
    }
    if (!mp_obj_is_int(number)) {
        return mp_obj_new_int(mp_obj_get_int(number));
    }
    return number;
}

static MP_NORETURN void raise_empty_range(mp_obj_t start, mp_obj_t stop, mp_obj_t width) {
    mp_obj_t text = mph_repr(mp_obj_new_tuple(3, (mp_obj_t[]) { start, stop, width }));
    mp_raise_msg_varg(&mp_type_ValueError, MP_ERROR_TEXT("empty range for randrange() %s"), mp_obj_str_get_str(text));
}

static mp_obj_t in_range(random_t *self, mp_obj_t start, mp_obj_t stop, mp_obj_t step) {
    mp_obj_t width = mp_binary_op(MP_BINARY_OP_SUBTRACT, stop, start);
    if (step != MP_OBJ_NEW_SMALL_INT(1)) {
        if (step == MP_OBJ_NEW_SMALL_INT(0)) {
            mp_raise_ValueError(MP_ERROR_TEXT("zero step for randrange()"));
        }
        // Rounded away from zero.
        mp_obj_t unit = MP_OBJ_NEW_SMALL_INT(mp_obj_int_sign(step) > 0 ? 1 : -1);
        width = mp_binary_op(MP_BINARY_OP_SUBTRACT, mp_binary_op(MP_BINARY_OP_ADD, width, step), unit);
        width = mp_binary_op(MP_BINARY_OP_FLOOR_DIVIDE, width, step);
    }
    if (!is_positive(width)) {
        raise_empty_range(start, stop, mp_binary_op(MP_BINARY_OP_SUBTRACT, stop, start));
    }
    mp_obj_t number = below(self, width);
    if (step != MP_OBJ_NEW_SMALL_INT(1)) {
        number = mp_binary_op(MP_BINARY_OP_MULTIPLY, number, step);
    }
    return mp_binary_op(MP_BINARY_OP_ADD, start, number);
}

static mp_obj_t random_randrange(size_t n_args, const mp_obj_t *args) {
    random_t *self = MP_OBJ_TO_PTR(args[0]);
    bool one = n_args == 2 || args[2] == mp_const_none;
    if (one) {
        mp_obj_t stop = as_int(args[1]);
        if (!is_positive(stop)) {
            mp_raise_ValueError(MP_ERROR_TEXT("empty range for randrange()"));
        }
        return below(self, stop);
    }
    return in_range(self, as_int(args[1]), as_int(args[2]), n_args > 3 ? as_int(args[3]) : MP_OBJ_NEW_SMALL_INT(1));
}
static MP_DEFINE_CONST_FUN_OBJ_VAR_BETWEEN(random_randrange_obj, 2, 4, random_randrange);

static mp_obj_t random_randint(mp_obj_t self, mp_obj_t first, mp_obj_t last) {
    mp_obj_t stop = mp_binary_op(MP_BINARY_OP_ADD, as_int(last), MP_OBJ_NEW_SMALL_INT(1));
    return in_range(MP_OBJ_TO_PTR(self), as_int(first), stop, MP_OBJ_NEW_SMALL_INT(1));
}
static MP_DEFINE_CONST_FUN_OBJ_3(random_randint_obj, random_randint);

static mp_obj_t random_choice(mp_obj_t self, mp_obj_t sequence) {
    mp_obj_t length = mp_obj_len(sequence);
    if (!is_positive(length)) {
        mp_raise_msg(&mp_type_IndexError, MP_ERROR_TEXT("Cannot choose from an empty sequence"));
    }
    return mp_obj_subscr(sequence, below(MP_OBJ_TO_PTR(self), length), MP_OBJ_SENTINEL);
}
static MP_DEFINE_CONST_FUN_OBJ_2(random_choice_obj, random_choice);

static mp_obj_t random_shuffle(mp_obj_t self_in, mp_obj_t sequence) {
    random_t *self = MP_OBJ_TO_PTR(self_in);
    if (mp_obj_is_type(sequence, &mp_type_list)) {
        mp_obj_list_t *list = MP_OBJ_TO_PTR(sequence);
        for (size_t i = list->len; i-- > 1; ) {
            size_t j = small_below(self, i + 1);
            mp_obj_t item = list->items[i];
            list->items[i] = list->items[j];
            list->items[j] = item;
        }
        return mp_const_none;
    }
    for (mp_int_t i = MP_OBJ_SMALL_INT_VALUE(mp_obj_len(sequence)) - 1; i > 0; i--) {
        mp_obj_t left = MP_OBJ_NEW_SMALL_INT(i), right = MP_OBJ_NEW_SMALL_INT(small_below(self, i + 1));
        mp_obj_t item = mp_obj_subscr(sequence, left, MP_OBJ_SENTINEL);
        mp_obj_subscr(sequence, left, mp_obj_subscr(sequence, right, MP_OBJ_SENTINEL));
        mp_obj_subscr(sequence, right, item);
    }
    return mp_const_none;
}
static MP_DEFINE_CONST_FUN_OBJ_2(random_shuffle_obj, random_shuffle);

static mp_obj_t random_uniform(mp_obj_t self, mp_obj_t a, mp_obj_t b) {
    double low = mp_obj_get_float(a);
    return mp_obj_new_float(low + (mp_obj_get_float(b) - low) * next_float(MP_OBJ_TO_PTR(self)));
}
static MP_DEFINE_CONST_FUN_OBJ_3(random_uniform_obj, random_uniform);

static mp_obj_t random_getwords(mp_obj_t self_in) {
    const random_t *self = MP_OBJ_TO_PTR(self_in);
    mp_obj_tuple_t *words = MP_OBJ_TO_PTR(mp_obj_new_tuple(MPH_TWISTER_WORDS + 1, NULL));
    for (unsigned i = 0; i < MPH_TWISTER_WORDS; i++) {
        words->items[i] = mp_obj_new_int_from_uint(self->twister.state[i]);
    }
    words->items[MPH_TWISTER_WORDS] = MP_OBJ_NEW_SMALL_INT(self->twister.index);
    return MP_OBJ_FROM_PTR(words);
}
static MP_DEFINE_CONST_FUN_OBJ_1(random_getwords_obj, random_getwords);

static mp_obj_t random_setwords(mp_obj_t self_in, mp_obj_t words) {
    random_t *self = MP_OBJ_TO_PTR(self_in);
    mp_obj_t *items;
    mp_obj_get_array_fixed_n(words, MPH_TWISTER_WORDS + 1, &items);
    mph_twister_t next = { .index = mp_obj_get_int(items[MPH_TWISTER_WORDS]) };
    for (unsigned i = 0; i < MPH_TWISTER_WORDS; i++) {
        next.state[i] = mp_obj_get_int_truncated(items[i]);
    }
    if (next.index > MPH_TWISTER_WORDS) {
        mp_raise_ValueError(MP_ERROR_TEXT("invalid state"));
    }
    self->twister = next;
    return mp_const_none;
}
static MP_DEFINE_CONST_FUN_OBJ_2(random_setwords_obj, random_setwords);

static const mp_rom_map_elem_t random_locals_table[] = {
    { MP_ROM_QSTR(MP_QSTR__getwords), MP_ROM_PTR(&random_getwords_obj) },
    { MP_ROM_QSTR(MP_QSTR__randbelow), MP_ROM_PTR(&random_randbelow_obj) },
    { MP_ROM_QSTR(MP_QSTR__setwords), MP_ROM_PTR(&random_setwords_obj) },
    { MP_ROM_QSTR(MP_QSTR_choice), MP_ROM_PTR(&random_choice_obj) },
    { MP_ROM_QSTR(MP_QSTR_getrandbits), MP_ROM_PTR(&random_getrandbits_obj) },
    { MP_ROM_QSTR(MP_QSTR_randint), MP_ROM_PTR(&random_randint_obj) },
    { MP_ROM_QSTR(MP_QSTR_random), MP_ROM_PTR(&random_random_obj) },
    { MP_ROM_QSTR(MP_QSTR_randrange), MP_ROM_PTR(&random_randrange_obj) },
    { MP_ROM_QSTR(MP_QSTR_seed), MP_ROM_PTR(&random_seed_obj) },
    { MP_ROM_QSTR(MP_QSTR_shuffle), MP_ROM_PTR(&random_shuffle_obj) },
    { MP_ROM_QSTR(MP_QSTR_uniform), MP_ROM_PTR(&random_uniform_obj) },
};
static MP_DEFINE_CONST_DICT(random_locals, random_locals_table);

#define GENERATOR(symbol, name) \
    static MP_DEFINE_CONST_OBJ_TYPE(symbol, MP_QSTR_##name, MP_TYPE_FLAG_NONE, make_new, random_make_new, locals_dict, &random_locals)
GENERATOR(type_random, Random);
GENERATOR(type_system, SystemRandom);

static const mp_rom_map_elem_t random_globals_table[] = {
    { MP_ROM_QSTR(MP_QSTR___name__), MP_ROM_QSTR(MP_QSTR__random) },
    { MP_ROM_QSTR(MP_QSTR_Random), MP_ROM_PTR(&type_random) },
    { MP_ROM_QSTR(MP_QSTR_SystemRandom), MP_ROM_PTR(&type_system) },
};
static MP_DEFINE_CONST_DICT(random_globals, random_globals_table);

const mp_obj_module_t mph_module_random = {
    .base = { &mp_type_module },
    .globals = (mp_obj_dict_t *)&random_globals,
};
MP_REGISTER_MODULE(MP_QSTR__random, mph_module_random);
