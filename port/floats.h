// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// Floats: objfloat.c has the type, floatops.c what it is to operators, intfloat.c
// what passes between it and int.

#ifndef MPH_FLOATS_H
#define MPH_FLOATS_H

#include "py/mpz.h"
#include "py/obj.h"

// As repr() has it; the flags are those of format.h.
void mph_float_print(const mp_print_t *print, double number, unsigned flags);

mp_obj_t mph_float_unary_op(mp_unary_op_t op, mp_obj_t self);
mp_obj_t mph_float_binary_op(mp_binary_op_t op, mp_obj_t left, mp_obj_t right);

// The nearest float, infinite if there is none so large.
double mph_big_as_float(const mpz_t *big);

// The nearest float to a quotient; raises OverflowError if there is none so large.
mp_obj_t mph_divide_ints(mp_obj_t left, mp_obj_t right);

// Less than, equal to or more than 0, as a finite float is to an int.
int mph_compare_float_to_int(double number, mp_obj_t integer);

#endif // MPH_FLOATS_H
