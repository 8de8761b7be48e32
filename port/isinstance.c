// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// isinstance() and issubclass(), with all that Python takes as their second
// argument: classes, tuples of them at any depth, unions, classes whose metaclass
// decides, and objects that decide themselves. bool is a kind of int.

#include "py/builtin.h"
#include "py/objtype.h"
#include "py/runtime.h"

#include "port/classes.h"

// Functions are of several types, which all are that of functions to a program.
static bool is_function(const mp_obj_type_t *class) {
    return class->name == MP_QSTR_function && (class->flags & MP_TYPE_FLAG_BINDS_SELF) && !(class->flags & MP_TYPE_FLAG_BUILTIN_FUN);
}

static bool derives(const mp_obj_type_t *class, mp_obj_t from) {
    return from == MP_OBJ_FROM_PTR(&mp_type_object)
           || mp_obj_is_subclass_fast(MP_OBJ_FROM_PTR(class), from)
           || (class == &mp_type_bool && from == MP_OBJ_FROM_PTR(&mp_type_int))
           || (from == MP_OBJ_FROM_PTR(&mp_type_fun_bc) && is_function(class));
}

// Asks the classinfo, by the method that it has for that.
static bool ask(mp_obj_t classinfo, qstr method, mp_obj_t about, bool *answer) {
    mp_obj_t dest[3];
    if (mph_is_class(classinfo)) {
        if (!mph_find_meta_method(classinfo, method, dest)) {
            return false;
        }
    } else {
        mp_load_method_maybe(classinfo, method, dest);
        if (dest[0] == MP_OBJ_NULL) {
            return false;
        }
    }
    dest[2] = about;
    *answer = mp_obj_is_true(mp_call_method_n_kw(1, 0, dest));
    return true;
}

// `class` is the type of the object, or the class itself, where no object is.
static bool belongs(mp_obj_t object, const mp_obj_type_t *class, mp_obj_t classinfo) {
    mp_obj_t items = classinfo;
    if (mph_is_class(classinfo)) {
        if (derives(class, classinfo)) {
            return true;
        }
        if ((((const mp_obj_type_t *)MP_OBJ_TO_PTR(classinfo))->flags & MPH_TYPE_FLAG_HAS_META) == 0) {
            return false;
        }
        items = MP_OBJ_NULL;
    } else if (mph_union_args(classinfo) != MP_OBJ_NULL) {
        items = mph_union_args(classinfo);
    }
    if (items != MP_OBJ_NULL && mp_obj_is_type(items, &mp_type_tuple)) {
        size_t count;
        mp_obj_t *item;
        mp_obj_tuple_get(items, &count, &item);
        for (size_t i = 0; i < count; i++) {
            if (belongs(object, class, item[i])) {
                return true;
            }
        }
        return false;
    }
    bool answer = false;
    bool is_object = object != MP_OBJ_NULL;
    if (mp_obj_is_type(classinfo, &mph_type_generic_alias)) {
        mp_raise_msg_varg(&mp_type_TypeError, MP_ERROR_TEXT("%s() argument 2 cannot be a parameterized generic"), is_object ? "isinstance" : "issubclass");
    }
    if (!ask(classinfo, is_object ? MP_QSTR___instancecheck__ : MP_QSTR___subclasscheck__, is_object ? object : MP_OBJ_FROM_PTR(class), &answer)
        && !mph_is_class(classinfo)) {
        mp_raise_msg_varg(&mp_type_TypeError, is_object
            ? MP_ERROR_TEXT("isinstance() arg 2 must be a type, a tuple of types, or a union")
            : MP_ERROR_TEXT("issubclass() arg 2 must be a class, a tuple of classes, or a union"));
    }
    return answer;
}

bool mph_is_instance(mp_obj_t object, mp_obj_t classinfo) {
    return belongs(object, mph_type_of(object), classinfo) || (mph_is_class(object) && belongs(object, &mp_type_type, classinfo));
}

bool mph_is_subclass(mp_obj_t class, mp_obj_t classinfo) {
    if (!mph_is_class(class)) {
        mp_raise_TypeError(MP_ERROR_TEXT("issubclass() arg 1 must be a class"));
    }
    return belongs(MP_OBJ_NULL, MP_OBJ_TO_PTR(class), classinfo);
}

static mp_obj_t is_instance(mp_obj_t object, mp_obj_t classinfo) {
    return mp_obj_new_bool(mph_is_instance(object, classinfo));
}
MP_DEFINE_CONST_FUN_OBJ_2(mp_builtin_isinstance_obj, is_instance);

static mp_obj_t is_subclass(mp_obj_t class, mp_obj_t classinfo) {
    return mp_obj_new_bool(mph_is_subclass(class, classinfo));
}
MP_DEFINE_CONST_FUN_OBJ_2(mp_builtin_issubclass_obj, is_subclass);
