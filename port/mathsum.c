// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// Sums of the module math that lose nothing to rounding but at their end: fsum,
// and the length of a vector.

#include <math.h>

#include "py/builtin.h"
#include "py/objlist.h"
#include "py/runtime.h"

#include "port/array.h"
#include "port/collections.h"
#include "port/mathint.h"

// ---- fsum ----

// Numbers that do not overlap, of rising size, whose sum is exact.
typedef struct _parts_t {
    double *items;
    size_t count;
    size_t alloc;
    double special; // the sum of what is infinite or no number
    double infinite; // of what is infinite
} parts_t;

static void add_part(parts_t *parts, double x) {
    if (!isfinite(x)) {
        parts->infinite += isinf(x) ? x : 0;
        parts->special += x;
        return;
    }
    size_t kept = 0;
    for (size_t i = 0; i < parts->count; i++) {
        double y = parts->items[i];
        if (fabs(x) < fabs(y)) {
            double swap = x;
            x = y;
            y = swap;
        }
        double high = x + y;
        double low = y - (high - x);
        if (low != 0) {
            parts->items[kept++] = low;
        }
        x = high;
    }
    if (!isfinite(x)) {
        mp_raise_msg(&mp_type_OverflowError, MP_ERROR_TEXT("intermediate overflow in fsum"));
    }
    if (kept == parts->alloc) {
        size_t alloc = 2 * parts->alloc;
        double *items = MPH_NEW_ARRAY(double, alloc);
        for (size_t i = 0; i < kept; i++) {
            items[i] = parts->items[i];
        }
        parts->items = items;
        parts->alloc = alloc;
    }
    parts->items[kept++] = x;
    parts->count = kept;
}

// The sum, rounded once, half to even.
static double rounded(const parts_t *parts) {
    size_t n = parts->count;
    if (n == 0) {
        return 0;
    }
    double high = parts->items[--n], low = 0;
    while (n > 0) {
        double x = high, y = parts->items[--n];
        high = x + y;
        low = y - (high - x);
        if (low != 0) {
            break;
        }
    }
    // What is below a half may still decide to which side it goes.
    if (n > 0 && ((low < 0 && parts->items[n - 1] < 0) || (low > 0 && parts->items[n - 1] > 0))) {
        double y = 2 * low;
        double x = high + y;
        if (y == x - high) {
            high = x;
        }
    }
    return high;
}

static mp_obj_t math_fsum(mp_obj_t iterable) {
    parts_t parts = { .items = MPH_NEW_ARRAY(double, 32), .alloc = 32 };
    mp_obj_iter_buf_t buffer;
    mp_obj_t items = mp_getiter(iterable, &buffer);
    mp_obj_t item;
    while ((item = mp_iternext(items)) != MP_OBJ_STOP_ITERATION) {
        add_part(&parts, mp_obj_get_float(item));
    }
    if (parts.special != 0) { // also if it is no number
        if (isnan(parts.infinite)) {
            mp_raise_ValueError(MP_ERROR_TEXT("-inf + inf in fsum"));
        }
        return mp_obj_new_float(parts.special);
    }
    return mp_obj_new_float(rounded(&parts));
}
MP_DEFINE_CONST_FUN_OBJ_1(mph_math_fsum_obj, math_fsum);

// ---- hypot, dist ----

typedef struct _pair_t {
    double high, low;
} pair_t;

// a + b, exactly, where the first is not the smaller one.
static pair_t exact_sum(double a, double b) {
    double sum = a + b;
    return (pair_t) { sum, b - (sum - a) };
}

// a * a, exactly.
static pair_t exact_square(double a) {
    double t = a * 134217729.0; // 2**27 + 1
    double high = t - (t - a), low = a - high;
    double square = a * a;
    return (pair_t) { square, high * high - square + 2 * high * low + low * low };
}

static double length_of(const double *vector, size_t count, double largest) {
    int exponent;
    frexp(largest, &exponent);
    if (exponent < -1020) { // so small that scaling would not be exact
        for (size_t i = 0; i < count; i++) {
            ((double *)vector)[i] /= 2.2250738585072014e-308;
        }
        return 2.2250738585072014e-308 * length_of(vector, count, largest / 2.2250738585072014e-308);
    }
    // Scaled to at most 1; the sum starts at 1, so that it is never the smaller.
    double scale = ldexp(1, -exponent);
    pair_t sum = { 1, 0 };
    double low = 0;
    for (size_t i = 0; i < count; i++) {
        pair_t square = exact_square(vector[i] * scale);
        pair_t next = exact_sum(sum.high, square.high);
        low += square.low;
        sum.low += next.low;
        sum.high = next.high;
    }
    double root = sqrt(sum.high - 1 + (sum.low + low));
    // One step of Newton's method on what is left.
    pair_t square = exact_square(root);
    pair_t next = exact_sum(sum.high, -square.high);
    double rest = next.high - 1 + (sum.low + next.low + (low - square.low));
    return (root + rest / (2 * root)) / scale;
}

static mp_obj_t new_length(double *vector, size_t count) {
    double largest = 0;
    bool is_nan = false;
    for (size_t i = 0; i < count; i++) {
        vector[i] = fabs(vector[i]);
        is_nan = is_nan || isnan(vector[i]);
        largest = vector[i] > largest ? vector[i] : largest;
    }
    if (isinf(largest) || is_nan) {
        return mp_obj_new_float(isinf(largest) ? (double)INFINITY : (double)NAN);
    }
    return mp_obj_new_float(largest == 0 ? 0 : count == 1 ? largest : length_of(vector, count, largest));
}

static mp_obj_t math_hypot(size_t n_args, const mp_obj_t *args) {
    double *vector = MPH_NEW_ARRAY(double, n_args + 1);
    for (size_t i = 0; i < n_args; i++) {
        vector[i] = mp_obj_get_float(args[i]);
    }
    return new_length(vector, n_args);
}
MP_DEFINE_CONST_FUN_OBJ_VAR(mph_math_hypot_obj, 0, math_hypot);

static mp_obj_t math_dist(mp_obj_t p, mp_obj_t q) {
    size_t count, other_count;
    mp_obj_t *items, *other_items;
    mp_obj_list_get(mph_list_of(p), &count, &items);
    mp_obj_list_get(mph_list_of(q), &other_count, &other_items);
    if (count != other_count) {
        mp_raise_ValueError(MP_ERROR_TEXT("both points must have the same number of dimensions"));
    }
    double *vector = MPH_NEW_ARRAY(double, count + 1);
    for (size_t i = 0; i < count; i++) {
        vector[i] = mp_obj_get_float(items[i]) - mp_obj_get_float(other_items[i]);
    }
    return new_length(vector, count);
}
MP_DEFINE_CONST_FUN_OBJ_2(mph_math_dist_obj, math_dist);
