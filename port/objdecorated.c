// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// A function that has attributes. Upstream's functions have none that can be set;
// functools.wraps() and abc.abstractmethod() give such an object in place of the
// function. As a member of a class it is a method, whatever the function is.

#include "py/builtin.h"
#include "py/runtime.h"

#include "port/decorated.h"

typedef struct _decorated_t {
    mp_obj_base_t base;
    mp_obj_t function;
    mp_obj_t attributes; // a dict
} decorated_t;

mp_obj_t mph_new_decorated(mp_obj_t function) {
    decorated_t *self = mp_obj_malloc(decorated_t, &mph_type_decorated);
    self->function = function;
    self->attributes = MP_OBJ_NULL;
    self->attributes = mp_obj_new_dict(0);
    return MP_OBJ_FROM_PTR(self);
}

mp_obj_t mph_decorated_function(mp_obj_t self) {
    return ((decorated_t *)MP_OBJ_TO_PTR(self))->function;
}

static mp_obj_t decorated_make_new(const mp_obj_type_t *type, size_t n_args, size_t n_kw, const mp_obj_t *args) {
    (void)type;
    mp_arg_check_num(n_args, n_kw, 1, 1, false);
    if (!mp_obj_is_callable(args[0])) {
        mp_raise_msg_varg(&mp_type_TypeError, MP_ERROR_TEXT("'%s' object is not callable"), mp_obj_get_type_str(args[0]));
    }
    return mph_new_decorated(args[0]);
}

static mp_obj_t decorated_call(mp_obj_t self_in, size_t n_args, size_t n_kw, const mp_obj_t *args) {
    const decorated_t *self = MP_OBJ_TO_PTR(self_in);
    return mp_call_function_n_kw(self->function, n_args, n_kw, args);
}

static void decorated_attr(mp_obj_t self_in, qstr attr, mp_obj_t *dest) {
    const decorated_t *self = MP_OBJ_TO_PTR(self_in);
    mp_map_t *map = &((mp_obj_dict_t *)MP_OBJ_TO_PTR(self->attributes))->map;
    mp_obj_t name = MP_OBJ_NEW_QSTR(attr);
    if (dest[0] == MP_OBJ_NULL) {
        mp_map_elem_t *found = mp_map_lookup(map, name, MP_MAP_LOOKUP);
        if (found != NULL) {
            dest[0] = found->value;
        } else if (attr == MP_QSTR___dict__) {
            dest[0] = self->attributes;
        } else if (attr != MP_QSTR___get__ && attr != MP_QSTR___set__ && attr != MP_QSTR___delete__ && attr != MP_QSTR___set_name__) {
            mp_load_method_maybe(self->function, attr, dest);
            if (dest[0] == MP_OBJ_NULL && (attr == MP_QSTR___doc__ || attr == MP_QSTR___module__)) {
                dest[0] = mp_const_none;
            }
        }
    } else if (dest[1] != MP_OBJ_NULL) {
        mp_obj_dict_store(self->attributes, name, dest[1]);
        dest[0] = MP_OBJ_NULL;
    } else if (mp_map_lookup(map, name, MP_MAP_LOOKUP_REMOVE_IF_FOUND) != NULL) {
        dest[0] = MP_OBJ_NULL;
    }
}

static void decorated_print(const mp_print_t *print, mp_obj_t self_in, mp_print_kind_t kind) {
    (void)kind;
    mp_obj_t dest[2] = { MP_OBJ_NULL, MP_OBJ_NULL };
    decorated_attr(self_in, MP_QSTR___name__, dest);
    mp_print_str(print, "<function ");
    mp_obj_print_helper(print, dest[0] == MP_OBJ_NULL ? mp_const_none : dest[0], PRINT_STR);
    mp_printf(print, " at 0x%p>", MP_OBJ_TO_PTR(self_in));
}

MP_DEFINE_CONST_OBJ_TYPE(
    mph_type_decorated,
    MP_QSTR_function,
    MP_TYPE_FLAG_BINDS_SELF,
    make_new, decorated_make_new,
    print, decorated_print,
    call, decorated_call,
    attr, decorated_attr
    );
