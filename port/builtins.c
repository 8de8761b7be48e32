// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// Built-in functions that go over things, and those that print and read.

#include <string.h>

#include "py/builtin.h"
#include "py/mphal.h"
#include "py/objlist.h"
#include "py/objstr.h"
#include "py/objtype.h"
#include "py/runtime.h"
#include "py/stream.h"
#include "py/unicode.h"
#include "shared/readline/readline.h"

#include "port/builtins.h"
#include "port/fastpaths.h"
#include "port/format.h"
#include "port/raise.h"
#include "port/text.h"

extern struct _mp_dummy_t mp_sys_stdout_obj;

// ---- going over ----

static mp_obj_t find_truth(mp_obj_t iterable, bool wanted) {
    mp_obj_iter_buf_t buffer;
    mp_obj_t items = mp_getiter(iterable, &buffer);
    for (mp_obj_t item; (item = mp_iternext(items)) != MP_OBJ_STOP_ITERATION; ) {
        if (mp_obj_is_true(item) == wanted) {
            return mp_obj_new_bool(wanted);
        }
    }
    return mp_obj_new_bool(!wanted);
}

static mp_obj_t builtin_all(mp_obj_t iterable) {
    return find_truth(iterable, false);
}
MP_DEFINE_CONST_FUN_OBJ_1(mp_builtin_all_obj, builtin_all);

static mp_obj_t builtin_any(mp_obj_t iterable) {
    return find_truth(iterable, true);
}
MP_DEFINE_CONST_FUN_OBJ_1(mp_builtin_any_obj, builtin_any);

// What iter(function, end) gives.
typedef struct _calls_t {
    mp_obj_base_t base;
    mp_fun_1_t iternext;
    mp_obj_t function; // MP_OBJ_NULL at the end
    mp_obj_t end;
} calls_t;

static mp_obj_t call_next(mp_obj_t self_in) {
    calls_t *self = MP_OBJ_TO_PTR(self_in);
    if (self->function == MP_OBJ_NULL) {
        return MP_OBJ_STOP_ITERATION;
    }
    mp_obj_t value = mp_call_function_0(self->function);
    if (mp_obj_equal(value, self->end)) {
        self->function = MP_OBJ_NULL;
        return MP_OBJ_STOP_ITERATION;
    }
    return value;
}

static mp_obj_t builtin_iter(size_t n_args, const mp_obj_t *args) {
    if (n_args == 1) {
        return mp_getiter(args[0], NULL);
    }
    if (!mp_obj_is_callable(args[0])) {
        mp_raise_TypeError(MP_ERROR_TEXT("iter(v, w): v must be callable"));
    }
    calls_t *calls = mp_obj_malloc(calls_t, &mp_type_polymorph_iter);
    calls->iternext = call_next;
    calls->function = args[0];
    calls->end = args[1];
    return MP_OBJ_FROM_PTR(calls);
}
MP_DEFINE_CONST_FUN_OBJ_VAR_BETWEEN(mph_builtin_iter_obj, 1, 2, builtin_iter);

static mp_obj_t builtin_next(size_t n_args, const mp_obj_t *args) {
    if (n_args == 2) {
        mp_obj_t item = mp_iternext(args[0]);
        return item != MP_OBJ_STOP_ITERATION ? item : args[1];
    }
    mp_obj_t item = mp_iternext_allow_raise(args[0]);
    if (item == MP_OBJ_STOP_ITERATION) {
        mp_raise_StopIteration(MP_STATE_THREAD(stop_iteration_arg));
    }
    return item;
}
MP_DEFINE_CONST_FUN_OBJ_VAR_BETWEEN(mp_builtin_next_obj, 1, 2, builtin_next);

static mp_obj_t builtin_sorted(size_t n_args, const mp_obj_t *args, mp_map_t *kwargs) {
    if (n_args != 1) {
        mph_raise(&mp_type_TypeError, "sorted expected 1 argument, got %u", (unsigned)n_args);
    }
    mp_obj_t list = mp_obj_list_make_new(&mp_type_list, 1, 0, args);
    mp_obj_list_sort(1, &list, kwargs);
    return list;
}
MP_DEFINE_CONST_FUN_OBJ_KW(mp_builtin_sorted_obj, 0, builtin_sorted);

bool mph_zip_is_strict(size_t n_keywords, const mp_obj_t *keywords) {
    bool is_strict = false;
    for (size_t i = 0; i < n_keywords; i++) {
        if (keywords[2 * i] != MP_OBJ_NEW_QSTR(MP_QSTR_strict)) {
            mph_raise(&mp_type_TypeError, "%r is an invalid keyword argument for zip()", keywords[2 * i]);
        }
        is_strict = mp_obj_is_true(keywords[2 * i + 1]);
    }
    return is_strict;
}

void mph_zip_check_ends(size_t count, const mp_obj_t *iterators, size_t ended) {
    const char *differs = "shorter";
    if (ended == 0) {
        differs = "longer";
        for (ended = 1; ended < count && mp_iternext(iterators[ended]) == MP_OBJ_STOP_ITERATION; ) {
            ended += 1;
        }
    }
    if (ended == 1 && count > 1) {
        mph_raise(&mp_type_ValueError, "zip() argument 2 is %s than argument 1", differs);
    }
    if (ended > 1 && ended < count) {
        mph_raise(&mp_type_ValueError, "zip() argument %u is %s than arguments 1-%u", (unsigned)ended + 1, differs, (unsigned)ended);
    }
}

void mph_check_reversible(mp_obj_t object) {
    const mp_obj_type_t *type = mp_obj_get_type(object);
    mp_obj_t items[2];
    mp_load_method_maybe(object, MP_QSTR___getitem__, items);
    if (!MP_OBJ_TYPE_HAS_SLOT(type, subscr) || (mp_obj_is_instance_type(type) && items[0] == MP_OBJ_NULL)) {
        mph_raise(&mp_type_TypeError, "'%t' object is not reversible", object);
    }
}

// ---- the least and the greatest ----

static mp_obj_t extreme(size_t n_args, const mp_obj_t *args, mp_map_t *kwargs, mp_binary_op_t better, const char *name) {
    static const mp_arg_t allowed[] = {
        { MP_QSTR_key, MP_ARG_KW_ONLY | MP_ARG_OBJ, { .u_rom_obj = MP_ROM_NONE } },
        { MP_QSTR_default, MP_ARG_KW_ONLY | MP_ARG_OBJ, { .u_obj = MP_OBJ_NULL } },
    };
    mp_arg_val_t given[2];
    mp_arg_parse_all(0, NULL, kwargs, MP_ARRAY_SIZE(allowed), allowed, given);
    mp_obj_t key_function = given[0].u_obj, otherwise = given[1].u_obj;
    if (n_args == 0) {
        mph_raise(&mp_type_TypeError, "%s expected at least 1 argument, got 0", name);
    }
    if (n_args > 1 && otherwise != MP_OBJ_NULL) {
        mph_raise(&mp_type_TypeError, "Cannot specify a default for %s() with multiple positional arguments", name);
    }
    mp_obj_iter_buf_t buffer;
    mp_obj_t items = n_args == 1 ? mp_getiter(args[0], &buffer) : MP_OBJ_NULL;
    mp_obj_t best = MP_OBJ_NULL, best_key = MP_OBJ_NULL;
    for (size_t i = 0; ; i++) {
        mp_obj_t item = n_args == 1 ? mp_iternext(items) : i < n_args ? args[i] : MP_OBJ_STOP_ITERATION;
        if (item == MP_OBJ_STOP_ITERATION) {
            break;
        }
        mp_obj_t key = key_function == mp_const_none ? item : mp_call_function_1(key_function, item);
        if (best == MP_OBJ_NULL || mp_obj_is_true(mp_binary_op(better, key, best_key))) {
            best = item;
            best_key = key;
        }
    }
    if (best == MP_OBJ_NULL) {
        if (otherwise == MP_OBJ_NULL) {
            mph_raise(&mp_type_ValueError, "%s() arg is an empty sequence", name);
        }
        return otherwise;
    }
    return best;
}

static mp_obj_t builtin_min(size_t n_args, const mp_obj_t *args, mp_map_t *kwargs) {
    return extreme(n_args, args, kwargs, MP_BINARY_OP_LESS, "min");
}
MP_DEFINE_CONST_FUN_OBJ_KW(mp_builtin_min_obj, 0, builtin_min);

static mp_obj_t builtin_max(size_t n_args, const mp_obj_t *args, mp_map_t *kwargs) {
    return extreme(n_args, args, kwargs, MP_BINARY_OP_MORE, "max");
}
MP_DEFINE_CONST_FUN_OBJ_KW(mp_builtin_max_obj, 0, builtin_max);

static mp_obj_t builtin_sum(size_t n_args, const mp_obj_t *args, mp_map_t *kwargs) {
    static const mp_arg_t allowed[] = {
        { MP_QSTR_iterable, MP_ARG_REQUIRED | MP_ARG_OBJ, { .u_rom_obj = MP_ROM_NONE } },
        { MP_QSTR_start, MP_ARG_OBJ, { .u_rom_obj = MP_ROM_INT(0) } },
    };
    mp_arg_val_t given[2];
    mp_arg_parse_all(n_args, args, kwargs, MP_ARRAY_SIZE(allowed), allowed, given);
    mp_obj_t sum = given[1].u_obj;
    if (mp_obj_is_str(sum)) {
        mp_raise_TypeError(MP_ERROR_TEXT("sum() can't sum strings [use ''.join(seq) instead]"));
    }
    if (mp_obj_is_type(sum, &mp_type_bytes) || mp_obj_is_type(sum, &mp_type_bytearray)) {
        mph_raise(&mp_type_TypeError, "sum() can't sum %t [use b''.join(seq) instead]", sum);
    }
    mp_obj_iter_buf_t buffer;
    mp_obj_t items = mp_getiter(given[0].u_obj, &buffer);
    for (mp_obj_t item; (item = mp_iternext(items)) != MP_OBJ_STOP_ITERATION; ) {
        sum = mp_binary_op(MP_BINARY_OP_ADD, sum, item);
    }
    return sum;
}
MP_DEFINE_CONST_FUN_OBJ_KW(mp_builtin_sum_obj, 0, builtin_sum);

// ---- printing and reading ----

static const char *text_or(mp_obj_t text, const char *otherwise, const char *what, size_t *length) {
    if (text == mp_const_none) {
        *length = strlen(otherwise);
        return otherwise;
    }
    if (!mp_obj_is_str(text)) {
        mph_raise(&mp_type_TypeError, "%s must be None or a string, not %t", what, text);
    }
    return mp_obj_str_get_data(text, length);
}

static void write_text(void *file, const char *text, size_t length) {
    mp_obj_t method[3];
    mp_load_method(MP_OBJ_FROM_PTR(file), MP_QSTR_write, method);
    method[2] = mp_obj_new_str(text, length);
    mp_call_method_n_kw(1, 0, method);
}

// Prints to what is a stream, or to any object that has a method `write`: to that,
// each text at once.
static void print_to(mp_obj_t file, size_t n_args, const mp_obj_t *args, mp_obj_t separator, mp_obj_t end) {
    size_t separator_length, end_length;
    const char *separator_text = text_or(separator, " ", "sep", &separator_length);
    const char *end_text = text_or(end, "\n", "end", &end_length);
    const mp_obj_type_t *type = mp_obj_get_type(file);
    bool is_stream = MP_OBJ_TYPE_HAS_SLOT(type, protocol) && !mp_obj_is_instance_type(type);
    mp_print_t print = { MP_OBJ_TO_PTR(file), is_stream ? mp_stream_write_adaptor : write_text };
    if (is_stream) {
        mp_get_stream_raise(file, MP_STREAM_OP_WRITE);
    }
    for (size_t i = 0; i < n_args; i++) {
        if (i > 0) {
            print.print_strn(print.data, separator_text, separator_length);
        }
        if (is_stream) {
            mp_obj_print_helper(&print, args[i], PRINT_STR);
        } else {
            size_t length;
            const char *text = mp_obj_str_get_data(mp_obj_str_make_new(&mp_type_str, 1, 0, &args[i]), &length);
            print.print_strn(print.data, text, length);
        }
    }
    print.print_strn(print.data, end_text, end_length);
}

static mp_obj_t builtin_print(size_t n_args, const mp_obj_t *args, mp_map_t *kwargs) {
    enum { SEP, END, FILE, FLUSH };
    static const mp_arg_t allowed[] = {
        { MP_QSTR_sep, MP_ARG_KW_ONLY | MP_ARG_OBJ, { .u_rom_obj = MP_ROM_NONE } },
        { MP_QSTR_end, MP_ARG_KW_ONLY | MP_ARG_OBJ, { .u_rom_obj = MP_ROM_NONE } },
        { MP_QSTR_file, MP_ARG_KW_ONLY | MP_ARG_OBJ, { .u_rom_obj = MP_ROM_NONE } },
        { MP_QSTR_flush, MP_ARG_KW_ONLY | MP_ARG_OBJ, { .u_rom_obj = MP_ROM_FALSE } },
    };
    mp_arg_val_t given[4];
    mp_arg_parse_all(0, NULL, kwargs, MP_ARRAY_SIZE(allowed), allowed, given);
    mp_obj_t file = given[FILE].u_obj == mp_const_none ? mph_stdout() : given[FILE].u_obj;
    print_to(file, n_args, args, given[SEP].u_obj, given[END].u_obj);
    if (mp_obj_is_true(given[FLUSH].u_obj)) {
        mp_obj_t method[2];
        mp_load_method_maybe(file, MP_QSTR_flush, method);
        if (method[0] != MP_OBJ_NULL) {
            mp_call_method_n_kw(0, 0, method);
        }
    }
    return mp_const_none;
}
MP_DEFINE_CONST_FUN_OBJ_KW(mp_builtin_print_obj, 0, builtin_print);

static mp_obj_t builtin_repl_print(mp_obj_t value) {
    if (value != mp_const_none) {
        mp_obj_print_helper(MP_PYTHON_PRINTER, value, PRINT_REPR);
        mp_print_str(MP_PYTHON_PRINTER, "\n");
        mp_obj_t dest[2] = { MP_OBJ_SENTINEL, value };
        MP_OBJ_TYPE_GET_SLOT(&mp_type_module, attr)(MP_OBJ_FROM_PTR(&mp_module_builtins), MP_QSTR__, dest);
    }
    return mp_const_none;
}
MP_DEFINE_CONST_FUN_OBJ_1(mp_builtin___repl_print___obj, builtin_repl_print);

static mp_obj_t builtin_input(size_t n_args, const mp_obj_t *args) {
    if (n_args == 1) {
        print_to(mph_stdout(), 1, args, mp_const_none, MP_OBJ_NEW_QSTR(MP_QSTR_));
    }
    vstr_t line;
    vstr_init(&line, 16);
    if (mp_hal_readline(&line, "") == CHAR_CTRL_D && line.len == 0) {
        mp_raise_msg(&mp_type_EOFError, MP_ERROR_TEXT("EOF when reading a line"));
    }
    return mp_obj_new_str_from_vstr(&line);
}
MP_DEFINE_CONST_FUN_OBJ_VAR_BETWEEN(mp_builtin_input_obj, 0, 1, builtin_input);

static mp_obj_t text_of(mp_obj_t value, mp_print_kind_t kind) {
    vstr_t text;
    mp_print_t print;
    vstr_init_print(&text, 16, &print);
    mp_obj_print_helper(&print, value, kind);
    return mp_obj_new_str_from_utf8_vstr(&text);
}

static mp_obj_t builtin_repr(mp_obj_t value) {
    return text_of(value, PRINT_REPR);
}
MP_DEFINE_CONST_FUN_OBJ_1(mp_builtin_repr_obj, builtin_repr);

static mp_obj_t builtin_ascii(mp_obj_t value) {
    mp_obj_t text = text_of(value, PRINT_REPR);
    GET_STR_DATA_LEN(text, data, length);
    vstr_t ascii;
    vstr_init(&ascii, length + 1);
    mph_add_ascii(&ascii, data, length);
    return mp_obj_new_str_from_utf8_vstr(&ascii);
}
MP_DEFINE_CONST_FUN_OBJ_1(mph_builtin_ascii_obj, builtin_ascii);

static mp_obj_t builtin_format(size_t n_args, const mp_obj_t *args) {
    size_t length = 0;
    const char *spec = "";
    if (n_args > 1) {
        if (!mp_obj_is_str(args[1])) {
            mph_raise(&mp_type_TypeError, "format() argument 2 must be str, not %t", args[1]);
        }
        spec = mp_obj_str_get_data(args[1], &length);
    }
    vstr_t text;
    vstr_init(&text, 16);
    mph_format(&text, args[0], (const byte *)spec, length);
    return mp_obj_new_str_from_vstr(&text);
}
MP_DEFINE_CONST_FUN_OBJ_VAR_BETWEEN(mph_builtin_format_obj, 1, 2, builtin_format);
