// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// Integers of Python as numbers of C.

#include "py/objint.h"
#include "py/runtime.h"
#include "py/smallint.h"

#include "port/number.h"
#include "port/raise.h"

static mph_fit_t fit_big(const mpz_t *big, int64_t *number) {
    _Static_assert(MPZ_DIG_SIZE == 32, "two digits make 64 bits");
    uint64_t magnitude = big->len > 0 ? big->dig[0] : 0;
    magnitude |= big->len > 1 ? (uint64_t)big->dig[1] << 32 : 0;
    if (big->len > 2 || magnitude > (uint64_t)INT64_MAX) {
        *number = big->neg ? INT64_MIN : INT64_MAX;
        return big->neg ? MPH_TOO_LOW : MPH_TOO_HIGH;
    }
    *number = big->neg ? -(int64_t)magnitude : (int64_t)magnitude;
    return MPH_FITS;
}

mph_fit_t mph_fit_int64(mp_obj_t object, int64_t *number) {
    if (!mp_obj_is_int(object)) {
        if (mp_obj_is_bool(object)) {
            *number = object == mp_const_true;
            return MPH_FITS;
        }
        object = mp_unary_op(MP_UNARY_OP_INT_MAYBE, object);
        if (object == MP_OBJ_NULL || !mp_obj_is_int(object)) {
            return MPH_NO_INTEGER;
        }
    }
    if (mp_obj_is_small_int(object)) {
        *number = MP_OBJ_SMALL_INT_VALUE(object);
        return MPH_FITS;
    }
    return fit_big(&((mp_obj_int_t *)MP_OBJ_TO_PTR(object))->mpz, number);
}

int64_t mph_get_int64(mp_obj_t object) {
    int64_t number;
    mph_fit_t fit = mph_fit_int64(object, &number);
    if (fit == MPH_NO_INTEGER) {
        mph_raise(&mp_type_TypeError, "'%t' object cannot be interpreted as an integer", object);
    }
    if (fit != MPH_FITS) {
        mph_raise(&mp_type_OverflowError, "Python int too large to convert to C ssize_t");
    }
    return number;
}

mp_obj_t mph_new_int64(int64_t number) {
    if (number >= MP_SMALL_INT_MIN && number <= MP_SMALL_INT_MAX) {
        return MP_OBJ_NEW_SMALL_INT(number);
    }
    return mp_obj_new_int_from_ll(number);
}
