// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// Functions of the module math that take integers, or any number of arguments:
// mathint.c and mathsum.c have them, modmath.c the module.

#ifndef MPH_MATHINT_H
#define MPH_MATHINT_H

#include "py/obj.h"

// How many binary digits the absolute value of an int has.
size_t mph_bit_length(mp_obj_t number);

MP_DECLARE_CONST_FUN_OBJ_VAR(mph_math_gcd_obj);
MP_DECLARE_CONST_FUN_OBJ_VAR(mph_math_lcm_obj);
MP_DECLARE_CONST_FUN_OBJ_1(mph_math_isqrt_obj);
MP_DECLARE_CONST_FUN_OBJ_1(mph_math_factorial_obj);
MP_DECLARE_CONST_FUN_OBJ_2(mph_math_comb_obj);
MP_DECLARE_CONST_FUN_OBJ_VAR_BETWEEN(mph_math_perm_obj);
MP_DECLARE_CONST_FUN_OBJ_KW(mph_math_prod_obj);
MP_DECLARE_CONST_FUN_OBJ_1(mph_math_fsum_obj);
MP_DECLARE_CONST_FUN_OBJ_VAR(mph_math_hypot_obj);
MP_DECLARE_CONST_FUN_OBJ_2(mph_math_dist_obj);

#endif // MPH_MATHINT_H
