// SPDX-License-Identifier: Apache-2.0 OR MIT

#ifndef MPH_SHA512_H
#define MPH_SHA512_H

#include <stddef.h>
#include <stdint.h>

// SHA-512, and SHA-384, which starts from other numbers and gives less.
typedef struct _mph_sha512_t {
    uint64_t state[8];
    uint64_t length; // bytes so far
    uint8_t block[128];
} mph_sha512_t;

void mph_sha512_init(mph_sha512_t *digest);
void mph_sha384_init(mph_sha512_t *digest);
void mph_sha512_update(mph_sha512_t *digest, const uint8_t *bytes, size_t length);
void mph_sha512_final(mph_sha512_t *digest, uint8_t out[64]);

#endif // MPH_SHA512_H
