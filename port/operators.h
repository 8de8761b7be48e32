// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// What upstream's runtime calls for operators that are not supported.

#ifndef MPH_OPERATORS_H
#define MPH_OPERATORS_H

#include "py/obj.h"

MP_NORETURN void mph_raise_unary(mp_unary_op_t op, mp_obj_t value);
MP_NORETURN void mph_raise_binary(mp_binary_op_t op, mp_obj_t left, mp_obj_t right);
MP_NORETURN void mph_raise_zero_division(mp_binary_op_t op);

// The operator that gives the same with its operands exchanged; true for the four
// that compare sizes.
bool mph_reflected(mp_binary_op_t *op);

MP_NORETURN void mph_raise_unpack_few(size_t expected, size_t found, bool at_least);
MP_NORETURN void mph_raise_unpack_many(size_t expected);

#endif // MPH_OPERATORS_H
