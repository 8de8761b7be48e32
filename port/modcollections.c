// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// What the frozen module collections takes from C.

#include "py/builtin.h"

#include "port/collections.h"

static const mp_rom_map_elem_t collections_globals_table[] = {
    { MP_ROM_QSTR(MP_QSTR___name__), MP_ROM_QSTR(MP_QSTR__collections) },
    { MP_ROM_QSTR(MP_QSTR_Counter), MP_ROM_PTR(&mph_type_counter) },
    { MP_ROM_QSTR(MP_QSTR_OrderedDict), MP_ROM_PTR(&mp_type_ordereddict) },
    { MP_ROM_QSTR(MP_QSTR_defaultdict), MP_ROM_PTR(&mph_type_defaultdict) },
    { MP_ROM_QSTR(MP_QSTR_deque), MP_ROM_PTR(&mp_type_deque) },
    { MP_ROM_QSTR(MP_QSTR_namedtuple), MP_ROM_PTR(&mph_namedtuple_obj) },
};
static MP_DEFINE_CONST_DICT(collections_globals, collections_globals_table);

const mp_obj_module_t mph_module_collections = {
    .base = { &mp_type_module },
    .globals = (mp_obj_dict_t *)&collections_globals,
};
MP_REGISTER_MODULE(MP_QSTR__collections, mph_module_collections);
