// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// hashlib with md5, sha1 and sha2, in the shape that Python programs expect: new(),
// update(), digest(), hexdigest(), copy(), name, digest_size. A digest may be asked
// for at any time, and the message go on.

#include <string.h>

#include "py/objstr.h"
#include "py/runtime.h"

#include "lib/crypto-algorithms/sha256.c" // upstream includes it so, too
#include "port/digest.h"
#include "port/sha512.h"

typedef union _state_t {
    mph_digest_t digest;
    CRYAL_SHA256_CTX sha256;
    mph_sha512_t sha512;
} state_t;

typedef struct _algorithm_t {
    uint16_t name; // a qstr
    uint8_t digest_size;
    uint8_t block_size;
    void (*init)(state_t *state);
    void (*update)(state_t *state, const uint8_t *bytes, size_t length);
    void (*final)(state_t *state, uint8_t *out);
} algorithm_t;

typedef struct _hash_obj_t {
    mp_obj_base_t base;
    const algorithm_t *algorithm;
    state_t state;
} hash_obj_t;

#define LARGEST_DIGEST (64)

static void md5_init(state_t *state) {
    mph_md5_init(&state->digest);
}
static void md5_update(state_t *state, const uint8_t *bytes, size_t length) {
    mph_md5_update(&state->digest, bytes, length);
}
static void md5_final(state_t *state, uint8_t *out) {
    mph_md5_final(&state->digest, out);
}
static void sha1_init(state_t *state) {
    mph_sha1_init(&state->digest);
}
static void sha1_update(state_t *state, const uint8_t *bytes, size_t length) {
    mph_sha1_update(&state->digest, bytes, length);
}
static void sha1_final(state_t *state, uint8_t *out) {
    mph_sha1_final(&state->digest, out);
}
static void sha256_init_(state_t *state) {
    sha256_init(&state->sha256);
}
static void sha256_update_(state_t *state, const uint8_t *bytes, size_t length) {
    sha256_update(&state->sha256, bytes, length);
}
static void sha256_final_(state_t *state, uint8_t *out) {
    sha256_final(&state->sha256, out);
}

static void sha224_init(state_t *state) {
    static const WORD start[8] = {
        0xc1059ed8, 0x367cd507, 0x3070dd17, 0xf70e5939, 0xffc00b31, 0x68581511, 0x64f98fa7, 0xbefa4fa4,
    };
    sha256_init(&state->sha256);
    memcpy(state->sha256.state, start, sizeof(start));
}
static void sha384_init(state_t *state) {
    mph_sha384_init(&state->sha512);
}
static void sha512_init(state_t *state) {
    mph_sha512_init(&state->sha512);
}
static void sha512_update(state_t *state, const uint8_t *bytes, size_t length) {
    mph_sha512_update(&state->sha512, bytes, length);
}
static void sha512_final(state_t *state, uint8_t *out) {
    mph_sha512_final(&state->sha512, out);
}

static const algorithm_t md5 = { MP_QSTR_md5, 16, 64, md5_init, md5_update, md5_final };
static const algorithm_t sha1 = { MP_QSTR_sha1, 20, 64, sha1_init, sha1_update, sha1_final };
static const algorithm_t sha224 = { MP_QSTR_sha224, 28, 64, sha224_init, sha256_update_, sha256_final_ };
static const algorithm_t sha256 = { MP_QSTR_sha256, 32, 64, sha256_init_, sha256_update_, sha256_final_ };
static const algorithm_t sha384 = { MP_QSTR_sha384, 48, 128, sha384_init, sha512_update, sha512_final };
static const algorithm_t sha512 = { MP_QSTR_sha512, 64, 128, sha512_init, sha512_update, sha512_final };

static const mp_obj_type_t hash_type;

static void add_bytes(hash_obj_t *self, mp_obj_t message) {
    if (mp_obj_is_str(message)) {
        mp_raise_TypeError(MP_ERROR_TEXT("strings must be encoded before hashing"));
    }
    mp_buffer_info_t buffer;
    mp_get_buffer_raise(message, &buffer, MP_BUFFER_READ);
    self->algorithm->update(&self->state, buffer.buf, buffer.len);
}

static mp_obj_t new_hash(const algorithm_t *algorithm, mp_obj_t message) {
    hash_obj_t *self = mp_obj_malloc(hash_obj_t, &hash_type);
    self->algorithm = algorithm;
    algorithm->init(&self->state);
    if (message != MP_OBJ_NULL) {
        add_bytes(self, message);
    }
    return MP_OBJ_FROM_PTR(self);
}

static void finish(mp_obj_t self_in, uint8_t out[LARGEST_DIGEST]) {
    const hash_obj_t *self = MP_OBJ_TO_PTR(self_in);
    state_t state = self->state; // of a copy, so that the message can go on
    self->algorithm->final(&state, out);
}

static mp_obj_t hash_update(mp_obj_t self_in, mp_obj_t message) {
    add_bytes(MP_OBJ_TO_PTR(self_in), message);
    return mp_const_none;
}
static MP_DEFINE_CONST_FUN_OBJ_2(hash_update_obj, hash_update);

static mp_obj_t hash_digest(mp_obj_t self_in) {
    uint8_t out[LARGEST_DIGEST];
    finish(self_in, out);
    const hash_obj_t *self = MP_OBJ_TO_PTR(self_in);
    return mp_obj_new_bytes(out, self->algorithm->digest_size);
}
static MP_DEFINE_CONST_FUN_OBJ_1(hash_digest_obj, hash_digest);

static mp_obj_t hash_hexdigest(mp_obj_t self_in) {
    uint8_t out[LARGEST_DIGEST];
    finish(self_in, out);
    const hash_obj_t *self = MP_OBJ_TO_PTR(self_in);
    char text[2 * LARGEST_DIGEST];
    size_t size = self->algorithm->digest_size;
    for (size_t i = 0; i < size; i++) {
        text[2 * i] = "0123456789abcdef"[out[i] >> 4];
        text[2 * i + 1] = "0123456789abcdef"[out[i] & 15];
    }
    return mp_obj_new_str(text, 2 * size);
}
static MP_DEFINE_CONST_FUN_OBJ_1(hash_hexdigest_obj, hash_hexdigest);

static mp_obj_t hash_copy(mp_obj_t self_in) {
    const hash_obj_t *self = MP_OBJ_TO_PTR(self_in);
    hash_obj_t *copy = mp_obj_malloc(hash_obj_t, &hash_type);
    copy->algorithm = self->algorithm;
    copy->state = self->state;
    return MP_OBJ_FROM_PTR(copy);
}
static MP_DEFINE_CONST_FUN_OBJ_1(hash_copy_obj, hash_copy);

static void hash_print(const mp_print_t *print, mp_obj_t self_in, mp_print_kind_t kind) {
    (void)kind;
    const hash_obj_t *self = MP_OBJ_TO_PTR(self_in);
    mp_printf(print, "<%q hash object>", (qstr)self->algorithm->name);
}

static void hash_attr(mp_obj_t self_in, qstr attr, mp_obj_t *dest) {
    const hash_obj_t *self = MP_OBJ_TO_PTR(self_in);
    if (dest[0] != MP_OBJ_NULL) {
        return; // nothing can be set
    }
    switch (attr) {
        case MP_QSTR_name:
            dest[0] = MP_OBJ_NEW_QSTR(self->algorithm->name);
            break;
        case MP_QSTR_digest_size:
            dest[0] = MP_OBJ_NEW_SMALL_INT(self->algorithm->digest_size);
            break;
        case MP_QSTR_block_size:
            dest[0] = MP_OBJ_NEW_SMALL_INT(self->algorithm->block_size);
            break;
        default:
            dest[1] = MP_OBJ_SENTINEL; // go on with the methods
    }
}

static const mp_rom_map_elem_t hash_locals_table[] = {
    { MP_ROM_QSTR(MP_QSTR_update), MP_ROM_PTR(&hash_update_obj) },
    { MP_ROM_QSTR(MP_QSTR_digest), MP_ROM_PTR(&hash_digest_obj) },
    { MP_ROM_QSTR(MP_QSTR_hexdigest), MP_ROM_PTR(&hash_hexdigest_obj) },
    { MP_ROM_QSTR(MP_QSTR_copy), MP_ROM_PTR(&hash_copy_obj) },
};
static MP_DEFINE_CONST_DICT(hash_locals, hash_locals_table);

static MP_DEFINE_CONST_OBJ_TYPE(
    hash_type, MP_QSTR_hash, MP_TYPE_FLAG_NONE,
    print, hash_print,
    attr, hash_attr,
    locals_dict, &hash_locals
    );

// The message, and a keyword that means nothing here.
static mp_obj_t new_by_args(const algorithm_t *algorithm, size_t n_args, const mp_obj_t *args, mp_map_t *keywords) {
    static const mp_arg_t allowed[] = {
        { MP_QSTR_string, MP_ARG_OBJ, { .u_obj = MP_OBJ_NULL } },
        { MP_QSTR_usedforsecurity, MP_ARG_KW_ONLY | MP_ARG_OBJ, { .u_rom_obj = MP_ROM_TRUE } },
    };
    mp_arg_val_t values[2];
    mp_arg_parse_all(n_args, args, keywords, 2, allowed, values);
    return new_hash(algorithm, values[0].u_obj);
}

#define CONSTRUCTOR(name) \
    static mp_obj_t new_##name(size_t n, const mp_obj_t *args, mp_map_t *keywords) { \
        return new_by_args(&name, n, args, keywords); \
    } \
    static MP_DEFINE_CONST_FUN_OBJ_KW(new_##name##_obj, 0, new_##name);
CONSTRUCTOR(md5)
CONSTRUCTOR(sha1)
CONSTRUCTOR(sha224)
CONSTRUCTOR(sha256)
CONSTRUCTOR(sha384)
CONSTRUCTOR(sha512)

static mp_obj_t new_by_name(size_t n, const mp_obj_t *args, mp_map_t *keywords) {
    static const algorithm_t *const algorithms[] = { &md5, &sha1, &sha224, &sha256, &sha384, &sha512 };
    mp_obj_t lower[2];
    mp_load_method(args[0], MP_QSTR_lower, lower);
    qstr name = mp_obj_str_get_qstr(mp_call_method_n_kw(0, 0, lower));
    for (size_t i = 0; i < MP_ARRAY_SIZE(algorithms); i++) {
        if (algorithms[i]->name == name) {
            return new_by_args(algorithms[i], n - 1, args + 1, keywords);
        }
    }
    mp_raise_msg_varg(&mp_type_ValueError, MP_ERROR_TEXT("unsupported hash type %s"), mp_obj_str_get_str(args[0]));
}
static MP_DEFINE_CONST_FUN_OBJ_KW(new_by_name_obj, 1, new_by_name);

static const mp_rom_map_elem_t hashlib_globals_table[] = {
    { MP_ROM_QSTR(MP_QSTR___name__), MP_ROM_QSTR(MP_QSTR_hashlib) },
    { MP_ROM_QSTR(MP_QSTR_new), MP_ROM_PTR(&new_by_name_obj) },
    { MP_ROM_QSTR(MP_QSTR_md5), MP_ROM_PTR(&new_md5_obj) },
    { MP_ROM_QSTR(MP_QSTR_sha1), MP_ROM_PTR(&new_sha1_obj) },
    { MP_ROM_QSTR(MP_QSTR_sha224), MP_ROM_PTR(&new_sha224_obj) },
    { MP_ROM_QSTR(MP_QSTR_sha256), MP_ROM_PTR(&new_sha256_obj) },
    { MP_ROM_QSTR(MP_QSTR_sha384), MP_ROM_PTR(&new_sha384_obj) },
    { MP_ROM_QSTR(MP_QSTR_sha512), MP_ROM_PTR(&new_sha512_obj) },
};
static MP_DEFINE_CONST_DICT(hashlib_globals, hashlib_globals_table);

const mp_obj_module_t mph_module_hashlib = {
    .base = { &mp_type_module },
    .globals = (mp_obj_dict_t *)&hashlib_globals,
};

MP_REGISTER_EXTENSIBLE_MODULE(MP_QSTR_hashlib, mph_module_hashlib);

// What is Python, in frozen/_hashlib.py, is there as soon as it is asked for.
void mph_hashlib_attr(mp_obj_t module, qstr attr, mp_obj_t *dest) {
    (void)module;
    if (dest[0] == MP_OBJ_NULL && qstr_str(attr)[0] != '_') {
        mp_load_method_maybe(mp_import_name(MP_QSTR__hashlib, mp_const_none, MP_OBJ_NEW_SMALL_INT(0)), attr, dest);
        dest[1] = MP_OBJ_NULL;
    }
}
MP_REGISTER_MODULE_DELEGATION(mph_module_hashlib, mph_hashlib_attr);
