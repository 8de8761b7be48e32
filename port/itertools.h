// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// The iterators of the module itertools: moditertools.c has the module and those
// that take one item after another, itergroups.c those that look ahead or keep
// items, combinatorics.c those that combine.

#ifndef MPH_ITERTOOLS_H
#define MPH_ITERTOOLS_H

#include "py/obj.h"

extern const mp_obj_type_t mph_type_groupby, mph_type_tee, mph_type_pairwise, mph_type_zip_longest;
extern const mp_obj_type_t mph_type_product, mph_type_permutations, mph_type_combinations, mph_type_combinations_with_replacement;
MP_DECLARE_CONST_FUN_OBJ_VAR_BETWEEN(mph_tee_obj);

// A type of which each object is an iterator.
#define MPH_DEFINE_ITERATOR(symbol, name, new, next, ...) \
    MP_DEFINE_CONST_OBJ_TYPE(symbol, MP_QSTR_##name, MP_TYPE_FLAG_ITER_IS_ITERNEXT, make_new, new, iter, next, ##__VA_ARGS__)

#endif // MPH_ITERTOOLS_H
