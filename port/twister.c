// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// The Mersenne Twister MT19937, and how CPython seeds it: by a number of any size,
// and by a text with its SHA-512 digest, as such a number.

#include <math.h>
#include <string.h>

#include "py/objint.h"
#include "py/runtime.h"

#include "port/array.h"
#include "port/mathint.h"
#include "port/mphalport.h"
#include "port/sha512.h"
#include "port/twister.h"

static void refill(mph_twister_t *self) {
    uint32_t *s = self->state;
    for (unsigned i = 0; i < MPH_TWISTER_WORDS; i++) {
        uint32_t y = (s[i] & 0x80000000) | (s[(i + 1) % MPH_TWISTER_WORDS] & 0x7fffffff);
        s[i] = s[(i + 397) % MPH_TWISTER_WORDS] ^ y >> 1 ^ (y & 1 ? 0x9908b0df : 0);
    }
    self->index = 0;
}

uint32_t mph_twister_next(mph_twister_t *self) {
    if (self->index >= MPH_TWISTER_WORDS) {
        refill(self);
    }
    uint32_t y = self->state[self->index++];
    y ^= y >> 11;
    y ^= y << 7 & 0x9d2c5680;
    y ^= y << 15 & 0xefc60000;
    return y ^ y >> 18;
}

static void seed_by_words(mph_twister_t *self, const uint32_t *key, size_t length) {
    uint32_t *s = self->state;
    s[0] = 19650218;
    for (unsigned i = 1; i < MPH_TWISTER_WORDS; i++) {
        s[i] = 1812433253 * (s[i - 1] ^ s[i - 1] >> 30) + i;
    }
    unsigned i = 1;
    size_t j = 0;
    for (size_t k = length > MPH_TWISTER_WORDS ? length : MPH_TWISTER_WORDS; k > 0; k--) {
        s[i] = (s[i] ^ (s[i - 1] ^ s[i - 1] >> 30) * 1664525) + key[j] + (uint32_t)j;
        i += 1;
        j = j + 1 < length ? j + 1 : 0;
        if (i >= MPH_TWISTER_WORDS) {
            s[0] = s[MPH_TWISTER_WORDS - 1];
            i = 1;
        }
    }
    for (unsigned k = MPH_TWISTER_WORDS - 1; k > 0; k--) {
        s[i] = (s[i] ^ (s[i - 1] ^ s[i - 1] >> 30) * 1566083941) - i;
        i += 1;
        if (i >= MPH_TWISTER_WORDS) {
            s[0] = s[MPH_TWISTER_WORDS - 1];
            i = 1;
        }
    }
    s[0] = 0x80000000;
    self->index = MPH_TWISTER_WORDS;
}

// By a number, whose bytes these are, the lowest one first.
static void seed_by_bytes(mph_twister_t *self, const byte *bytes, size_t length) {
    while (length > 0 && bytes[length - 1] == 0) {
        length -= 1;
    }
    size_t n_words = length == 0 ? 1 : (length + 3) / 4;
    uint32_t *words = MPH_NEW_ARRAY(uint32_t, n_words);
    memcpy(words, bytes, length);
    seed_by_words(self, words, n_words);
}

static void seed_by_int(mph_twister_t *self, mp_obj_t number) {
    number = mp_unary_op(MP_UNARY_OP_ABS, number);
    size_t length = mph_bit_length(number) / 8 + 1;
    byte *bytes = MPH_NEW_ARRAY(byte, length);
    if (mp_obj_is_small_int(number)) {
        mp_uint_t value = MP_OBJ_SMALL_INT_VALUE(number);
        for (size_t i = 0; i < length && i < sizeof(value); i++) {
            bytes[i] = value >> (8 * i);
        }
    } else {
        (void)mp_obj_int_to_bytes_impl(number, false, length, bytes);
    }
    seed_by_bytes(self, bytes, length);
}

// By a text: by its bytes and their digest after them, as one number.
static void seed_by_text(mph_twister_t *self, const byte *text, size_t length) {
    byte *bytes = MPH_NEW_ARRAY(byte, length + 64);
    mph_sha512_t digest;
    uint8_t out[64];
    mph_sha512_init(&digest);
    mph_sha512_update(&digest, text, length);
    mph_sha512_final(&digest, out);
    for (size_t i = 0; i < 64; i++) {
        bytes[i] = out[63 - i];
    }
    for (size_t i = 0; i < length; i++) {
        bytes[64 + i] = text[length - 1 - i];
    }
    seed_by_bytes(self, bytes, length + 64);
}

// As CPython's hash() of a float, with which it seeds.
static uint64_t hash_of_float(double x) {
    const uint64_t modulus = (UINT64_C(1) << 61) - 1;
    if (!isfinite(x)) {
        return isnan(x) ? 0 : x > 0 ? 314159 : -UINT64_C(314159);
    }
    int exponent;
    double mantissa = frexp(fabs(x), &exponent);
    uint64_t hash = 0;
    while (mantissa != 0) {
        hash = (hash << 28 & modulus) | hash >> 33;
        mantissa *= 268435456.0;
        exponent -= 28;
        uint64_t digit = (uint64_t)mantissa;
        mantissa -= digit;
        hash += digit;
        hash -= hash >= modulus ? modulus : 0;
    }
    exponent = exponent >= 0 ? exponent % 61 : 60 - (-1 - exponent) % 61;
    hash = (hash << exponent & modulus) | hash >> (61 - exponent);
    hash = x < 0 ? -hash : hash;
    return hash == UINT64_MAX ? hash - 1 : hash;
}

void mph_twister_seed(mph_twister_t *self, mp_obj_t value) {
    mp_buffer_info_t buffer;
    if (value == mp_const_none) {
        byte bytes[32];
        mph_random(bytes, sizeof(bytes));
        seed_by_bytes(self, bytes, sizeof(bytes));
    } else if (mp_obj_is_bool(value)) {
        seed_by_int(self, MP_OBJ_NEW_SMALL_INT(value == mp_const_true));
    } else if (mp_obj_is_int(value)) {
        seed_by_int(self, value);
    } else if (mp_obj_is_float(value)) {
        uint64_t hash = hash_of_float(mp_obj_float_get(value));
        seed_by_bytes(self, (const byte *)&hash, sizeof(hash));
    } else if (mp_get_buffer(value, &buffer, MP_BUFFER_READ)) {
        seed_by_text(self, buffer.buf, buffer.len);
    } else {
        mp_raise_TypeError(MP_ERROR_TEXT("The only supported seed types are: None, int, float, str, bytes, and bytearray."));
    }
}
