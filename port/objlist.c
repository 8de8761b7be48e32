// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// The type list, in place of upstream's: with slices of any step (listslice.c), a
// stable sort (listsort.c), and methods that bear it when a program's __eq__
// changes the list in the midst of them. listops.c has its operators.

#include <string.h>

#include "py/builtin.h"
#include "py/objlist.h"
#include "py/objtuple.h"

#include "port/fastpaths.h"
#include "port/list.h"
#include "port/number.h"
#include "port/raise.h"

#define LEAST_ALLOC (4)

// ---- making and growing ----

void mp_obj_list_init(mp_obj_list_t *list, size_t n) {
    list->base.type = &mp_type_list;
    list->alloc = MAX(n, LEAST_ALLOC);
    list->len = n;
    list->items = m_new(mp_obj_t, list->alloc);
    memset(list->items + n, 0, (list->alloc - n) * sizeof(mp_obj_t));
}

mp_obj_list_t *mph_list_new(size_t n) {
    mp_obj_list_t *list = m_new_obj(mp_obj_list_t);
    mp_obj_list_init(list, n);
    return list;
}

mp_obj_t mp_obj_new_list(size_t n, mp_obj_t *items) {
    mp_obj_list_t *list = mph_list_new(n);
    if (items != NULL) {
        memcpy(list->items, items, n * sizeof(mp_obj_t));
    }
    return MP_OBJ_FROM_PTR(list);
}

void mp_obj_list_get(mp_obj_t self, size_t *length, mp_obj_t **items) {
    *length = mph_list_of(self)->len;
    *items = mph_list_of(self)->items;
}

void mp_obj_list_set_len(mp_obj_t self, size_t length) {
    mph_list_of(self)->len = length; // the caller sees to the items
}

void mph_list_reserve(mp_obj_list_t *self, size_t alloc) {
    if (alloc > MP_SSIZE_MAX / sizeof(mp_obj_t)) {
        m_malloc_fail(SIZE_MAX);
    }
    self->items = m_renew(mp_obj_t, self->items, self->alloc, alloc);
    if (alloc > self->alloc) {
        memset(self->items + self->alloc, 0, (alloc - self->alloc) * sizeof(mp_obj_t));
    }
    self->alloc = alloc;
}

void mph_list_shorten(mp_obj_list_t *self, size_t length) {
    memset(self->items + length, 0, (self->len - length) * sizeof(mp_obj_t));
    self->len = length;
    if (self->alloc > LEAST_ALLOC && self->alloc > 2 * length) {
        mph_list_reserve(self, MAX(self->alloc / 2, LEAST_ALLOC));
    }
}

mp_obj_t mp_obj_list_append(mp_obj_t self_in, mp_obj_t item) {
    mp_obj_list_t *self = mph_list_of(self_in);
    if (self->len >= self->alloc) {
        mph_list_reserve(self, self->alloc * 2);
    }
    self->items[self->len++] = item;
    return mp_const_none;
}
static MP_DEFINE_CONST_FUN_OBJ_2(list_append_obj, mp_obj_list_append);

mp_obj_t mph_list_extend(mp_obj_t self_in, mp_obj_t from) {
    mp_obj_list_t *self = mph_list_of(self_in);
    if (mp_obj_is_type(from, &mp_type_list) || mp_obj_is_type(from, &mp_type_tuple)) {
        size_t count;
        mp_obj_t *items;
        mp_obj_get_array(from, &count, &items);
        if (self->len + count > self->alloc) {
            mph_list_reserve(self, self->len + count + (self->len == 0 ? 0 : (self->len + count) / 8));
            mp_obj_get_array(from, &count, &items); // it may be the list itself
        }
        memcpy(self->items + self->len, items, count * sizeof(mp_obj_t));
        self->len += count;
        return mp_const_none;
    }
    mp_obj_iter_buf_t buffer;
    mp_obj_t items = mp_getiter(from, &buffer);
    for (mp_obj_t item; (item = mp_iternext(items)) != MP_OBJ_STOP_ITERATION; ) {
        mp_obj_list_append(self_in, item);
    }
    return mp_const_none;
}
static MP_DEFINE_CONST_FUN_OBJ_2(list_extend_obj, mph_list_extend);

mp_obj_t mp_obj_list_make_new(const mp_obj_type_t *type, size_t n_args, size_t n_kw, const mp_obj_t *args) {
    (void)type;
    mp_arg_check_num(n_args, n_kw, 0, 1, false);
    mp_obj_t list = mp_obj_new_list(0, NULL);
    if (n_args == 1) {
        mph_list_extend(list, args[0]);
    }
    return list;
}

static mp_obj_t list_insert(mp_obj_t self_in, mp_obj_t index, mp_obj_t item) {
    mp_obj_list_t *self = mph_list_of(self_in);
    int64_t at = mph_get_int64(index);
    at += at < 0 ? self->len : 0;
    at = MIN((int64_t)self->len, MAX(0, at));
    mp_obj_list_append(self_in, mp_const_none);
    memmove(self->items + at + 1, self->items + at, (self->len - 1 - at) * sizeof(mp_obj_t));
    self->items[at] = item;
    return mp_const_none;
}
static MP_DEFINE_CONST_FUN_OBJ_3(list_insert_obj, list_insert);

static mp_obj_t list_clear(mp_obj_t self) {
    mph_list_shorten(mph_list_of(self), 0);
    mph_list_reserve(mph_list_of(self), LEAST_ALLOC);
    return mp_const_none;
}
static MP_DEFINE_CONST_FUN_OBJ_1(list_clear_obj, list_clear);

static mp_obj_t list_copy(mp_obj_t self) {
    return mp_obj_new_list(mph_list_of(self)->len, mph_list_of(self)->items);
}
static MP_DEFINE_CONST_FUN_OBJ_1(list_copy_obj, list_copy);

// ---- items by their place ----

// `what` begins the message of an IndexError.
static size_t place(const mp_obj_list_t *self, mp_obj_t index, const char *what) {
    int64_t at;
    mph_fit_t fit = mph_fit_int64(index, &at);
    if (fit == MPH_NO_INTEGER) {
        mph_raise(&mp_type_TypeError, "list indices must be integers or slices, not %t", index);
    }
    // Only now: an __index__ of a program's may have changed the list.
    at += fit == MPH_FITS && at < 0 ? self->len : 0;
    if (at < 0 || at >= (int64_t)self->len) {
        mph_raise(&mp_type_IndexError, "%s index out of range", what);
    }
    return at;
}

static mp_obj_t take(mp_obj_list_t *self, size_t at) {
    mp_obj_t item = self->items[at];
    memmove(self->items + at, self->items + at + 1, (self->len - 1 - at) * sizeof(mp_obj_t));
    mph_list_shorten(self, self->len - 1);
    return item;
}

static mp_obj_t list_pop(size_t n_args, const mp_obj_t *args) {
    mp_obj_list_t *self = mph_list_of(args[0]);
    if (self->len == 0) {
        mp_raise_msg(&mp_type_IndexError, MP_ERROR_TEXT("pop from empty list"));
    }
    return take(self, n_args == 1 ? self->len - 1 : place(self, args[1], "pop"));
}
static MP_DEFINE_CONST_FUN_OBJ_VAR_BETWEEN(list_pop_obj, 1, 2, list_pop);

void mp_obj_list_store(mp_obj_t self_in, mp_obj_t index, mp_obj_t value) {
    mp_obj_list_t *self = mph_list_of(self_in);
    size_t at = place(self, index, "list assignment"); // which may move the items
    self->items[at] = value;
}

static mp_obj_t list_subscr(mp_obj_t self_in, mp_obj_t index, mp_obj_t value) {
    mp_obj_list_t *self = mph_list_of(self_in);
    if (mp_obj_is_type(index, &mp_type_slice)) {
        if (value == MP_OBJ_SENTINEL) {
            return mph_list_load_slice(self, index);
        }
        mph_list_store_slice(self_in, index, value);
        return mp_const_none;
    }
    if (value == MP_OBJ_SENTINEL) {
        size_t at = place(self, index, "list"); // which may move the items
        return self->items[at];
    }
    if (value == MP_OBJ_NULL) {
        take(self, place(self, index, "list assignment"));
    } else {
        mp_obj_list_store(self_in, index, value);
    }
    return mp_const_none;
}

static mp_obj_t list_reverse(mp_obj_t self) {
    mp_obj_t *items = mph_list_of(self)->items;
    size_t length = mph_list_of(self)->len;
    for (size_t i = 0; i < length / 2; i++) {
        mp_obj_t item = items[i];
        items[i] = items[length - 1 - i];
        items[length - 1 - i] = item;
    }
    return mp_const_none;
}
static MP_DEFINE_CONST_FUN_OBJ_1(list_reverse_obj, list_reverse);

// ---- items by their value ----

static bool is_at(const mp_obj_list_t *self, size_t at, mp_obj_t value) {
    return self->items[at] == value || mp_obj_equal(self->items[at], value);
}

size_t mph_list_find(const mp_obj_list_t *self, mp_obj_t value, size_t start, size_t stop) {
    for (size_t at = start; at < stop && at < self->len; at++) {
        if (is_at(self, at, value)) {
            return at;
        }
    }
    return SIZE_MAX;
}

static mp_obj_t list_index(size_t n_args, const mp_obj_t *args) {
    const mp_obj_list_t *self = mph_list_of(args[0]);
    size_t start = n_args > 2 ? mp_get_index(&mp_type_list, self->len, args[2], true) : 0;
    size_t stop = n_args > 3 ? mp_get_index(&mp_type_list, self->len, args[3], true) : self->len;
    size_t at = mph_list_find(self, args[1], start, stop);
    if (at == SIZE_MAX) {
        mph_raise(&mp_type_ValueError, "%r is not in list", args[1]);
    }
    return MP_OBJ_NEW_SMALL_INT(at);
}
static MP_DEFINE_CONST_FUN_OBJ_VAR_BETWEEN(list_index_obj, 2, 4, list_index);

static mp_obj_t list_count(mp_obj_t self_in, mp_obj_t value) {
    const mp_obj_list_t *self = mph_list_of(self_in);
    size_t count = 0;
    for (size_t at = 0; at < self->len; at++) {
        count += is_at(self, at, value);
    }
    return MP_OBJ_NEW_SMALL_INT(count);
}
static MP_DEFINE_CONST_FUN_OBJ_2(list_count_obj, list_count);

mp_obj_t mp_obj_list_remove(mp_obj_t self_in, mp_obj_t value) {
    mp_obj_list_t *self = mph_list_of(self_in);
    size_t at = mph_list_find(self, value, 0, self->len);
    if (at >= self->len) {
        mp_raise_ValueError(MP_ERROR_TEXT("list.remove(x): x not in list"));
    }
    take(self, at);
    return mp_const_none;
}
static MP_DEFINE_CONST_FUN_OBJ_2(list_remove_obj, mp_obj_list_remove);

static mp_obj_t list_len(mp_obj_t self) {
    return MP_OBJ_NEW_SMALL_INT(mph_list_of(self)->len);
}
static MP_DEFINE_CONST_FUN_OBJ_1(list_len_obj, list_len);

static mp_obj_t list_contains(mp_obj_t self, mp_obj_t value) {
    return mp_obj_new_bool(mph_list_find(mph_list_of(self), value, 0, SIZE_MAX) != SIZE_MAX);
}
static MP_DEFINE_CONST_FUN_OBJ_2(list_contains_obj, list_contains);

// ---- going over it ----

typedef struct _iterator_t {
    mp_obj_base_t base;
    mp_fun_1_t iternext;
    mp_obj_t list;
    size_t at;
} iterator_t;
_Static_assert(sizeof(iterator_t) <= sizeof(mp_obj_iter_buf_t), "an iterator must fit where it is made");

static mp_obj_t list_iternext(mp_obj_t self_in) {
    iterator_t *self = MP_OBJ_TO_PTR(self_in);
    const mp_obj_list_t *list = mph_list_of(self->list);
    return self->at < list->len ? list->items[self->at++] : MP_OBJ_STOP_ITERATION;
}

mp_obj_t mp_obj_new_list_iterator(mp_obj_t list, size_t at, mp_obj_iter_buf_t *buffer) {
    iterator_t *iterator = (iterator_t *)buffer;
    *iterator = (iterator_t) { { &mp_type_polymorph_iter }, list_iternext, list, at };
    return MP_OBJ_FROM_PTR(iterator);
}

static mp_obj_t list_getiter(mp_obj_t self, mp_obj_iter_buf_t *buffer) {
    return mp_obj_new_list_iterator(self, 0, buffer);
}

// ---- the type ----

static MP_DEFINE_CONST_FUN_OBJ_KW(list_sort_obj, 1, mp_obj_list_sort);

static const mp_rom_map_elem_t list_locals_table[] = {
    { MP_ROM_QSTR(MP_QSTR_append), MP_ROM_PTR(&list_append_obj) },
    { MP_ROM_QSTR(MP_QSTR_clear), MP_ROM_PTR(&list_clear_obj) },
    { MP_ROM_QSTR(MP_QSTR_copy), MP_ROM_PTR(&list_copy_obj) },
    { MP_ROM_QSTR(MP_QSTR_count), MP_ROM_PTR(&list_count_obj) },
    { MP_ROM_QSTR(MP_QSTR_extend), MP_ROM_PTR(&list_extend_obj) },
    { MP_ROM_QSTR(MP_QSTR_index), MP_ROM_PTR(&list_index_obj) },
    { MP_ROM_QSTR(MP_QSTR_insert), MP_ROM_PTR(&list_insert_obj) },
    { MP_ROM_QSTR(MP_QSTR_pop), MP_ROM_PTR(&list_pop_obj) },
    { MP_ROM_QSTR(MP_QSTR_remove), MP_ROM_PTR(&list_remove_obj) },
    { MP_ROM_QSTR(MP_QSTR_reverse), MP_ROM_PTR(&list_reverse_obj) },
    { MP_ROM_QSTR(MP_QSTR_sort), MP_ROM_PTR(&list_sort_obj) },
    { MP_ROM_QSTR(MP_QSTR___contains__), MP_ROM_PTR(&list_contains_obj) },
    { MP_ROM_QSTR(MP_QSTR___delitem__), MP_ROM_PTR(&mp_op_delitem_obj) },
    { MP_ROM_QSTR(MP_QSTR___getitem__), MP_ROM_PTR(&mp_op_getitem_obj) },
    { MP_ROM_QSTR(MP_QSTR___len__), MP_ROM_PTR(&list_len_obj) },
    { MP_ROM_QSTR(MP_QSTR___setitem__), MP_ROM_PTR(&mp_op_setitem_obj) },
};
static MP_DEFINE_CONST_DICT(list_locals, list_locals_table);

MP_DEFINE_CONST_OBJ_TYPE(
    mp_type_list,
    MP_QSTR_list,
    MP_TYPE_FLAG_ITER_IS_GETITER,
    make_new, mp_obj_list_make_new,
    print, mph_list_print,
    unary_op, mph_list_unary_op,
    binary_op, mph_list_binary_op,
    subscr, list_subscr,
    iter, list_getiter,
    locals_dict, &list_locals
    );
