// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// The module builtins, in place of upstream's: which names it has. Where it is not
// upstream's elsewhere, what they stand for is in builtin*.c.

#include "py/builtin.h"
#include "py/objexcept.h"
#include "py/runtime.h"

#include "port/builtins.h"
#include "port/exceptions.h"

#define EXCEPTION(name) { MP_ROM_QSTR(MP_QSTR_##name), MP_ROM_PTR(&mp_type_##name) }
#define OWN_EXCEPTION(name, base) EXCEPTION(name),
#define TYPE(name) { MP_ROM_QSTR(MP_QSTR_##name), MP_ROM_PTR(&mp_type_##name) }
#define FUNCTION(name) { MP_ROM_QSTR(MP_QSTR_##name), MP_ROM_PTR(&mp_builtin_##name##_obj) }
#define OWN_FUNCTION(name) { MP_ROM_QSTR(MP_QSTR_##name), MP_ROM_PTR(&mph_builtin_##name##_obj) }

static const mp_rom_map_elem_t builtins_table[] = {
    { MP_ROM_QSTR(MP_QSTR___name__), MP_ROM_QSTR(MP_QSTR_builtins) },
    FUNCTION(__build_class__),
    FUNCTION(__import__),
    FUNCTION(__repl_print__),
    { MP_ROM_QSTR(MP_QSTR___debug__), MP_ROM_TRUE },
    { MP_ROM_QSTR(MP_QSTR_Ellipsis), MP_ROM_PTR(&mp_const_ellipsis_obj) },
    { MP_ROM_QSTR(MP_QSTR_NotImplemented), MP_ROM_PTR(&mp_const_notimplemented_obj) },

    TYPE(bool),
    TYPE(bytearray),
    TYPE(bytes),
    TYPE(classmethod),
    TYPE(complex),
    TYPE(dict),
    TYPE(enumerate),
    TYPE(filter),
    TYPE(float),
    TYPE(frozenset),
    TYPE(int),
    TYPE(list),
    TYPE(map),
    TYPE(memoryview),
    TYPE(object),
    TYPE(property),
    TYPE(range),
    TYPE(reversed),
    TYPE(set),
    TYPE(slice),
    TYPE(staticmethod),
    TYPE(str),
    TYPE(super),
    TYPE(tuple),
    TYPE(type),
    TYPE(zip),

    FUNCTION(abs),
    OWN_FUNCTION(aiter),
    FUNCTION(all),
    OWN_FUNCTION(anext),
    FUNCTION(any),
    OWN_FUNCTION(ascii),
    FUNCTION(bin),
    FUNCTION(callable),
    FUNCTION(chr),
    #if MICROPY_PY_BUILTINS_COMPILE
    FUNCTION(compile),
    #endif
    FUNCTION(delattr),
    FUNCTION(dir),
    FUNCTION(divmod),
    { MP_ROM_QSTR(MP_QSTR_exit), MP_ROM_PTR(&mp_sys_exit_obj) },
    #if MICROPY_PY_BUILTINS_EVAL_EXEC
    FUNCTION(eval),
    FUNCTION(exec),
    #endif
    OWN_FUNCTION(format),
    FUNCTION(getattr),
    FUNCTION(globals),
    FUNCTION(hasattr),
    FUNCTION(hash),
    #if MICROPY_PY_BUILTINS_HELP
    FUNCTION(help),
    #endif
    FUNCTION(hex),
    FUNCTION(id),
    #if MICROPY_PY_BUILTINS_INPUT
    FUNCTION(input),
    #endif
    FUNCTION(isinstance),
    FUNCTION(issubclass),
    OWN_FUNCTION(iter),
    FUNCTION(len),
    FUNCTION(locals),
    FUNCTION(max),
    FUNCTION(min),
    FUNCTION(next),
    FUNCTION(oct),
    FUNCTION(open),
    FUNCTION(ord),
    FUNCTION(pow),
    FUNCTION(print),
    { MP_ROM_QSTR(MP_QSTR_quit), MP_ROM_PTR(&mp_sys_exit_obj) },
    FUNCTION(repr),
    FUNCTION(round),
    FUNCTION(setattr),
    FUNCTION(sorted),
    FUNCTION(sum),
    OWN_FUNCTION(vars),

    EXCEPTION(BaseException),
    EXCEPTION(ArithmeticError),
    EXCEPTION(AssertionError),
    EXCEPTION(AttributeError),
    EXCEPTION(EOFError),
    EXCEPTION(Exception),
    EXCEPTION(GeneratorExit),
    EXCEPTION(ImportError),
    EXCEPTION(IndentationError),
    EXCEPTION(IndexError),
    EXCEPTION(KeyError),
    EXCEPTION(KeyboardInterrupt),
    EXCEPTION(LookupError),
    EXCEPTION(MemoryError),
    EXCEPTION(NameError),
    EXCEPTION(NotImplementedError),
    EXCEPTION(OSError),
    { MP_ROM_QSTR(MP_QSTR_EnvironmentError), MP_ROM_PTR(&mp_type_OSError) },
    { MP_ROM_QSTR(MP_QSTR_IOError), MP_ROM_PTR(&mp_type_OSError) },
    EXCEPTION(OverflowError),
    EXCEPTION(RuntimeError),
    EXCEPTION(StopAsyncIteration),
    EXCEPTION(StopIteration),
    EXCEPTION(SyntaxError),
    EXCEPTION(SystemExit),
    EXCEPTION(TypeError),
    EXCEPTION(UnicodeError),
    EXCEPTION(ValueError),
    EXCEPTION(ZeroDivisionError),
    MPH_EXCEPTIONS(OWN_EXCEPTION)

    // Names that upstream's modules and the port add.
    MICROPY_PORT_BUILTINS
    MICROPY_PORT_EXTRA_BUILTINS
};

MP_DEFINE_CONST_DICT(mp_module_builtins_globals, builtins_table);

const mp_obj_module_t mp_module_builtins = {
    .base = { &mp_type_module },
    .globals = (mp_obj_dict_t *)&mp_module_builtins_globals,
};

MP_REGISTER_MODULE(MP_QSTR_builtins, mp_module_builtins);
