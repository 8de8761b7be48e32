// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// Which methods the types str, bytes, bytearray, array and memoryview have.

#include "py/objarray.h"
#include "py/objstr.h"

#include "port/bytearray.h"
#include "port/strmethods.h"

// Of str, bytes and bytearray.
#define TEXT_METHODS \
    { MP_ROM_QSTR(MP_QSTR_capitalize), MP_ROM_PTR(&mph_str_capitalize_obj) }, \
    { MP_ROM_QSTR(MP_QSTR_center), MP_ROM_PTR(&mph_str_center_obj) }, \
    { MP_ROM_QSTR(MP_QSTR_count), MP_ROM_PTR(&mph_str_count_obj) }, \
    { MP_ROM_QSTR(MP_QSTR_endswith), MP_ROM_PTR(&mph_str_endswith_obj) }, \
    { MP_ROM_QSTR(MP_QSTR_expandtabs), MP_ROM_PTR(&mph_str_expandtabs_obj) }, \
    { MP_ROM_QSTR(MP_QSTR_find), MP_ROM_PTR(&mph_str_find_obj) }, \
    { MP_ROM_QSTR(MP_QSTR_index), MP_ROM_PTR(&mph_str_index_obj) }, \
    { MP_ROM_QSTR(MP_QSTR_isalnum), MP_ROM_PTR(&mph_str_isalnum_obj) }, \
    { MP_ROM_QSTR(MP_QSTR_isalpha), MP_ROM_PTR(&mph_str_isalpha_obj) }, \
    { MP_ROM_QSTR(MP_QSTR_isascii), MP_ROM_PTR(&mph_str_isascii_obj) }, \
    { MP_ROM_QSTR(MP_QSTR_isdigit), MP_ROM_PTR(&mph_str_isdigit_obj) }, \
    { MP_ROM_QSTR(MP_QSTR_islower), MP_ROM_PTR(&mph_str_islower_obj) }, \
    { MP_ROM_QSTR(MP_QSTR_isspace), MP_ROM_PTR(&mph_str_isspace_obj) }, \
    { MP_ROM_QSTR(MP_QSTR_istitle), MP_ROM_PTR(&mph_str_istitle_obj) }, \
    { MP_ROM_QSTR(MP_QSTR_isupper), MP_ROM_PTR(&mph_str_isupper_obj) }, \
    { MP_ROM_QSTR(MP_QSTR_join), MP_ROM_PTR(&mph_str_join_obj) }, \
    { MP_ROM_QSTR(MP_QSTR_ljust), MP_ROM_PTR(&mph_str_ljust_obj) }, \
    { MP_ROM_QSTR(MP_QSTR_lower), MP_ROM_PTR(&mph_str_lower_obj) }, \
    { MP_ROM_QSTR(MP_QSTR_lstrip), MP_ROM_PTR(&mph_str_lstrip_obj) }, \
    { MP_ROM_QSTR(MP_QSTR_partition), MP_ROM_PTR(&mph_str_partition_obj) }, \
    { MP_ROM_QSTR(MP_QSTR_removeprefix), MP_ROM_PTR(&mph_str_removeprefix_obj) }, \
    { MP_ROM_QSTR(MP_QSTR_removesuffix), MP_ROM_PTR(&mph_str_removesuffix_obj) }, \
    { MP_ROM_QSTR(MP_QSTR_replace), MP_ROM_PTR(&mph_str_replace_obj) }, \
    { MP_ROM_QSTR(MP_QSTR_rfind), MP_ROM_PTR(&mph_str_rfind_obj) }, \
    { MP_ROM_QSTR(MP_QSTR_rindex), MP_ROM_PTR(&mph_str_rindex_obj) }, \
    { MP_ROM_QSTR(MP_QSTR_rjust), MP_ROM_PTR(&mph_str_rjust_obj) }, \
    { MP_ROM_QSTR(MP_QSTR_rpartition), MP_ROM_PTR(&mph_str_rpartition_obj) }, \
    { MP_ROM_QSTR(MP_QSTR_rsplit), MP_ROM_PTR(&mph_str_rsplit_obj) }, \
    { MP_ROM_QSTR(MP_QSTR_rstrip), MP_ROM_PTR(&mph_str_rstrip_obj) }, \
    { MP_ROM_QSTR(MP_QSTR_split), MP_ROM_PTR(&mph_str_split_obj) }, \
    { MP_ROM_QSTR(MP_QSTR_splitlines), MP_ROM_PTR(&mph_str_splitlines_obj) }, \
    { MP_ROM_QSTR(MP_QSTR_startswith), MP_ROM_PTR(&mph_str_startswith_obj) }, \
    { MP_ROM_QSTR(MP_QSTR_strip), MP_ROM_PTR(&mph_str_strip_obj) }, \
    { MP_ROM_QSTR(MP_QSTR_swapcase), MP_ROM_PTR(&mph_str_swapcase_obj) }, \
    { MP_ROM_QSTR(MP_QSTR_title), MP_ROM_PTR(&mph_str_title_obj) }, \
    { MP_ROM_QSTR(MP_QSTR_upper), MP_ROM_PTR(&mph_str_upper_obj) }, \
    { MP_ROM_QSTR(MP_QSTR_zfill), MP_ROM_PTR(&mph_str_zfill_obj) }

static const mp_rom_map_elem_t str_locals_table[] = {
    TEXT_METHODS,
    { MP_ROM_QSTR(MP_QSTR_casefold), MP_ROM_PTR(&mph_str_casefold_obj) },
    { MP_ROM_QSTR(MP_QSTR_encode), MP_ROM_PTR(&mph_str_encode_obj) },
    { MP_ROM_QSTR(MP_QSTR_format), MP_ROM_PTR(&mph_str_format_obj) },
    { MP_ROM_QSTR(MP_QSTR_format_map), MP_ROM_PTR(&mph_str_format_map_obj) },
    { MP_ROM_QSTR(MP_QSTR_isdecimal), MP_ROM_PTR(&mph_str_isdecimal_obj) },
    { MP_ROM_QSTR(MP_QSTR_isidentifier), MP_ROM_PTR(&mph_str_isidentifier_obj) },
    { MP_ROM_QSTR(MP_QSTR_isnumeric), MP_ROM_PTR(&mph_str_isnumeric_obj) },
    { MP_ROM_QSTR(MP_QSTR_isprintable), MP_ROM_PTR(&mph_str_isprintable_obj) },
    { MP_ROM_QSTR(MP_QSTR_maketrans), MP_ROM_PTR(&mph_str_maketrans_obj) },
    { MP_ROM_QSTR(MP_QSTR_translate), MP_ROM_PTR(&mph_str_translate_obj) },
};
MP_DEFINE_CONST_DICT(mp_obj_str_locals_dict, str_locals_table);

// Of bytes and bytearray.
#define BYTES_METHODS \
    TEXT_METHODS, \
    { MP_ROM_QSTR(MP_QSTR_decode), MP_ROM_PTR(&mph_bytes_decode_obj) }, \
    { MP_ROM_QSTR(MP_QSTR_fromhex), MP_ROM_PTR(&mph_bytes_fromhex_obj) }, \
    { MP_ROM_QSTR(MP_QSTR_hex), MP_ROM_PTR(&mph_bytes_hex_obj) }, \
    { MP_ROM_QSTR(MP_QSTR_maketrans), MP_ROM_PTR(&mph_bytes_maketrans_obj) }, \
    { MP_ROM_QSTR(MP_QSTR_translate), MP_ROM_PTR(&mph_bytes_translate_obj) }

static const mp_rom_map_elem_t bytes_locals_table[] = {
    BYTES_METHODS,
};
MP_DEFINE_CONST_DICT(mph_bytes_locals, bytes_locals_table);

// Of bytearray and array.
#define ARRAY_METHODS \
    { MP_ROM_QSTR(MP_QSTR_append), MP_ROM_PTR(&mp_obj_array_append_obj) }, \
    { MP_ROM_QSTR(MP_QSTR_extend), MP_ROM_PTR(&mph_array_extend_obj) }, \
    { MP_ROM_QSTR(MP_QSTR_insert), MP_ROM_PTR(&mph_array_insert_obj) }, \
    { MP_ROM_QSTR(MP_QSTR_pop), MP_ROM_PTR(&mph_array_pop_obj) }, \
    { MP_ROM_QSTR(MP_QSTR_remove), MP_ROM_PTR(&mph_array_remove_obj) }, \
    { MP_ROM_QSTR(MP_QSTR_reverse), MP_ROM_PTR(&mph_array_reverse_obj) }

static const mp_rom_map_elem_t bytearray_locals_table[] = {
    BYTES_METHODS,
    ARRAY_METHODS,
    { MP_ROM_QSTR(MP_QSTR_clear), MP_ROM_PTR(&mph_array_clear_obj) },
    { MP_ROM_QSTR(MP_QSTR_copy), MP_ROM_PTR(&mph_array_copy_obj) },
};
MP_DEFINE_CONST_DICT(mp_obj_bytearray_locals_dict, bytearray_locals_table);

static const mp_rom_map_elem_t array_locals_table[] = {
    ARRAY_METHODS,
    { MP_ROM_QSTR(MP_QSTR_byteswap), MP_ROM_PTR(&mph_array_byteswap_obj) },
    { MP_ROM_QSTR(MP_QSTR_count), MP_ROM_PTR(&mph_array_count_obj) },
    { MP_ROM_QSTR(MP_QSTR_frombytes), MP_ROM_PTR(&mph_array_frombytes_obj) },
    { MP_ROM_QSTR(MP_QSTR_fromlist), MP_ROM_PTR(&mph_array_fromlist_obj) },
    { MP_ROM_QSTR(MP_QSTR_index), MP_ROM_PTR(&mph_array_index_obj) },
    { MP_ROM_QSTR(MP_QSTR_tobytes), MP_ROM_PTR(&mph_array_tobytes_obj) },
    { MP_ROM_QSTR(MP_QSTR_tolist), MP_ROM_PTR(&mph_array_tolist_obj) },
};
MP_DEFINE_CONST_DICT(mp_obj_array_locals_dict, array_locals_table);

static const mp_rom_map_elem_t memoryview_locals_table[] = {
    { MP_ROM_QSTR(MP_QSTR_hex), MP_ROM_PTR(&mph_bytes_hex_obj) },
    { MP_ROM_QSTR(MP_QSTR_tolist), MP_ROM_PTR(&mph_array_tolist_obj) },
    { MP_ROM_QSTR(MP_QSTR_tobytes), MP_ROM_PTR(&mph_memoryview_tobytes_obj) },
};
MP_DEFINE_CONST_DICT(mp_obj_memoryview_locals_dict, memoryview_locals_table);
