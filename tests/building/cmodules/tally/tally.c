// Counts how often it was given each object, and keeps them.

#include "py/runtime.h"

#include "tally.h"

// The objects live only here: the collector has to see them.
MP_REGISTER_ROOT_POINTER(mp_obj_t tally_counts);

static mp_obj_t tally_add(mp_obj_t object) {
    if (MP_STATE_VM(tally_counts) == MP_OBJ_NULL) {
        MP_STATE_VM(tally_counts) = mp_obj_new_dict(0);
    }
    mp_map_t *map = mp_obj_dict_get_map(MP_STATE_VM(tally_counts));
    mp_map_elem_t *entry = mp_map_lookup(map, object, MP_MAP_LOOKUP_ADD_IF_NOT_FOUND);
    mp_int_t before = entry->value == MP_OBJ_NULL ? 0 : mp_obj_get_int(entry->value);
    entry->value = mp_obj_new_int(before + TALLY_STEP);
    return entry->value;
}
static MP_DEFINE_CONST_FUN_OBJ_1(tally_add_obj, tally_add);

static mp_obj_t tally_spin(void) {
    for (volatile int turns = 0;; turns++) {
    }
}
static MP_DEFINE_CONST_FUN_OBJ_0(tally_spin_obj, tally_spin);

static const mp_rom_map_elem_t tally_globals_table[] = {
    { MP_ROM_QSTR(MP_QSTR___name__), MP_ROM_QSTR(MP_QSTR_tally) },
    { MP_ROM_QSTR(MP_QSTR_add), MP_ROM_PTR(&tally_add_obj) },
    { MP_ROM_QSTR(MP_QSTR_spin), MP_ROM_PTR(&tally_spin_obj) },
};
static MP_DEFINE_CONST_DICT(tally_globals, tally_globals_table);

const mp_obj_module_t tally_module = {
    .base = { &mp_type_module },
    .globals = (mp_obj_dict_t *)&tally_globals,
};
MP_REGISTER_MODULE(MP_QSTR_tally, tally_module);
