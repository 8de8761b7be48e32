// Calls what is nowhere.

#include "py/runtime.h"

int fork_of_mine(void);

static mp_obj_t loner_fork(void) {
    return mp_obj_new_int(fork_of_mine());
}
static MP_DEFINE_CONST_FUN_OBJ_0(loner_fork_obj, loner_fork);

static const mp_rom_map_elem_t loner_globals_table[] = {
    { MP_ROM_QSTR(MP_QSTR_fork), MP_ROM_PTR(&loner_fork_obj) },
};
static MP_DEFINE_CONST_DICT(loner_globals, loner_globals_table);

const mp_obj_module_t loner_module = {
    .base = { &mp_type_module },
    .globals = (mp_obj_dict_t *)&loner_globals,
};
MP_REGISTER_MODULE(MP_QSTR_loner, loner_module);
