// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// Arrays whose length a program chooses: a size that does not fit is a
// MemoryError, as one that is too large is.

#ifndef MPH_ARRAY_H
#define MPH_ARRAY_H

#include "py/runtime.h"

static inline void *mph_new_array(size_t count, size_t item_bytes) {
    size_t bytes;
    if (__builtin_mul_overflow(count, item_bytes, &bytes) || bytes > MP_SSIZE_MAX) {
        m_malloc_fail(SIZE_MAX);
    }
    return m_malloc0(bytes);
}

#define MPH_NEW_ARRAY(type, count) ((type *)mph_new_array(count, sizeof(type)))

#endif // MPH_ARRAY_H
