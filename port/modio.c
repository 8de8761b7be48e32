// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// What the module io has beyond upstream's.

#include "py/builtin.h"
#include "py/runtime.h"

#include "port/file.h"

extern const mp_obj_module_t mp_module_io;

static const mp_rom_map_elem_t io_more_table[] = {
    { MP_ROM_QSTR(MP_QSTR_BufferedRandom), MP_ROM_PTR(&mph_type_bytes_file) },
    { MP_ROM_QSTR(MP_QSTR_BufferedReader), MP_ROM_PTR(&mph_type_bytes_file) },
    { MP_ROM_QSTR(MP_QSTR_DEFAULT_BUFFER_SIZE), MP_ROM_INT(8192) },
    { MP_ROM_QSTR(MP_QSTR_FileIO), MP_ROM_PTR(&mph_type_bytes_file) },
    { MP_ROM_QSTR(MP_QSTR_SEEK_CUR), MP_ROM_INT(1) },
    { MP_ROM_QSTR(MP_QSTR_SEEK_END), MP_ROM_INT(2) },
    { MP_ROM_QSTR(MP_QSTR_SEEK_SET), MP_ROM_INT(0) },
    { MP_ROM_QSTR(MP_QSTR_TextIOWrapper), MP_ROM_PTR(&mph_type_text_file) },
    { MP_ROM_QSTR(MP_QSTR_UnsupportedOperation), MP_ROM_PTR(&mp_type_UnsupportedOperation) },
};
static MP_DEFINE_CONST_MAP(io_more, io_more_table);

void mph_io_attr(mp_obj_t self_in, qstr attr, mp_obj_t *dest) {
    (void)self_in;
    if (dest[0] == MP_OBJ_NULL) {
        const mp_map_elem_t *found = mp_map_lookup((mp_map_t *)&io_more, MP_OBJ_NEW_QSTR(attr), MP_MAP_LOOKUP);
        dest[0] = found == NULL ? MP_OBJ_NULL : found->value;
    }
}
MP_REGISTER_MODULE_DELEGATION(mp_module_io, mph_io_attr);
