// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// collections.namedtuple, in place of upstream's, which has no defaults, and whose
// classes have neither _fields nor _make. A class is a type that is made at run
// time; what it has beside its fields is in its dict.

#include <string.h>

#include "py/builtin.h"
#include "py/objlist.h"
#include "py/objstr.h"
#include "py/objtuple.h"
#include "py/objtype.h"
#include "py/runtime.h"

#include "port/collections.h"
#include "port/decorated.h"

typedef struct _namedtuple_type_t {
    mp_obj_full_type_t type;
    size_t n_fields;
    size_t n_defaults; // of the last fields
    mp_obj_t *defaults;
    qstr fields[];
} namedtuple_type_t;

static const namedtuple_type_t *type_of(mp_obj_t self) {
    return (const namedtuple_type_t *)((mp_obj_base_t *)MP_OBJ_TO_PTR(self))->type;
}

static size_t find_field(const namedtuple_type_t *type, qstr name) {
    size_t i = 0;
    while (i < type->n_fields && type->fields[i] != name) {
        i += 1;
    }
    return i;
}

// A method gets an instance, or one of a class that derives from its own.
static mp_obj_t namedtuple_make_new(const mp_obj_type_t *type_in, size_t n_args, size_t n_kw, const mp_obj_t *args);
static mp_obj_t native(mp_obj_t self) {
    const mp_obj_type_t *type = mp_obj_get_type(self);
    if (mp_obj_is_instance_type(type) && mp_obj_is_subclass_fast(MP_OBJ_FROM_PTR(type), MP_OBJ_FROM_PTR(&mp_type_tuple))) {
        self = ((mp_obj_instance_t *)MP_OBJ_TO_PTR(self))->subobj[0];
    }
    if (MP_OBJ_TYPE_GET_SLOT_OR_NULL(mp_obj_get_type(self), make_new) != namedtuple_make_new) {
        mp_raise_msg_varg(&mp_type_TypeError, MP_ERROR_TEXT("a named tuple is required, not '%s'"), mp_obj_get_type_str(self));
    }
    return self;
}

// ---- instances ----

static MP_NORETURN void raise_missing(const namedtuple_type_t *type, const mp_obj_t *items, size_t n_required) {
    size_t count = 0;
    for (size_t i = 0; i < n_required; i++) {
        count += items[i] == MP_OBJ_NULL;
    }
    vstr_t names;
    mp_print_t print;
    vstr_init_print(&names, 16, &print);
    for (size_t i = 0, seen = 0; i < n_required; i++) {
        if (items[i] == MP_OBJ_NULL) {
            const char *between = seen == 0 ? "" : seen + 1 < count ? ", " : count == 2 ? " and " : ", and ";
            mp_printf(&print, "%s'%q'", between, type->fields[i]);
            seen += 1;
        }
    }
    mp_raise_msg_varg(&mp_type_TypeError, MP_ERROR_TEXT("%q.__new__() missing %u required positional argument%s: %s"),
        (qstr)type->type.name, (unsigned)count, count == 1 ? "" : "s", vstr_null_terminated_str(&names));
}

static mp_obj_t new_instance(const mp_obj_type_t *type, size_t count) {
    mp_obj_tuple_t *tuple = mp_obj_malloc_var(mp_obj_tuple_t, items, mp_obj_t, count, type);
    tuple->len = count;
    memset(tuple->items, 0, count * sizeof(mp_obj_t));
    return MP_OBJ_FROM_PTR(tuple);
}

static mp_obj_t namedtuple_make_new(const mp_obj_type_t *type_in, size_t n_args, size_t n_kw, const mp_obj_t *args) {
    const namedtuple_type_t *type = (const namedtuple_type_t *)type_in;
    if (n_args > type->n_fields) {
        mp_raise_msg_varg(&mp_type_TypeError, MP_ERROR_TEXT("%q.__new__() takes %u positional arguments but %u were given"),
            (qstr)type_in->name, (unsigned)type->n_fields + 1, (unsigned)n_args + 1);
    }
    mp_obj_t self = new_instance(type_in, type->n_fields);
    mp_obj_t *items = ((mp_obj_tuple_t *)MP_OBJ_TO_PTR(self))->items;
    memcpy(items, args, n_args * sizeof(mp_obj_t));
    for (size_t i = 0; i < n_kw; i++) {
        qstr name = mp_obj_str_get_qstr(args[n_args + 2 * i]);
        size_t field = find_field(type, name);
        if (field == type->n_fields) {
            mp_raise_msg_varg(&mp_type_TypeError, MP_ERROR_TEXT("%q.__new__() got an unexpected keyword argument '%q'"), (qstr)type_in->name, name);
        }
        if (items[field] != MP_OBJ_NULL) {
            mp_raise_msg_varg(&mp_type_TypeError, MP_ERROR_TEXT("%q.__new__() got multiple values for argument '%q'"), (qstr)type_in->name, name);
        }
        items[field] = args[n_args + 2 * i + 1];
    }
    size_t n_required = type->n_fields - type->n_defaults;
    for (size_t i = 0; i < type->n_fields; i++) {
        if (items[i] == MP_OBJ_NULL) {
            if (i < n_required) {
                raise_missing(type, items, n_required);
            }
            items[i] = type->defaults[i - n_required];
        }
    }
    return self;
}

static void namedtuple_print(const mp_print_t *print, mp_obj_t self_in, mp_print_kind_t kind) {
    const mp_obj_tuple_t *self = MP_OBJ_TO_PTR(self_in);
    const namedtuple_type_t *type = type_of(self_in);
    mp_printf(print, "%q(", (qstr)type->type.name);
    for (size_t i = 0; i < self->len; i++) {
        mp_printf(print, "%s%q=", i == 0 ? "" : ", ", type->fields[i]);
        mp_obj_print_helper(print, self->items[i], PRINT_REPR);
    }
    mp_print_str(print, ")");
}

static void namedtuple_attr(mp_obj_t self_in, qstr attr, mp_obj_t *dest) {
    const mp_obj_tuple_t *self = MP_OBJ_TO_PTR(self_in);
    const namedtuple_type_t *type = type_of(self_in);
    size_t field = find_field(type, attr);
    if (dest[0] != MP_OBJ_NULL) {
        if (field < type->n_fields) {
            mp_raise_msg(&mp_type_AttributeError, MP_ERROR_TEXT("can't set attribute"));
        }
    } else if (field < type->n_fields) {
        dest[0] = self->items[field];
    } else {
        dest[1] = MP_OBJ_SENTINEL; // go on with the methods
    }
}

static mp_obj_t namedtuple_asdict(mp_obj_t self_in) {
    self_in = native(self_in);
    const mp_obj_tuple_t *self = MP_OBJ_TO_PTR(self_in);
    const namedtuple_type_t *type = type_of(self_in);
    mp_obj_t dict = mp_obj_new_dict(0);
    ((mp_obj_dict_t *)MP_OBJ_TO_PTR(dict))->map.is_ordered = 1;
    for (size_t i = 0; i < self->len; i++) {
        mp_obj_dict_store(dict, MP_OBJ_NEW_QSTR(type->fields[i]), self->items[i]);
    }
    return dict;
}
static MP_DEFINE_CONST_FUN_OBJ_1(namedtuple_asdict_obj, namedtuple_asdict);

static mp_obj_t make(mp_obj_t class, mp_obj_t iterable) {
    size_t count;
    mp_obj_t *items;
    mp_obj_list_get(mph_list_of(iterable), &count, &items);
    mp_obj_t fields = mp_load_attr(class, MP_QSTR__fields);
    size_t expected = MP_OBJ_SMALL_INT_VALUE(mp_obj_len(fields));
    if (count != expected) {
        mp_raise_msg_varg(&mp_type_TypeError, MP_ERROR_TEXT("Expected %u arguments, got %u"), (unsigned)expected, (unsigned)count);
    }
    return mp_call_function_n_kw(class, count, 0, items);
}
static MP_DEFINE_CONST_FUN_OBJ_2(make_obj, make);
static MP_DEFINE_CONST_CLASSMETHOD_OBJ(namedtuple_make_obj, MP_ROM_PTR(&make_obj));

static mp_obj_t namedtuple_replace(size_t n_args, const mp_obj_t *args, mp_map_t *keywords) {
    mp_arg_check_num(n_args, keywords->used, 1, 1, true);
    mp_obj_t self = native(args[0]);
    const namedtuple_type_t *type = type_of(self);
    const mp_obj_tuple_t *tuple = MP_OBJ_TO_PTR(self);
    mp_obj_t *items = m_new(mp_obj_t, tuple->len);
    memcpy(items, tuple->items, tuple->len * sizeof(mp_obj_t));
    for (size_t i = 0; i < keywords->used; i++) {
        qstr name = mp_obj_str_get_qstr(args[n_args + 2 * i]);
        size_t field = find_field(type, name);
        if (field == type->n_fields) {
            mp_raise_msg_varg(&mp_type_ValueError, MP_ERROR_TEXT("Got unexpected field names: ['%q']"), name);
        }
        items[field] = args[n_args + 2 * i + 1];
    }
    return mp_call_function_n_kw(MP_OBJ_FROM_PTR(mp_obj_get_type(args[0])), tuple->len, 0, items);
}
static MP_DEFINE_CONST_FUN_OBJ_KW(namedtuple_replace_obj, 1, namedtuple_replace);

bool mph_is_namedtuple_class(const mp_obj_type_t *type) {
    return MP_OBJ_TYPE_GET_SLOT_OR_NULL(type, make_new) == namedtuple_make_new;
}

const qstr *mph_namedtuple_fields(const mp_obj_type_t *type_in, size_t *count) {
    const namedtuple_type_t *type = (const namedtuple_type_t *)type_in;
    *count = type->n_fields;
    return type->fields;
}

// Upstream calls a method of a built-in base with the part of the object that is
// of the base; _replace() has to know the class.
void mph_derive_from_namedtuple(mp_obj_t locals) {
    mp_map_t *map = &((mp_obj_dict_t *)MP_OBJ_TO_PTR(locals))->map;
    mp_map_elem_t *elem = mp_map_lookup(map, MP_OBJ_NEW_QSTR(MP_QSTR__replace), MP_MAP_LOOKUP_ADD_IF_NOT_FOUND);
    if (elem->value == MP_OBJ_NULL) {
        elem->value = mp_const_none;
        mp_obj_dict_store(locals, MP_OBJ_NEW_QSTR(MP_QSTR__replace), mph_new_decorated(MP_OBJ_FROM_PTR(&namedtuple_replace_obj)));
    }
}

static mp_obj_t tuple_method(qstr name) {
    return mp_map_lookup(&MP_OBJ_TYPE_GET_SLOT(&mp_type_tuple, locals_dict)->map, MP_OBJ_NEW_QSTR(name), MP_MAP_LOOKUP)->value;
}

// ---- classes ----

static bool is_identifier(const char *text, size_t length) {
    for (size_t i = 0; i < length; i++) {
        byte c = text[i];
        bool letter = unichar_isalpha(c) || c == '_' || c >= 0x80;
        if (!letter && (i == 0 || !unichar_isdigit(c))) {
            return false;
        }
    }
    return length > 0;
}

static bool is_keyword(const char *text) {
    static const char keywords[] = " False None True and as assert async await break class continue def del elif else except finally for from "
        "global if import in is lambda nonlocal not or pass raise return try while with yield ";
    size_t length = strlen(text);
    for (const char *found = strstr(keywords, text); found != NULL && length > 0; found = strstr(found + 1, text)) {
        if (found[-1] == ' ' && found[length] == ' ') {
            return true;
        }
    }
    return false;
}

static bool is_among(const qstr *fields, size_t count, qstr name) {
    for (size_t i = 0; i < count; i++) {
        if (fields[i] == name) {
            return true;
        }
    }
    return false;
}

// The name of the i-th field; one that cannot be is an error, or is replaced.
static qstr field_name(mp_obj_t name, size_t i, const qstr *before, bool rename) {
    size_t length;
    const char *text = mp_obj_str_get_data(name, &length);
    qstr field = qstr_from_strn(text, length);
    bool valid = is_identifier(text, length), keyword = is_keyword(qstr_str(field));
    bool hidden = length > 0 && text[0] == '_', double_ = is_among(before, i, field);
    if (valid && !keyword && !hidden && !double_) {
        return field;
    }
    if (rename) {
        vstr_t replacement;
        vstr_init(&replacement, 8);
        vstr_printf(&replacement, "_%u", (unsigned)i);
        return qstr_from_strn(replacement.buf, replacement.len);
    }
    mp_raise_msg_varg(&mp_type_ValueError,
        !valid ? MP_ERROR_TEXT("Type names and field names must be valid identifiers: '%q'")
        : keyword ? MP_ERROR_TEXT("Type names and field names cannot be a keyword: '%q'")
        : hidden ? MP_ERROR_TEXT("Field names cannot start with an underscore: '%q'")
        : MP_ERROR_TEXT("Encountered duplicate field name: '%q'"), field);
}

static mp_obj_t names_of(mp_obj_t names) {
    if (!mp_obj_is_str(names)) {
        return mph_list_of(names);
    }
    mp_obj_t dest[4];
    mp_load_method(names, MP_QSTR_replace, dest);
    dest[2] = mp_obj_new_str(",", 1);
    dest[3] = MP_OBJ_NEW_QSTR(MP_QSTR__space_);
    names = mp_call_method_n_kw(2, 0, dest);
    return mp_obj_str_split(1, &names);
}

static mp_obj_t class_dict(const namedtuple_type_t *type, mp_obj_t module) {
    mp_obj_t fields = mp_obj_new_tuple(type->n_fields, NULL);
    mp_obj_t *items = ((mp_obj_tuple_t *)MP_OBJ_TO_PTR(fields))->items;
    mp_obj_t defaults = mp_obj_new_dict(0);
    vstr_t doc;
    mp_print_t print;
    vstr_init_print(&doc, 16, &print);
    mp_printf(&print, "%q(", (qstr)type->type.name);
    for (size_t i = 0; i < type->n_fields; i++) {
        items[i] = MP_OBJ_NEW_QSTR(type->fields[i]);
        mp_printf(&print, "%s%q", i == 0 ? "" : ", ", type->fields[i]);
        size_t n_required = type->n_fields - type->n_defaults;
        if (i >= n_required) {
            mp_obj_dict_store(defaults, items[i], type->defaults[i - n_required]);
        }
    }
    mp_print_str(&print, ")");
    mp_obj_t dict = mp_obj_new_dict(0);
    const struct { qstr name; mp_obj_t value; } members[] = {
        { MP_QSTR___module__, module },
        { MP_QSTR___doc__, mp_obj_new_str_from_utf8_vstr(&doc) },
        { MP_QSTR___match_args__, fields },
        { MP_QSTR___slots__, mp_const_empty_tuple },
        { MP_QSTR__fields, fields },
        { MP_QSTR__field_defaults, defaults },
        { MP_QSTR__make, MP_OBJ_FROM_PTR(&namedtuple_make_obj) },
        { MP_QSTR__replace, MP_OBJ_FROM_PTR(&namedtuple_replace_obj) },
        { MP_QSTR__asdict, MP_OBJ_FROM_PTR(&namedtuple_asdict_obj) },
        { MP_QSTR_count, tuple_method(MP_QSTR_count) },
        { MP_QSTR_index, tuple_method(MP_QSTR_index) },
    };
    for (size_t i = 0; i < MP_ARRAY_SIZE(members); i++) {
        mp_obj_dict_store(dict, MP_OBJ_NEW_QSTR(members[i].name), members[i].value);
    }
    return dict;
}

static mp_obj_t namedtuple(size_t n_args, const mp_obj_t *args, mp_map_t *keywords) {
    enum { TYPENAME, FIELDS, RENAME, DEFAULTS, MODULE, COUNT };
    static const mp_arg_t allowed[] = {
        { MP_QSTR_typename, MP_ARG_REQUIRED | MP_ARG_OBJ, { .u_rom_obj = MP_ROM_NONE } },
        { MP_QSTR_field_names, MP_ARG_REQUIRED | MP_ARG_OBJ, { .u_rom_obj = MP_ROM_NONE } },
        { MP_QSTR_rename, MP_ARG_KW_ONLY | MP_ARG_OBJ, { .u_rom_obj = MP_ROM_FALSE } },
        { MP_QSTR_defaults, MP_ARG_KW_ONLY | MP_ARG_OBJ, { .u_rom_obj = MP_ROM_NONE } },
        { MP_QSTR_module, MP_ARG_KW_ONLY | MP_ARG_OBJ, { .u_rom_obj = MP_ROM_NONE } },
    };
    mp_arg_val_t given[COUNT];
    mp_arg_parse_all(n_args, args, keywords, COUNT, allowed, given);
    qstr name = field_name(given[TYPENAME].u_obj, 0, NULL, false);
    size_t n_fields;
    mp_obj_t *names;
    mp_obj_list_get(names_of(given[FIELDS].u_obj), &n_fields, &names);

    namedtuple_type_t *self = m_new_obj_var0(namedtuple_type_t, fields, qstr, n_fields);
    bool rename = mp_obj_is_true(given[RENAME].u_obj);
    for (size_t i = 0; i < n_fields; i++) {
        self->fields[i] = field_name(names[i], i, self->fields, rename);
    }
    self->n_fields = n_fields;
    if (given[DEFAULTS].u_obj != mp_const_none) {
        mp_obj_list_get(mph_list_of(given[DEFAULTS].u_obj), &self->n_defaults, &self->defaults);
        if (self->n_defaults > n_fields) {
            mp_raise_TypeError(MP_ERROR_TEXT("Got more default values than field names"));
        }
    }

    mp_obj_type_t *type = (mp_obj_type_t *)&self->type;
    type->base.type = &mp_type_type;
    type->flags = MP_TYPE_FLAG_EQ_CHECKS_OTHER_TYPE; // can match tuple
    type->name = name;
    MP_OBJ_TYPE_SET_SLOT(type, make_new, namedtuple_make_new, 0);
    MP_OBJ_TYPE_SET_SLOT(type, print, namedtuple_print, 1);
    MP_OBJ_TYPE_SET_SLOT(type, unary_op, mp_obj_tuple_unary_op, 2);
    MP_OBJ_TYPE_SET_SLOT(type, binary_op, mp_obj_tuple_binary_op, 3);
    MP_OBJ_TYPE_SET_SLOT(type, attr, namedtuple_attr, 4);
    MP_OBJ_TYPE_SET_SLOT(type, subscr, mp_obj_tuple_subscr, 5);
    MP_OBJ_TYPE_SET_SLOT(type, iter, mp_obj_tuple_getiter, 6);
    MP_OBJ_TYPE_SET_SLOT(type, parent, &mp_type_tuple, 7);
    mp_obj_t module = given[MODULE].u_obj;
    if (module == mp_const_none) {
        mp_map_elem_t *elem = mp_map_lookup(&mp_globals_get()->map, MP_OBJ_NEW_QSTR(MP_QSTR___name__), MP_MAP_LOOKUP);
        module = elem != NULL ? elem->value : MP_OBJ_NEW_QSTR(MP_QSTR___main__);
    }
    MP_OBJ_TYPE_SET_SLOT(type, locals_dict, MP_OBJ_TO_PTR(class_dict(self, module)), 8);
    return MP_OBJ_FROM_PTR(self);
}
MP_DEFINE_CONST_FUN_OBJ_KW(mph_namedtuple_obj, 2, namedtuple);
