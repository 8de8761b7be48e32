// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// What classes can do beyond upstream's: see objtype.c, metaclass.c, mro.c,
// buildclass.c, isinstance.c and generics.c.

#ifndef MPH_CLASSES_H
#define MPH_CLASSES_H

#include "py/obj.h"

// Flags of a class; upstream uses the bits up to 0x0400, collections.h 0x4000.
#define MPH_TYPE_FLAG_HAS_META (0x1000) // its metaclass is not `type`
#define MPH_TYPE_FLAG_HAS_NATIVE (0x8000) // it derives from a built-in type but `object`
#define MPH_TYPE_FLAG_HAS_MRO (0x2000) // it, or a class it derives from, has several bases

bool mph_is_class(mp_obj_t object);
bool mph_derives_from_type(const mp_obj_type_t *type);

// What a class itself defines; NULL if it does not.
mp_map_elem_t *mph_find_own(const mp_obj_type_t *type, qstr attr);

// The bases of a class; `single` is where a single one is put.
size_t mph_bases_of(const mp_obj_type_t *type, mp_obj_t *single, const mp_obj_t **bases);

// Makes a class as `type` does, of the metaclass given or a base's; the keywords
// of the class statement are for __init_subclass__.
mp_obj_t mph_new_class(const mp_obj_type_t *meta, qstr name, mp_obj_t bases, mp_obj_t locals, size_t n_keywords, const mp_obj_t *keywords);

// What upstream does for an attribute of a class, and for a call of it.
void mph_upstream_type_attr(mp_obj_t class, qstr attr, mp_obj_t *dest);
mp_obj_t mph_upstream_type_call(mp_obj_t class, size_t n_args, size_t n_kw, const mp_obj_t *args);

// What type.__call__() does: makes an instance, unless the class is abstract.
mp_obj_t mph_make_instance(mp_obj_t class, size_t n_args, size_t n_kw, const mp_obj_t *args);

// The object of a built-in type that an object of a class that derives from one
// has within it; of others the object itself.
mp_obj_t mph_native_part(mp_obj_t object);

// The built-in type that a class derives from, or NULL.
const mp_obj_type_t *mph_native_base_of(const mp_obj_type_t *class);

// What each class has from `object`, where upstream does not look.
void mph_object_attr(qstr attr, mp_obj_t *dest);

// The type of an object, or the metaclass of a class.
const mp_obj_type_t *mph_type_of(mp_obj_t object);

// The metaclass of a class with these bases: one that derives from all of theirs.
const mp_obj_type_t *mph_metaclass_for(const mp_obj_type_t *meta, mp_obj_t bases);

// A call of a metaclass: makes a class by its __new__ and __init__.
mp_obj_t mph_metaclass_make_new(const mp_obj_type_t *meta, size_t n_args, size_t n_kw, const mp_obj_t *args);

// Looks for an attribute of a class in its metaclass, as far as that is made in
// Python, and binds it to the class.
bool mph_find_in_meta(const mp_obj_type_t *meta, qstr attr, mp_obj_t class, mp_obj_t *dest);
bool mph_find_meta_method(mp_obj_t class, qstr attr, mp_obj_t *dest);

// <class 'what this prints'>
void mph_print_class_name(const mp_print_t *print, mp_obj_t class);

// The order in which attributes are looked for, of a new class with its bases in
// place; as a tuple; and as it is stored in classes with MPH_TYPE_FLAG_HAS_MRO,
// of others nothing.
void mph_order_bases(mp_obj_type_t *class);
mp_obj_t mph_mro(mp_obj_t class);
const mp_obj_t *mph_stored_mro(const mp_obj_type_t *class, size_t *count);

// isinstance() and issubclass().
bool mph_is_instance(mp_obj_t object, mp_obj_t classinfo);
bool mph_is_subclass(mp_obj_t class, mp_obj_t classinfo);

// list[int], and int | None.
extern const mp_obj_type_t mph_type_generic_alias;
extern const mp_obj_type_t mph_type_union;
mp_obj_t mph_new_generic_alias(mp_obj_t origin, mp_obj_t args);
mp_obj_t mph_new_union(mp_obj_t left, mp_obj_t right); // MP_OBJ_NULL: not of types
mp_obj_t mph_union_args(mp_obj_t object); // a tuple, or MP_OBJ_NULL

#endif // MPH_CLASSES_H
