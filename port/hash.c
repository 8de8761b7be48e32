// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// hash(). The order of a set follows from the hashes of its items, and programs
// print sets; so these are CPython's (Objects/longobject.c, Python/pyhash.c and
// Objects/tupleobject.c of 3.11), for which numbers that are equal have the same.

#include <math.h>

#include "py/objint.h"
#include "py/objtuple.h"
#include "py/objtype.h"
#include "py/runtime.h"

#include "port/classes.h"
#include "port/hash.h"
#include "port/opmethods.h"
#include "port/raise.h"

// Dicts use the lowest bits, also of what a program's __hash__ gives.

// Numbers are taken modulo a prime.
#define BITS (61)
#define MODULUS (((uint64_t)1 << BITS) - 1)
#define OF_INFINITY (314159)

// -1 is an error in CPython, and so the hash of nothing.
static int64_t valid(uint64_t hash) {
    return hash == (uint64_t)-1 ? -2 : (int64_t)hash;
}

static uint64_t rotated(uint64_t number, unsigned by) {
    return ((number << by) & MODULUS) | number >> (BITS - by);
}

static int64_t hash_int(mp_obj_t object) {
    if (mp_obj_is_small_int(object)) {
        return valid(MP_OBJ_SMALL_INT_VALUE(object));
    }
    const mpz_t *big = &((mp_obj_int_t *)MP_OBJ_TO_PTR(object))->mpz;
    uint64_t hash = 0;
    for (size_t i = big->len; i > 0; i--) {
        hash = rotated(hash, MPZ_DIG_SIZE) + big->dig[i - 1];
        hash -= hash >= MODULUS ? MODULUS : 0;
    }
    return valid(big->neg ? -hash : hash);
}

int64_t mph_hash_float(double number) {
    if (isinf(number)) {
        return number > 0 ? OF_INFINITY : -OF_INFINITY;
    }
    if (isnan(number)) {
        return 0;
    }
    int exponent;
    double rest = frexp(fabs(number), &exponent);
    uint64_t hash = 0;
    while (rest != 0) {
        rest *= 1 << 28;
        exponent -= 28;
        uint64_t digit = rest;
        rest -= digit;
        hash = rotated(hash, 28) + digit;
        hash -= hash >= MODULUS ? MODULUS : 0;
    }
    unsigned turn = exponent >= 0 ? exponent % BITS : BITS - 1 - (-1 - exponent) % BITS;
    hash = rotated(hash, turn);
    return valid(number < 0 ? -hash : hash);
}

static int64_t hash_complex(mp_obj_t object) {
    mp_float_t real, imaginary;
    mp_obj_complex_get(object, &real, &imaginary);
    return valid((uint64_t)mph_hash_float(real) + (uint64_t)mph_hash_float(imaginary) * 1000003);
}

static int64_t hash_tuple(mp_obj_t object) {
    const uint64_t first = 11400714785074694791u, second = 14029467366897019727u, fifth = 2870177450012600261u;
    size_t count;
    mp_obj_t *items;
    mp_obj_tuple_get(object, &count, &items);
    uint64_t hash = fifth;
    for (size_t i = 0; i < count; i++) {
        hash += (uint64_t)mph_hash(items[i]) * second;
        hash = (hash << 31 | hash >> 33) * first;
    }
    hash += count ^ (fifth ^ 3527539);
    return hash == (uint64_t)-1 ? 1546275796 : (int64_t)hash;
}

// What a program's class says.
static int64_t hash_instance(mp_obj_t object) {
    mp_obj_t method[2];
    mp_load_method_maybe(object, MP_QSTR___hash__, method);
    mp_obj_t native = mph_native_part(object);
    if (method[0] == MP_OBJ_NULL || method[0] == mph_operator_method(mp_obj_get_type(object), MP_QSTR___hash__)) {
        return native != object ? mph_hash(native) : MP_OBJ_SMALL_INT_VALUE(mp_unary_op(MP_UNARY_OP_HASH, object));
    }
    if (method[0] == mp_const_none) {
        mph_raise(&mp_type_TypeError, "unhashable type: '%t'", object);
    }
    mp_obj_t hash = mp_call_method_n_kw(0, 0, method);
    if (mp_obj_is_bool(hash)) {
        return hash == mp_const_true;
    }
    if (!mp_obj_is_int(hash)) {
        mp_raise_TypeError(MP_ERROR_TEXT("__hash__ method should return an integer"));
    }
    return hash_int(hash);
}

int64_t mph_hash(mp_obj_t object) {
    if (mp_obj_is_int(object)) {
        return hash_int(object);
    }
    if (mp_obj_is_bool(object)) {
        return object == mp_const_true;
    }
    if (mp_obj_is_float(object)) {
        return mph_hash_float(mp_obj_float_get(object));
    }
    if (mp_obj_is_type(object, &mp_type_complex)) {
        return hash_complex(object);
    }
    if (mp_obj_is_instance_type(mp_obj_get_type(object))) {
        return hash_instance(object);
    }
    if (mp_obj_is_tuple_compatible(object)) {
        return hash_tuple(object);
    }
    if (mp_obj_is_type(object, &mp_type_frozenset)) {
        return mph_hash_frozenset(object);
    }
    return MP_OBJ_SMALL_INT_VALUE(mp_unary_op(MP_UNARY_OP_HASH, object));
}
