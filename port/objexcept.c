// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// Upstream's exceptions, with what they lack: a cause and a context
// (`raise X from Y`, and what was being handled), a traceback also where memory
// is full, the files that an OSError is about, and KeyError, SyntaxError and
// OSError as Python shows them.

#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include "py/gc.h"
#include "py/objexcept.h"
#include "py/objlist.h"
#include "py/objtuple.h"
#include "py/runtime.h"

#include "port/exception.h"
#include "port/exceptions.h"

// What is on the heap has room for the links. The few exceptions that stand
// ready elsewhere, so that they need no memory, have none.
typedef struct _linked_t {
    mp_obj_exception_t exception;
    mp_obj_t cause;   // MP_OBJ_NULL or an exception
    mp_obj_t context; // likewise
    mp_obj_t files;   // of an OSError: MP_OBJ_NULL, a name, or a tuple of two
    mp_obj_t attributes; // those that were set, a dict; or MP_OBJ_NULL
    bool suppress_context;
} linked_t;

static mp_obj_exception_t *allocate_exception(void) {
    linked_t *linked = m_malloc_maybe(sizeof(linked_t));
    if (linked == NULL) {
        return NULL;
    }
    *linked = (linked_t) { .cause = MP_OBJ_NULL, .files = MP_OBJ_NULL, .attributes = MP_OBJ_NULL };
    return &linked->exception;
}

// Upstream's text, in which it defines functions by these names and uses them
// in its tables, where no parenthesis follows.
static mp_obj_t upstream_make_new(const mp_obj_type_t *type, size_t n_args, size_t n_kw, const mp_obj_t *args);
static void upstream_attr(mp_obj_t self_in, qstr attr, mp_obj_t *dest);
static void upstream_print(const mp_print_t *print, mp_obj_t self_in, mp_print_kind_t kind);
static void upstream_add_traceback(mp_obj_t self_in, qstr file, size_t line, qstr block);
#define mp_obj_exception_make_new(...) upstream_make_new(__VA_ARGS__)
#define mp_obj_exception_attr(...) upstream_attr(__VA_ARGS__)
#define mp_obj_exception_print(...) upstream_print(__VA_ARGS__)
#define mp_obj_exception_add_traceback(...) upstream_add_traceback(__VA_ARGS__)
#undef m_new_obj_maybe
#define m_new_obj_maybe(type) (new_##type)
#define new_mp_obj_exception_t allocate_exception()
#define new_mp_obj_str_t ((mp_obj_str_t *)m_malloc_maybe(sizeof(mp_obj_str_t)))
// What it makes for itself has the right arguments: to check them here as well would
// be recursion.
#undef mp_arg_check_num
#define mp_arg_check_num(...) ((void)n_kw)
#include "py/objexcept.c"
#undef mp_arg_check_num

// The exception that upstream knows in one that is raised, or NULL in an
// instance that has not been initialised yet.
static inline mp_obj_exception_t *native_of_raised(mp_obj_t exception) {
    if (!mp_obj_is_native_exception_instance(exception)) {
        exception = ((mp_obj_instance_t *)MP_OBJ_TO_PTR(exception))->subobj[0];
        if (!mp_obj_is_native_exception_instance(exception)) {
            return NULL;
        }
    }
    return MP_OBJ_TO_PTR(exception);
}

// The same of any object; NULL too where it is no exception, or nothing.
static mp_obj_exception_t *native_of(mp_obj_t exception) {
    return exception != MP_OBJ_NULL && mp_obj_is_exception_instance(exception) ? native_of_raised(exception) : NULL;
}

bool mph_exception_is_whole(mp_obj_t exception) {
    return native_of_raised(exception) != NULL;
}

// ---- cause and context ----

static linked_t *linked_of(mp_obj_t exception) {
    mp_obj_exception_t *native = native_of(exception);
    return native != NULL && gc_nbytes(native) >= sizeof(linked_t) ? (linked_t *)native : NULL;
}

void mph_exception_set_cause(mp_obj_t exception, mp_obj_t cause) {
    linked_t *linked = linked_of(exception);
    if (linked != NULL) {
        linked->cause = cause == mp_const_none ? MP_OBJ_NULL : cause;
        linked->suppress_context = true;
    }
}

void mph_exception_note_context(mp_obj_t exception, mp_obj_t context) {
    linked_t *linked = linked_of(exception);
    if (linked != NULL && linked->context == MP_OBJ_NULL && context != exception) {
        linked->context = context;
    }
}

// What a program assigned to an attribute of an instance of its own class lies
// in that instance.
static mp_obj_t assigned(mp_obj_t exception, qstr name) {
    if (mp_obj_is_native_exception_instance(exception)) {
        return MP_OBJ_NULL;
    }
    mp_obj_instance_t *instance = MP_OBJ_TO_PTR(exception);
    mp_map_elem_t *member = mp_map_lookup(&instance->members, MP_OBJ_NEW_QSTR(name), MP_MAP_LOOKUP);
    return member != NULL ? member->value : MP_OBJ_NULL;
}

mp_obj_t mph_exception_before(mp_obj_t exception, bool *is_cause) {
    linked_t *linked = linked_of(exception);
    if (linked == NULL) {
        return MP_OBJ_NULL;
    }
    mp_obj_t own_cause = assigned(exception, MP_QSTR___cause__);
    mp_obj_t cause = own_cause != MP_OBJ_NULL ? own_cause : linked->cause;
    if (native_of(cause) != NULL) {
        *is_cause = true;
        return cause;
    }
    *is_cause = false;
    mp_obj_t suppress = assigned(exception, MP_QSTR___suppress_context__);
    if (suppress == mp_const_true || linked->suppress_context || own_cause != MP_OBJ_NULL) {
        return MP_OBJ_NULL;
    }
    mp_obj_t own_context = assigned(exception, MP_QSTR___context__);
    mp_obj_t context = own_context != MP_OBJ_NULL ? own_context : linked->context;
    return native_of(context) != NULL ? context : MP_OBJ_NULL;
}

// ---- OSError ----

mp_obj_t (mp_obj_exception_make_new)(const mp_obj_type_t *type, size_t n_args, size_t n_kw, const mp_obj_t *args) {
    mp_arg_check_num_sig(n_args, n_kw, MP_OBJ_FUN_MAKE_SIG(0, MP_OBJ_FUN_ARGS_MAX, false));
    // errno, text, file, a number that means nothing here, a second file
    if (n_args < 2 || n_args > 5 || !mph_is_oserror(type)) {
        return upstream_make_new(type, n_args, n_kw, args);
    }
    mp_obj_t exception = upstream_make_new(mph_oserror_type(type, args[0]), 2, n_kw, args);
    linked_t *linked = linked_of(exception);
    if (n_args > 2 && linked != NULL) {
        mp_obj_t both[] = { args[2], n_args == 5 ? args[4] : mp_const_none };
        linked->files = both[1] == mp_const_none ? both[0] : mp_obj_new_tuple(2, both);
    }
    return exception;
}

// The first or the second file that an OSError is about, or None.
static mp_obj_t file_of(mp_obj_t exception, size_t which) {
    linked_t *linked = linked_of(exception);
    mp_obj_t files = linked != NULL ? linked->files : MP_OBJ_NULL;
    if (files != MP_OBJ_NULL && mp_obj_is_type(files, &mp_type_tuple)) {
        return ((mp_obj_tuple_t *)MP_OBJ_TO_PTR(files))->items[which];
    }
    return files != MP_OBJ_NULL && which == 0 ? files : mp_const_none;
}

static bool load_oserror_attr(mp_obj_t self_in, qstr attr, mp_obj_t *dest) {
    const mp_obj_exception_t *self = MP_OBJ_TO_PTR(self_in);
    if (attr == MP_QSTR_strerror) {
        dest[0] = self->args->len == 2 ? self->args->items[1] : mp_const_none;
    } else if (attr == MP_QSTR_filename || attr == MP_QSTR_filename2) {
        dest[0] = file_of(self_in, attr == MP_QSTR_filename2);
    } else {
        return false;
    }
    return true;
}

static void print_oserror(const mp_print_t *print, mp_obj_exception_t *self) {
    mp_print_str(print, "[Errno ");
    mp_obj_print_helper(print, self->args->items[0], PRINT_STR);
    mp_print_str(print, "] ");
    mp_obj_print_helper(print, self->args->items[1], PRINT_STR);
    for (size_t which = 0; which < 2; which++) {
        mp_obj_t file = file_of(MP_OBJ_FROM_PTR(self), which);
        if (file != mp_const_none) {
            mp_print_str(print, which == 0 ? ": " : " -> ");
            mp_obj_print_helper(print, file, PRINT_REPR);
        }
    }
}

// ---- what programs set, notes, and the traceback ----

static mp_obj_t add_note(mp_obj_t self, mp_obj_t note) {
    linked_t *linked = linked_of(self);
    if (!mp_obj_is_str(note)) {
        mp_raise_msg_varg(&mp_type_TypeError, MP_ERROR_TEXT("note must be a str, not '%s'"), mp_obj_get_type_str(note));
    }
    if (linked == NULL) {
        return mp_const_none;
    }
    if (linked->attributes == MP_OBJ_NULL) {
        linked->attributes = mp_obj_new_dict(0);
    }
    const mp_obj_t name = MP_OBJ_NEW_QSTR(MP_QSTR___notes__);
    mp_map_elem_t *notes = mp_map_lookup(mp_obj_dict_get_map(linked->attributes), name, MP_MAP_LOOKUP);
    if (notes == NULL) {
        mp_obj_dict_store(linked->attributes, name, mp_obj_new_list(1, &note));
    } else if (mp_obj_is_type(notes->value, &mp_type_list)) {
        mp_obj_list_append(notes->value, note);
    }
    return mp_const_none;
}
static MP_DEFINE_CONST_FUN_OBJ_2(add_note_obj, add_note);

// A traceback is what was noted, and cannot be replaced.
static mp_obj_t with_traceback(mp_obj_t self, mp_obj_t traceback) {
    (void)traceback;
    return self;
}
static MP_DEFINE_CONST_FUN_OBJ_2(with_traceback_obj, with_traceback);

// One object for each call, from the outermost inwards.
static mp_obj_t traceback_of(mp_obj_t self) {
    static const qstr traceback_fields[] = { MP_QSTR_tb_lineno, MP_QSTR_tb_next, MP_QSTR_tb_frame };
    static const qstr frame_fields[] = { MP_QSTR_f_code, MP_QSTR_f_lineno };
    static const qstr code_fields[] = { MP_QSTR_co_name, MP_QSTR_co_filename };
    const size_t *words = NULL;
    size_t count = mph_exception_calls(self, &words) / TRACEBACK_ENTRY_LEN;
    mp_obj_t next = mp_const_none;
    for (size_t i = 0; i < count; i++) {
        // Asked for anew: what is allocated here may move the words to the reserve.
        if (mph_exception_calls(self, &words) / TRACEBACK_ENTRY_LEN <= i) {
            break;
        }
        const size_t *call = words + i * TRACEBACK_ENTRY_LEN;
        mp_obj_t line = MP_OBJ_NEW_SMALL_INT(call[1]);
        mp_obj_t code[] = { MP_OBJ_NEW_QSTR(call[2] == MP_QSTRnull ? MP_QSTR__lt_module_gt_ : call[2]), MP_OBJ_NEW_QSTR(call[0]) };
        mp_obj_t frame[] = { mp_obj_new_attrtuple(code_fields, MP_ARRAY_SIZE(code), code), line };
        mp_obj_t items[] = { line, next, mp_obj_new_attrtuple(frame_fields, MP_ARRAY_SIZE(frame), frame) };
        next = mp_obj_new_attrtuple(traceback_fields, MP_ARRAY_SIZE(items), items);
    }
    return next;
}

static void load_own(mp_obj_t self, const linked_t *linked, qstr attr, mp_obj_t *dest) {
    mp_map_elem_t *found = NULL;
    if (linked != NULL && linked->attributes != MP_OBJ_NULL) {
        found = mp_map_lookup(mp_obj_dict_get_map(linked->attributes), MP_OBJ_NEW_QSTR(attr), MP_MAP_LOOKUP);
    }
    if (found != NULL) {
        dest[0] = found->value;
    } else if (attr == MP_QSTR___traceback__) {
        dest[0] = traceback_of(self);
    } else if (attr == MP_QSTR_add_note || attr == MP_QSTR_with_traceback) {
        dest[0] = attr == MP_QSTR_add_note ? MP_OBJ_FROM_PTR(&add_note_obj) : MP_OBJ_FROM_PTR(&with_traceback_obj);
        dest[1] = self;
    } else {
        const mp_obj_type_t *type = mp_obj_get_type(self);
        bool has_name = type == &mp_type_AttributeError || type == &mp_type_NameError || type == &mp_type_ImportError;
        bool is_of_syntax = type == &mp_type_SyntaxError || type == &mp_type_IndentationError;
        if (attr == MP_QSTR_name && has_name) {
            dest[0] = mp_const_none;
        } else if ((attr == MP_QSTR_code && type == &mp_type_SystemExit) || (attr == MP_QSTR_msg && is_of_syntax)) {
            dest[0] = mp_obj_exception_get_value(self);
        } else if (attr == MP_QSTR_lineno && is_of_syntax) {
            size_t count, *values;
            mp_obj_exception_get_traceback(self, &count, &values);
            dest[0] = count > 0 ? MP_OBJ_NEW_SMALL_INT(values[1]) : mp_const_none;
        }
    }
}

// What upstream's exceptions do not have.
static void own_attr(mp_obj_t self, qstr attr, mp_obj_t *dest) {
    linked_t *linked = linked_of(self);
    if (dest[0] == MP_OBJ_NULL && dest[1] == MP_OBJ_NULL) {
        load_own(self, linked, attr, dest);
    } else if (dest[0] == MP_OBJ_SENTINEL && dest[1] != MP_OBJ_NULL && linked != NULL && attr != MP_QSTR_args) {
        if (attr != MP_QSTR___traceback__) {
            linked->attributes = linked->attributes != MP_OBJ_NULL ? linked->attributes : mp_obj_new_dict(0);
            mp_obj_dict_store(linked->attributes, MP_OBJ_NEW_QSTR(attr), dest[1]);
        }
        dest[0] = MP_OBJ_NULL;
    }
}

static mp_obj_t exception_or_null(mp_obj_t value, mp_rom_error_text_t complaint) {
    if (value != mp_const_none && !mp_obj_is_exception_instance(value)) {
        mp_raise_TypeError(complaint);
    }
    return value == mp_const_none ? MP_OBJ_NULL : value;
}

void (mp_obj_exception_attr)(mp_obj_t self_in, qstr attr, mp_obj_t *dest) {
    bool is_link = attr == MP_QSTR___cause__ || attr == MP_QSTR___context__;
    if (!is_link && attr != MP_QSTR___suppress_context__) {
        const mp_obj_exception_t *self = MP_OBJ_TO_PTR(self_in);
        if (dest[0] == MP_OBJ_NULL && mph_is_oserror(self->base.type) && load_oserror_attr(self_in, attr, dest)) {
            return;
        }
        upstream_attr(self_in, attr, dest);
        own_attr(self_in, attr, dest);
        return;
    }
    linked_t *linked = linked_of(self_in);
    if (dest[0] == MP_OBJ_NULL) {
        mp_obj_t value = MP_OBJ_NULL;
        if (linked != NULL && is_link) {
            value = attr == MP_QSTR___cause__ ? linked->cause : linked->context;
        }
        if (is_link) {
            dest[0] = value != MP_OBJ_NULL ? value : mp_const_none;
        } else {
            dest[0] = mp_obj_new_bool(linked != NULL && linked->suppress_context);
        }
    } else if (dest[1] != MP_OBJ_NULL && linked != NULL) {
        if (attr == MP_QSTR___cause__) {
            linked->cause = exception_or_null(dest[1], MP_ERROR_TEXT("exception cause must be None or derive from BaseException"));
            linked->suppress_context = true;
        } else if (attr == MP_QSTR___context__) {
            linked->context = exception_or_null(dest[1], MP_ERROR_TEXT("exception context must be None or derive from BaseException"));
        } else {
            linked->suppress_context = mp_obj_is_true(dest[1]);
        }
        dest[0] = MP_OBJ_NULL; // indicate success
    }
}

// ---- text ----

void (mp_obj_exception_print)(const mp_print_t *print, mp_obj_t self_in, mp_print_kind_t kind) {
    mp_obj_exception_t *self = MP_OBJ_TO_PTR(self_in);
    mp_print_kind_t form = kind & ~PRINT_EXC_SUBCLASS;
    bool is_key = form == PRINT_STR && self->base.type == &mp_type_KeyError;
    if (form != PRINT_REPR && self->args->len == 2 && mph_is_oserror(self->base.type)) {
        if (form == PRINT_EXC) {
            mp_print_str(print, kind & PRINT_EXC_SUBCLASS ? "" : qstr_str(self->base.type->name));
            mp_print_str(print, ": ");
        }
        print_oserror(print, self);
        return;
    }
    if (form == PRINT_STR && mph_print_codec_error(print, self->base.type, self->args->len, self->args->items)) {
        return;
    }
    if (self->args->len != 1 || (form != PRINT_REPR && !is_key)) {
        upstream_print(print, self_in, kind);
    } else if (is_key) {
        // So that `''` and `' '` can be told from nothing.
        mp_obj_print_helper(print, self->args->items[0], PRINT_REPR);
    } else {
        // Without the comma of a tuple. The name of a subclass is there already.
        mp_print_str(print, kind & PRINT_EXC_SUBCLASS ? "" : qstr_str(self->base.type->name));
        mp_print_str(print, "(");
        mp_obj_print_helper(print, self->args->items[0], PRINT_REPR);
        mp_print_str(print, ")");
    }
}

// ---- traceback ----

// Upstream counts the words of a traceback in 16 bits.
#define MOST_WORDS ((UINT16_MAX / TRACEBACK_ENTRY_LEN) * TRACEBACK_ENTRY_LEN)

// Room for one traceback where memory is full: that of a MemoryError, mostly.
// Whoever needed it last has it.
static size_t reserve[64 * TRACEBACK_ENTRY_LEN];
MP_REGISTER_ROOT_POINTER(mp_obj_exception_t *mph_reserve_owner);

static void move_to_reserve(mp_obj_exception_t *self, size_t words) {
    mp_obj_exception_t *owner = MP_STATE_VM(mph_reserve_owner);
    if (words > MP_ARRAY_SIZE(reserve)) {
        return;
    }
    if (owner != NULL && owner->traceback_data == reserve) {
        owner->traceback_data = NULL;
    }
    memcpy(reserve, self->traceback_data, words * sizeof(*reserve));
    MP_STATE_VM(mph_reserve_owner) = self;
    self->traceback_data = reserve;
    self->traceback_alloc = MP_ARRAY_SIZE(reserve);
    self->traceback_len = words;
}

// Calls for which room is made at first: upstream makes it for one at a time.
#define FIRST_CALLS (4)

static mp_int_t traceback_limit(void) {
    return MP_OBJ_SMALL_INT_VALUE(MP_STATE_VM(sys_mutable[MP_SYS_MUTABLE_TRACEBACKLIMIT]));
}

// The usual case: there is room for the call and no limit in sight.
static inline bool append_call(mp_obj_exception_t *self, qstr file, size_t line, qstr function) {
    if (traceback_limit() <= FIRST_CALLS) {
        return false;
    }
    if (self->traceback_data == NULL) {
        self->traceback_data = m_new_maybe(size_t, FIRST_CALLS * TRACEBACK_ENTRY_LEN);
        if (self->traceback_data == NULL) {
            return false;
        }
        self->traceback_alloc = FIRST_CALLS * TRACEBACK_ENTRY_LEN;
        self->traceback_len = 0;
    }
    if (self->traceback_len >= FIRST_CALLS * TRACEBACK_ENTRY_LEN || self->traceback_len >= self->traceback_alloc) {
        return false;
    }
    size_t *call = &self->traceback_data[self->traceback_len];
    self->traceback_len += TRACEBACK_ENTRY_LEN;
    call[0] = file;
    call[1] = line;
    call[2] = function;
    return true;
}

void mph_exception_add_call(mp_obj_t exception, qstr file, size_t line, qstr function) {
    mp_obj_exception_t *self = native_of_raised(exception);
    if (self == NULL) {
        return;
    }
    if (append_call(self, file, line, function)) {
        return;
    }
    size_t words = self->traceback_data == NULL ? 0 : self->traceback_len;
    if (words > MOST_WORDS - TRACEBACK_ENTRY_LEN) {
        return;
    }
    if (self->traceback_data == reserve && words + TRACEBACK_ENTRY_LEN > MP_ARRAY_SIZE(reserve)) {
        return; // upstream would move it
    }
    upstream_add_traceback(exception, file, line, function);
    // At sys.tracebacklimit, upstream drops a call for each that it adds.
    mp_int_t limit = traceback_limit();
    bool grows = limit > 0 && words / TRACEBACK_ENTRY_LEN < (size_t)limit;
    if (grows && self->traceback_data != NULL && self->traceback_len <= words) {
        move_to_reserve(self, words);
        if (self->traceback_data == reserve) {
            upstream_add_traceback(exception, file, line, function);
        }
    }
}

size_t mph_exception_calls(mp_obj_t exception, const size_t **words) {
    mp_obj_exception_t *self = native_of(exception);
    if (self == NULL || self->traceback_data == NULL) {
        return 0;
    }
    *words = self->traceback_data;
    return self->traceback_len;
}

// For the parser and the compiler: where an error is in a text, which is in no
// function that runs.
void (mp_obj_exception_add_traceback)(mp_obj_t exception, qstr file, size_t line, qstr block) {
    (void)block;
    upstream_add_traceback(exception, file, line, MP_QSTRnull);
}
