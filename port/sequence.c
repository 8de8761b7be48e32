// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// Upstream's sequences, which spend their time on comparing: see fastpaths.h. It
// takes for granted that sizes do not wrap around.

#include "port/fastpaths.h"

static void upstream_mp_seq_multiply(const void *items, size_t item_sz, size_t len, size_t times, void *dest);
#define mp_seq_multiply upstream_mp_seq_multiply
#include "py/sequence.c"
#undef mp_seq_multiply

// The caller has made room for the product, which may have wrapped around.
void mp_seq_multiply(const void *items, size_t item_sz, size_t len, size_t times, void *dest) {
    size_t bytes;
    if (__builtin_mul_overflow(item_sz * len, times, &bytes) || bytes > MP_SSIZE_MAX) {
        m_malloc_fail(SIZE_MAX);
    }
    upstream_mp_seq_multiply(items, item_sz, len, times, dest);
}
