// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// Message digests that upstream has only together with a TLS library.

#ifndef MPH_DIGEST_H
#define MPH_DIGEST_H

#include <stddef.h>
#include <stdint.h>

typedef struct _mph_digest_t {
    uint32_t state[5];
    uint64_t length; // bytes so far
    uint8_t block[64];
} mph_digest_t;

void mph_md5_init(mph_digest_t *digest);
void mph_md5_update(mph_digest_t *digest, const uint8_t *bytes, size_t length);
void mph_md5_final(mph_digest_t *digest, uint8_t out[16]);

void mph_sha1_init(mph_digest_t *digest);
void mph_sha1_update(mph_digest_t *digest, const uint8_t *bytes, size_t length);
void mph_sha1_final(mph_digest_t *digest, uint8_t out[20]);

#endif // MPH_DIGEST_H
