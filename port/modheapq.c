// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// The steps of the module heapq, and the module bisect. A comparison may run a
// program's own code, which may change the list: then there is an exception.

#include "py/builtin.h"
#include "py/objlist.h"
#include "py/runtime.h"

static bool less(mp_obj_t left, mp_obj_t right) {
    return mp_obj_is_true(mp_binary_op(MP_BINARY_OP_LESS, left, right));
}

static mp_obj_list_t *as_list(mp_obj_t object) {
    mp_obj_t list = mp_obj_is_obj(object) ? mp_obj_cast_to_native_base(object, MP_OBJ_FROM_PTR(&mp_type_list)) : MP_OBJ_NULL;
    if (list == MP_OBJ_NULL) {
        mp_raise_msg_varg(&mp_type_TypeError, MP_ERROR_TEXT("a list is needed, not %s"), mp_obj_get_type_str(object));
    }
    return MP_OBJ_TO_PTR(list);
}

// Whether the item at an index is less than another.
static bool item_less(const mp_obj_list_t *heap, size_t index, mp_obj_t item, bool turned) {
    size_t len = heap->len;
    mp_obj_t own = heap->items[index];
    bool result = turned ? less(item, own) : less(own, item);
    if (heap->len != len) {
        mp_raise_msg(&mp_type_RuntimeError, MP_ERROR_TEXT("list changed size during iteration"));
    }
    return result;
}

// Moves an item towards the front, as far as it is less than what is there.
static void sift_down(mp_obj_list_t *heap, size_t start, size_t at) {
    mp_obj_t item = heap->items[at];
    while (at > start) {
        size_t parent = (at - 1) / 2;
        if (!item_less(heap, parent, item, true)) {
            break;
        }
        heap->items[at] = heap->items[parent];
        at = parent;
    }
    heap->items[at] = item;
}

// Moves the item at an index to the end, always along the lesser child, and from
// there to where it belongs.
static void sift_up(mp_obj_list_t *heap, size_t at) {
    size_t start = at, end = heap->len;
    mp_obj_t item = heap->items[at];
    for (size_t child = 2 * at + 1; child < end; child = 2 * at + 1) {
        if (child + 1 < end && !item_less(heap, child, heap->items[child + 1], false)) {
            child += 1;
        }
        heap->items[at] = heap->items[child];
        heap->items[child] = item; // so that no item is lost by an exception
        at = child;
    }
    heap->items[at] = item;
    sift_down(heap, start, at);
}

static mp_obj_t heappush(mp_obj_t heap_in, mp_obj_t item) {
    mp_obj_list_t *heap = as_list(heap_in);
    mp_obj_list_append(MP_OBJ_FROM_PTR(heap), item);
    sift_down(heap, 0, heap->len - 1);
    return mp_const_none;
}
static MP_DEFINE_CONST_FUN_OBJ_2(heappush_obj, heappush);

static void check_not_empty(const mp_obj_list_t *heap) {
    if (heap->len == 0) {
        mp_raise_msg(&mp_type_IndexError, MP_ERROR_TEXT("index out of range"));
    }
}

static mp_obj_t heappop(mp_obj_t heap_in) {
    mp_obj_list_t *heap = as_list(heap_in);
    check_not_empty(heap);
    mp_obj_t last = heap->items[--heap->len];
    heap->items[heap->len] = MP_OBJ_NULL; // so that the collector can have it
    if (heap->len == 0) {
        return last;
    }
    mp_obj_t first = heap->items[0];
    heap->items[0] = last;
    sift_up(heap, 0);
    return first;
}
static MP_DEFINE_CONST_FUN_OBJ_1(heappop_obj, heappop);

static mp_obj_t replace(mp_obj_list_t *heap, mp_obj_t item) {
    mp_obj_t first = heap->items[0];
    heap->items[0] = item;
    sift_up(heap, 0);
    return first;
}

static mp_obj_t heapreplace(mp_obj_t heap_in, mp_obj_t item) {
    mp_obj_list_t *heap = as_list(heap_in);
    check_not_empty(heap);
    return replace(heap, item);
}
static MP_DEFINE_CONST_FUN_OBJ_2(heapreplace_obj, heapreplace);

static mp_obj_t heappushpop(mp_obj_t heap_in, mp_obj_t item) {
    mp_obj_list_t *heap = as_list(heap_in);
    return heap->len > 0 && item_less(heap, 0, item, false) ? replace(heap, item) : item;
}
static MP_DEFINE_CONST_FUN_OBJ_2(heappushpop_obj, heappushpop);

static mp_obj_t heapify(mp_obj_t heap_in) {
    mp_obj_list_t *heap = as_list(heap_in);
    for (size_t i = heap->len / 2; i-- > 0; ) {
        sift_up(heap, i);
    }
    return mp_const_none;
}
static MP_DEFINE_CONST_FUN_OBJ_1(heapify_obj, heapify);

static const mp_rom_map_elem_t heapq_globals_table[] = {
    { MP_ROM_QSTR(MP_QSTR___name__), MP_ROM_QSTR(MP_QSTR__heapq) },
    { MP_ROM_QSTR(MP_QSTR_heapify), MP_ROM_PTR(&heapify_obj) },
    { MP_ROM_QSTR(MP_QSTR_heappop), MP_ROM_PTR(&heappop_obj) },
    { MP_ROM_QSTR(MP_QSTR_heappush), MP_ROM_PTR(&heappush_obj) },
    { MP_ROM_QSTR(MP_QSTR_heappushpop), MP_ROM_PTR(&heappushpop_obj) },
    { MP_ROM_QSTR(MP_QSTR_heapreplace), MP_ROM_PTR(&heapreplace_obj) },
};
static MP_DEFINE_CONST_DICT(heapq_globals, heapq_globals_table);

const mp_obj_module_t mph_module_heapq = {
    .base = { &mp_type_module },
    .globals = (mp_obj_dict_t *)&heapq_globals,
};
MP_REGISTER_MODULE(MP_QSTR__heapq, mph_module_heapq);

// ---- bisect ----

typedef struct _search_t {
    mp_obj_t sequence;
    mp_obj_t item; // or its key
    mp_obj_t key; // a function, or None
    size_t low, high;
} search_t;

static search_t parse_search(size_t n_args, const mp_obj_t *args, mp_map_t *keywords) {
    enum { A, X, LO, HI, KEY, COUNT };
    static const mp_arg_t allowed[] = {
        { MP_QSTR_a, MP_ARG_REQUIRED | MP_ARG_OBJ, { .u_rom_obj = MP_ROM_NONE } },
        { MP_QSTR_x, MP_ARG_REQUIRED | MP_ARG_OBJ, { .u_rom_obj = MP_ROM_NONE } },
        { MP_QSTR_lo, MP_ARG_INT, { .u_int = 0 } },
        { MP_QSTR_hi, MP_ARG_OBJ, { .u_rom_obj = MP_ROM_NONE } },
        { MP_QSTR_key, MP_ARG_KW_ONLY | MP_ARG_OBJ, { .u_rom_obj = MP_ROM_NONE } },
    };
    mp_arg_val_t values[COUNT];
    mp_arg_parse_all(n_args, args, keywords, COUNT, allowed, values);
    if (values[LO].u_int < 0) {
        mp_raise_ValueError(MP_ERROR_TEXT("lo must be non-negative"));
    }
    mp_obj_t hi = values[HI].u_obj == mp_const_none ? mp_obj_len(values[A].u_obj) : values[HI].u_obj;
    mp_int_t high = mp_obj_get_int(hi);
    return (search_t) { values[A].u_obj, values[X].u_obj, values[KEY].u_obj, values[LO].u_int, high < 0 ? 0 : high };
}

static size_t bisect(const search_t *search, bool right) {
    size_t low = search->low, high = search->high;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        mp_obj_t own = mp_obj_subscr(search->sequence, mp_obj_new_int_from_uint(middle), MP_OBJ_SENTINEL);
        if (search->key != mp_const_none) {
            own = mp_call_function_1(search->key, own);
        }
        bool to_the_right = right ? !less(search->item, own) : less(own, search->item);
        low = to_the_right ? middle + 1 : low;
        high = to_the_right ? high : middle;
    }
    return low;
}

static mp_obj_t insort(search_t search, bool right) {
    mp_obj_t item = search.item;
    if (search.key != mp_const_none) {
        search.item = mp_call_function_1(search.key, item);
    }
    mp_obj_t dest[4];
    size_t at = bisect(&search, right);
    mp_load_method(search.sequence, MP_QSTR_insert, dest);
    dest[2] = mp_obj_new_int_from_uint(at);
    dest[3] = item;
    return mp_call_method_n_kw(2, 0, dest);
}

static mp_obj_t bisect_left(size_t n_args, const mp_obj_t *args, mp_map_t *keywords) {
    search_t search = parse_search(n_args, args, keywords);
    return mp_obj_new_int_from_uint(bisect(&search, false));
}
static MP_DEFINE_CONST_FUN_OBJ_KW(bisect_left_obj, 0, bisect_left);

static mp_obj_t bisect_right(size_t n_args, const mp_obj_t *args, mp_map_t *keywords) {
    search_t search = parse_search(n_args, args, keywords);
    return mp_obj_new_int_from_uint(bisect(&search, true));
}
static MP_DEFINE_CONST_FUN_OBJ_KW(bisect_right_obj, 0, bisect_right);

static mp_obj_t insort_left(size_t n_args, const mp_obj_t *args, mp_map_t *keywords) {
    return insort(parse_search(n_args, args, keywords), false);
}
static MP_DEFINE_CONST_FUN_OBJ_KW(insort_left_obj, 0, insort_left);

static mp_obj_t insort_right(size_t n_args, const mp_obj_t *args, mp_map_t *keywords) {
    return insort(parse_search(n_args, args, keywords), true);
}
static MP_DEFINE_CONST_FUN_OBJ_KW(insort_right_obj, 0, insort_right);

static const mp_rom_map_elem_t bisect_globals_table[] = {
    { MP_ROM_QSTR(MP_QSTR___name__), MP_ROM_QSTR(MP_QSTR_bisect) },
    { MP_ROM_QSTR(MP_QSTR_bisect), MP_ROM_PTR(&bisect_right_obj) },
    { MP_ROM_QSTR(MP_QSTR_bisect_left), MP_ROM_PTR(&bisect_left_obj) },
    { MP_ROM_QSTR(MP_QSTR_bisect_right), MP_ROM_PTR(&bisect_right_obj) },
    { MP_ROM_QSTR(MP_QSTR_insort), MP_ROM_PTR(&insort_right_obj) },
    { MP_ROM_QSTR(MP_QSTR_insort_left), MP_ROM_PTR(&insort_left_obj) },
    { MP_ROM_QSTR(MP_QSTR_insort_right), MP_ROM_PTR(&insort_right_obj) },
};
static MP_DEFINE_CONST_DICT(bisect_globals, bisect_globals_table);

const mp_obj_module_t mph_module_bisect = {
    .base = { &mp_type_module },
    .globals = (mp_obj_dict_t *)&bisect_globals,
};
MP_REGISTER_EXTENSIBLE_MODULE(MP_QSTR_bisect, mph_module_bisect);
