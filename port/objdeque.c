// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// collections.deque: a ring that grows, in place of upstream's, which has a fixed
// length. A program's own __eq__ may change the deque while it is searched, so
// each step looks at the length anew.

#include "py/objlist.h"
#include "py/runtime.h"

#include "port/collections.h"
#include "port/deque.h"

static void extend(deque_t *self, mp_obj_t iterable, void (*add)(deque_t *, mp_obj_t)) {
    if (iterable == MP_OBJ_FROM_PTR(self)) {
        iterable = mph_list_of(iterable);
    }
    mp_obj_iter_buf_t buffer;
    mp_obj_t items = mp_getiter(iterable, &buffer);
    mp_obj_t item;
    while ((item = mp_iternext(items)) != MP_OBJ_STOP_ITERATION) {
        add(self, item);
    }
}

static mp_obj_t deque_make_new(const mp_obj_type_t *type, size_t n_args, size_t n_kw, const mp_obj_t *args) {
    static const mp_arg_t allowed[] = {
        { MP_QSTR_iterable, MP_ARG_OBJ, { .u_obj = MP_OBJ_NULL } },
        { MP_QSTR_maxlen, MP_ARG_OBJ, { .u_rom_obj = MP_ROM_NONE } },
    };
    mp_arg_val_t values[2];
    mp_arg_parse_all_kw_array(n_args, n_kw, args, 2, allowed, values);
    size_t maxlen = NO_MAXLEN;
    if (values[1].u_obj != mp_const_none) {
        mp_int_t given = mp_obj_get_int(values[1].u_obj);
        if (given < 0) {
            mp_raise_ValueError(MP_ERROR_TEXT("maxlen must be non-negative"));
        }
        maxlen = given;
    }
    deque_t *self = new_deque(type, maxlen);
    if (values[0].u_obj != MP_OBJ_NULL) {
        extend(self, values[0].u_obj, append);
    }
    return MP_OBJ_FROM_PTR(self);
}

static MP_NORETURN void raise_empty(void) {
    mp_raise_msg(&mp_type_IndexError, MP_ERROR_TEXT("pop from an empty deque"));
}

// ---- methods ----

#define METHOD_1(name) static MP_DEFINE_CONST_FUN_OBJ_1(deque_##name##_obj, deque_##name)
#define METHOD_2(name) static MP_DEFINE_CONST_FUN_OBJ_2(deque_##name##_obj, deque_##name)

static mp_obj_t deque_append(mp_obj_t self, mp_obj_t item) {
    append(MP_OBJ_TO_PTR(self), item);
    return mp_const_none;
}
METHOD_2(append);

static mp_obj_t deque_appendleft(mp_obj_t self, mp_obj_t item) {
    append_left(MP_OBJ_TO_PTR(self), item);
    return mp_const_none;
}
METHOD_2(appendleft);

static mp_obj_t deque_extend(mp_obj_t self, mp_obj_t iterable) {
    extend(MP_OBJ_TO_PTR(self), iterable, append);
    return mp_const_none;
}
METHOD_2(extend);

static mp_obj_t deque_extendleft(mp_obj_t self, mp_obj_t iterable) {
    extend(MP_OBJ_TO_PTR(self), iterable, append_left);
    return mp_const_none;
}
METHOD_2(extendleft);

static mp_obj_t deque_pop(mp_obj_t self_in) {
    deque_t *self = MP_OBJ_TO_PTR(self_in);
    if (self->len == 0) {
        raise_empty();
    }
    return take_last(self);
}
METHOD_1(pop);

static mp_obj_t deque_popleft(mp_obj_t self_in) {
    deque_t *self = MP_OBJ_TO_PTR(self_in);
    if (self->len == 0) {
        raise_empty();
    }
    return take_first(self);
}
METHOD_1(popleft);

static mp_obj_t deque_clear(mp_obj_t self_in) {
    deque_t *self = MP_OBJ_TO_PTR(self_in);
    m_del(mp_obj_t, self->items, self->alloc);
    self->items = NULL;
    self->alloc = self->first = self->len = 0;
    self->changes += 1;
    return mp_const_none;
}
METHOD_1(clear);

static mp_obj_t deque_copy(mp_obj_t self_in) {
    deque_t *self = MP_OBJ_TO_PTR(self_in);
    deque_t *copy = new_deque(self->base.type, self->maxlen);
    for (size_t i = 0; i < self->len; i++) {
        append(copy, *slot(self, i));
    }
    return MP_OBJ_FROM_PTR(copy);
}
METHOD_1(copy);

static mp_obj_t deque_rotate(size_t n_args, const mp_obj_t *args) {
    deque_t *self = MP_OBJ_TO_PTR(args[0]);
    mp_obj_t by = n_args > 1 ? args[1] : MP_OBJ_NEW_SMALL_INT(1);
    if (self->len > 1) {
        // As Python's modulo, whatever the size of the number.
        size_t steps = mp_obj_get_int(mp_binary_op(MP_BINARY_OP_MODULO, by, mp_obj_new_int_from_uint(self->len)));
        if (steps > self->len / 2) {
            rotate_back(self, self->len - steps);
        } else {
            rotate(self, steps);
        }
    } else {
        (void)mp_obj_get_int(by);
    }
    return mp_const_none;
}
static MP_DEFINE_CONST_FUN_OBJ_VAR_BETWEEN(deque_rotate_obj, 1, 2, deque_rotate);

static mp_obj_t deque_reverse(mp_obj_t self_in) {
    deque_t *self = MP_OBJ_TO_PTR(self_in);
    for (size_t i = 0; i < self->len / 2; i++) {
        mp_obj_t *left = slot(self, i), *right = slot(self, self->len - 1 - i);
        mp_obj_t item = *left;
        *left = *right;
        *right = item;
    }
    return mp_const_none;
}
METHOD_1(reverse);

static mp_obj_t deque_count(mp_obj_t self_in, mp_obj_t value) {
    const deque_t *self = MP_OBJ_TO_PTR(self_in);
    size_t count = 0;
    for (size_t i = 0; i < self->len; i++) {
        count += is_at(self, i, value);
    }
    return MP_OBJ_NEW_SMALL_INT(count);
}
METHOD_2(count);

static size_t bound(const deque_t *self, mp_obj_t index_in) {
    mp_int_t index = mp_obj_get_int(index_in);
    if (index < 0) {
        index += self->len;
    }
    return index < 0 ? 0 : index;
}

static MP_NORETURN void raise_not_found(mp_obj_t value) {
    mp_raise_msg_varg(&mp_type_ValueError, MP_ERROR_TEXT("%s is not in deque"), mp_obj_str_get_str(mph_repr(value)));
}

static mp_obj_t deque_index(size_t n_args, const mp_obj_t *args) {
    const deque_t *self = MP_OBJ_TO_PTR(args[0]);
    size_t found = find(self, args[1], n_args > 2 ? bound(self, args[2]) : 0, n_args > 3 ? bound(self, args[3]) : SIZE_MAX);
    if (found == SIZE_MAX) {
        raise_not_found(args[1]);
    }
    return MP_OBJ_NEW_SMALL_INT(found);
}
static MP_DEFINE_CONST_FUN_OBJ_VAR_BETWEEN(deque_index_obj, 2, 4, deque_index);

static mp_obj_t deque_remove(mp_obj_t self_in, mp_obj_t value) {
    deque_t *self = MP_OBJ_TO_PTR(self_in);
    size_t found = find(self, value, 0, SIZE_MAX);
    if (found == SIZE_MAX) {
        raise_not_found(value);
    }
    delete_at(self, found);
    return mp_const_none;
}
METHOD_2(remove);

static mp_obj_t deque_insert(mp_obj_t self_in, mp_obj_t index_in, mp_obj_t item) {
    deque_t *self = MP_OBJ_TO_PTR(self_in);
    if (self->len == self->maxlen) {
        mp_raise_msg(&mp_type_IndexError, MP_ERROR_TEXT("deque already at its maximum size"));
    }
    size_t index = bound(self, index_in);
    if (index >= self->len) {
        append(self, item);
    } else {
        rotate_back(self, index);
        append_left(self, item);
        rotate(self, index);
    }
    return mp_const_none;
}
static MP_DEFINE_CONST_FUN_OBJ_3(deque_insert_obj, deque_insert);

// ---- operators ----

static mp_obj_t deque_unary_op(mp_unary_op_t op, mp_obj_t self_in) {
    const deque_t *self = MP_OBJ_TO_PTR(self_in);
    switch (op) {
        case MP_UNARY_OP_BOOL:
            return mp_obj_new_bool(self->len != 0);
        case MP_UNARY_OP_LEN:
            return MP_OBJ_NEW_SMALL_INT(self->len);
        case MP_UNARY_OP_SIZEOF:
            return MP_OBJ_NEW_SMALL_INT(sizeof(*self) + self->alloc * sizeof(mp_obj_t));
        case MP_UNARY_OP_HASH:
            mp_raise_TypeError(MP_ERROR_TEXT("unhashable type: 'collections.deque'"));
        default:
            return MP_OBJ_NULL;
    }
}

static mp_obj_t repeated(deque_t *self, mp_obj_t times_in) {
    mp_int_t times = mp_obj_get_int(times_in);
    deque_t *product = new_deque(self->base.type, self->maxlen);
    for (mp_int_t i = 0; i < times && self->len != 0; i++) {
        for (size_t j = 0; j < self->len; j++) {
            append(product, *slot(self, j));
        }
    }
    return MP_OBJ_FROM_PTR(product);
}

static mp_obj_t deque_binary_op(mp_binary_op_t op, mp_obj_t left, mp_obj_t right) {
    deque_t *self = MP_OBJ_TO_PTR(left);
    bool alike = mp_obj_is_type(right, &mp_type_deque);
    switch (op) {
        case MP_BINARY_OP_CONTAINS:
            return mp_obj_new_bool(find(self, right, 0, SIZE_MAX) != SIZE_MAX);
        case MP_BINARY_OP_ADD:
            if (!alike) {
                return MP_OBJ_NULL;
            }
            left = deque_copy(left);
            deque_extend(left, right);
            return left;
        case MP_BINARY_OP_INPLACE_ADD:
            deque_extend(left, right);
            return left;
        case MP_BINARY_OP_MULTIPLY:
        case MP_BINARY_OP_REVERSE_MULTIPLY:
            return mp_obj_is_int(right) ? repeated(self, right) : MP_OBJ_NULL;
        case MP_BINARY_OP_EQUAL:
        case MP_BINARY_OP_LESS:
        case MP_BINARY_OP_LESS_EQUAL:
        case MP_BINARY_OP_MORE:
        case MP_BINARY_OP_MORE_EQUAL:
            return alike ? mp_binary_op(op, mph_list_of(left), mph_list_of(right)) : MP_OBJ_NULL;
        default:
            return MP_OBJ_NULL;
    }
}

static mp_obj_t deque_subscr(mp_obj_t self_in, mp_obj_t index_in, mp_obj_t value) {
    deque_t *self = MP_OBJ_TO_PTR(self_in);
    if (!mp_obj_is_int(index_in)) {
        mp_raise_msg_varg(&mp_type_TypeError, MP_ERROR_TEXT("sequence index must be integer, not '%s'"), mp_obj_get_type_str(index_in));
    }
    mp_int_t index = mp_obj_get_int(index_in);
    if (index < 0) {
        index += self->len;
    }
    if (index < 0 || (size_t)index >= self->len) {
        mp_raise_msg(&mp_type_IndexError, MP_ERROR_TEXT("deque index out of range"));
    }
    if (value == MP_OBJ_SENTINEL) {
        return *slot(self, index);
    }
    if (value == MP_OBJ_NULL) {
        delete_at(self, index);
    } else {
        *slot(self, index) = value;
    }
    return mp_const_none;
}

static void deque_print(const mp_print_t *print, mp_obj_t self_in, mp_print_kind_t kind) {
    (void)kind;
    const deque_t *self = MP_OBJ_TO_PTR(self_in);
    mp_printf(print, "%q(", (qstr)self->base.type->name);
    mp_obj_print_helper(print, mph_list_of(self_in), PRINT_REPR);
    if (self->maxlen != NO_MAXLEN) {
        mp_printf(print, ", maxlen=%u", (unsigned)self->maxlen);
    }
    mp_print_str(print, ")");
}

static void deque_attr(mp_obj_t self_in, qstr attr, mp_obj_t *dest) {
    const deque_t *self = MP_OBJ_TO_PTR(self_in);
    if (dest[0] != MP_OBJ_NULL) {
        return; // nothing can be set
    }
    if (attr == MP_QSTR_maxlen) {
        dest[0] = self->maxlen == NO_MAXLEN ? mp_const_none : MP_OBJ_NEW_SMALL_INT(self->maxlen);
    } else {
        dest[1] = MP_OBJ_SENTINEL; // go on with the methods
    }
}

// ---- iterators ----

typedef struct _iterator_t {
    mp_obj_base_t base;
    deque_t *deque;
    size_t next;
    size_t changes;
} iterator_t;
_Static_assert(sizeof(iterator_t) <= sizeof(mp_obj_iter_buf_t), "an iterator must fit where it is made");

static mp_obj_t iterator_next(mp_obj_t self_in) {
    iterator_t *self = MP_OBJ_TO_PTR(self_in);
    if (self->changes != self->deque->changes) {
        raise_mutated();
    }
    return self->next < self->deque->len ? *slot(self->deque, self->next++) : MP_OBJ_STOP_ITERATION;
}

static MP_DEFINE_CONST_OBJ_TYPE(
    type_iterator,
    MP_QSTR__deque_iterator,
    MP_TYPE_FLAG_ITER_IS_ITERNEXT,
    iter, iterator_next
    );

static mp_obj_t deque_getiter(mp_obj_t self_in, mp_obj_iter_buf_t *buffer) {
    iterator_t *iterator = (iterator_t *)buffer;
    iterator->base.type = &type_iterator;
    iterator->deque = MP_OBJ_TO_PTR(self_in);
    iterator->next = 0;
    iterator->changes = iterator->deque->changes;
    return MP_OBJ_FROM_PTR(iterator);
}

static const mp_rom_map_elem_t deque_locals_table[] = {
    { MP_ROM_QSTR(MP_QSTR___module__), MP_ROM_QSTR(MP_QSTR_collections) },
    { MP_ROM_QSTR(MP_QSTR_append), MP_ROM_PTR(&deque_append_obj) },
    { MP_ROM_QSTR(MP_QSTR_appendleft), MP_ROM_PTR(&deque_appendleft_obj) },
    { MP_ROM_QSTR(MP_QSTR_clear), MP_ROM_PTR(&deque_clear_obj) },
    { MP_ROM_QSTR(MP_QSTR_copy), MP_ROM_PTR(&deque_copy_obj) },
    { MP_ROM_QSTR(MP_QSTR_count), MP_ROM_PTR(&deque_count_obj) },
    { MP_ROM_QSTR(MP_QSTR_extend), MP_ROM_PTR(&deque_extend_obj) },
    { MP_ROM_QSTR(MP_QSTR_extendleft), MP_ROM_PTR(&deque_extendleft_obj) },
    { MP_ROM_QSTR(MP_QSTR_index), MP_ROM_PTR(&deque_index_obj) },
    { MP_ROM_QSTR(MP_QSTR_insert), MP_ROM_PTR(&deque_insert_obj) },
    { MP_ROM_QSTR(MP_QSTR_pop), MP_ROM_PTR(&deque_pop_obj) },
    { MP_ROM_QSTR(MP_QSTR_popleft), MP_ROM_PTR(&deque_popleft_obj) },
    { MP_ROM_QSTR(MP_QSTR_remove), MP_ROM_PTR(&deque_remove_obj) },
    { MP_ROM_QSTR(MP_QSTR_reverse), MP_ROM_PTR(&deque_reverse_obj) },
    { MP_ROM_QSTR(MP_QSTR_rotate), MP_ROM_PTR(&deque_rotate_obj) },
};
static MP_DEFINE_CONST_DICT(deque_locals, deque_locals_table);

MP_DEFINE_CONST_OBJ_TYPE(
    mp_type_deque,
    MP_QSTR_deque,
    MP_TYPE_FLAG_ITER_IS_GETITER,
    make_new, deque_make_new,
    print, deque_print,
    unary_op, deque_unary_op,
    binary_op, deque_binary_op,
    attr, deque_attr,
    subscr, deque_subscr,
    iter, deque_getiter,
    locals_dict, &deque_locals
    );
