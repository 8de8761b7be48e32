// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// The life of the interpreter: one start, which the build takes a snapshot of,
// then runs.

#include <string.h>

#include "py/builtin.h"
#include "py/compile.h"
#include "py/cstack.h"
#include "py/gc.h"
#include "py/mphal.h"
#include "py/objlist.h"
#include "py/runtime.h"

#include "port/call.h"
#include "port/exception.h"
#include "port/file.h"
#include "port/heap.h"
#include "port/port.h"
#include "port/reprguard.h"

#define FIRST_HEAP_BYTES (64 * 1024)

extern unsigned char __stack_high, __stack_low; // set by the linker

static uint64_t first_heap[FIRST_HEAP_BYTES / sizeof(uint64_t)] __attribute__((aligned(16)));

// What the host hands over lies on the collector's heap, so that it counts
// against the limit like everything else.
MP_REGISTER_ROOT_POINTER(struct { char *bytes; size_t length; } mph_buffers[4]);
_Static_assert(MPH_BUFFER_COUNT == 4, "mph_buffers must hold every buffer of host.h");

static mph_buffer_t *buffer_at(uint32_t index) {
    return (mph_buffer_t *)&MP_STATE_VM(mph_buffers)[index];
}

void mph_startup_init(void) {
    gc_init(first_heap, (char *)first_heap + sizeof(first_heap));
    mp_cstack_init_with_top(&__stack_high, &__stack_high - &__stack_low);
    mp_init();
    // Not the current folder: modules come from where the host says, and from here.
    mp_obj_list_set_len(mp_sys_path, 0);
    mp_obj_list_append(mp_sys_path, MP_OBJ_NEW_QSTR(MP_QSTR__dot_frozen));
    mph_interrupt_init();
    mph_host_module_init();
}

char *mph_guest_buffer(uint32_t index, uint32_t length) {
    if (index >= MPH_BUFFER_COUNT || length == UINT32_MAX) {
        return NULL;
    }
    mph_heap_set_limit(mph_control.memory_limit);
    mph_buffer_t *buffer = buffer_at(index);
    gc_free(buffer->bytes);
    buffer->length = 0;
    buffer->bytes = m_malloc_maybe(length + 1); // never empty: 0 means failure
    if (buffer->bytes != NULL) {
        buffer->length = length;
    }
    return buffer->bytes;
}

mph_buffer_t mph_take_buffer(enum mph_buffer index) {
    mph_buffer_t taken = *buffer_at(index);
    *buffer_at(index) = (mph_buffer_t) { NULL, 0 };
    return taken;
}

void mph_set_argv(void) {
    mph_buffer_t buffer = mph_take_buffer(MPH_BUFFER_ARGV);
    const mph_buffer_t *argv = &buffer;
    mp_obj_list_set_len(mp_sys_argv, 0);
    for (size_t start = 0; start < argv->length; ) {
        const char *item = argv->bytes + start;
        size_t length = strnlen(item, argv->length - start);
        mp_obj_list_append(mp_sys_argv, mp_obj_new_str(item, length));
        start += length + 1;
    }
}

mp_obj_t mph_compile_and_run(qstr file, mph_buffer_t source, mp_parse_input_kind_t kind) {
    bool is_typed = kind == MP_PARSE_SINGLE_INPUT;
    mp_lexer_t *lexer = mp_lexer_new_from_str_len(file, source.bytes, source.length, 0);
    // What is typed at once may be more than one statement.
    mp_parse_tree_t tree = mp_parse(lexer, is_typed ? MP_PARSE_FILE_INPUT : kind);
    gc_free(source.bytes);
    if (kind == MP_PARSE_EVAL_INPUT) {
        return mp_call_function_0(mp_compile(&tree, file, false));
    }
    mph_keep_final_value(&tree);
    mp_call_function_0(mp_compile(&tree, file, is_typed));
    return mph_take_final_value();
}

// Calls what the program has registered with the module atexit, if it uses that.
static void call_at_exit(void) {
    mp_map_t *modules = &MP_STATE_VM(mp_loaded_modules_dict).map;
    mp_map_elem_t *module = mp_map_lookup(modules, MP_OBJ_NEW_QSTR(MP_QSTR_atexit), MP_MAP_LOOKUP);
    if (module != NULL) {
        mp_call_function_0(mp_load_attr(module->value, MP_QSTR__run_exitfuncs));
    }
}

static bool is_a(mp_obj_t exception, const mp_obj_type_t *type) {
    return mp_obj_is_subclass_fast(MP_OBJ_FROM_PTR(mp_obj_get_type(exception)), MP_OBJ_FROM_PTR(type));
}

static void run_source(void) {
    mph_buffer_t name = mph_take_buffer(MPH_BUFFER_NAME);
    qstr file = name.length != 0 ? qstr_from_strn(name.bytes, name.length) : MP_QSTR__lt_string_gt_;
    nlr_buf_t nlr;
    if (nlr_push(&nlr) == 0) {
        mp_obj_t value = mph_compile_and_run(file, mph_take_buffer(MPH_BUFFER_SOURCE), MP_PARSE_FILE_INPUT);
        if (value != MP_OBJ_NULL && value != mp_const_none) {
            mph_report_value(value);
        }
        nlr_pop();
        call_at_exit();
        return;
    }
    // Not where it was stopped: those exceptions are no Exception.
    mp_obj_t exception = MP_OBJ_FROM_PTR(nlr.ret_val);
    if (is_a(exception, &mp_type_Exception) || is_a(exception, &mp_type_SystemExit)) {
        call_at_exit();
    }
    nlr_jump(nlr.ret_val);
}

// Whatever the last run left behind when it was unwound.
static void reset_thread_state(void) {
    MP_STATE_THREAD(gc_lock_depth) = 0;
    MP_STATE_THREAD(mp_pending_exception) = MP_OBJ_NULL;
    mp_globals_set(&MP_STATE_VM(dict_main));
    mp_locals_set(&MP_STATE_VM(dict_main));
    (void)mph_take_final_value();
    mph_repr_unwind((void *)UINTPTR_MAX);
}

// The code that SystemExit carries. As in Python, what is neither None nor a
// number is a message, and a number that is too large becomes -1. May raise.
static int32_t exit_code(mp_obj_t exception) {
    size_t count;
    mp_obj_t *items;
    mp_obj_t args = mp_load_attr(exception, MP_QSTR_args);
    mp_obj_get_array(args, &count, &items);
    mp_obj_t code = count == 0 ? mp_const_none : count == 1 ? items[0] : args;
    if (code == mp_const_none) {
        return 0;
    }
    if (mp_obj_is_bool(code)) {
        return code == mp_const_true;
    }
    if (mp_obj_is_int(code)) {
        mp_int_t number = mp_obj_int_get_truncated(code);
        return mp_obj_equal(code, mp_obj_new_int(number)) ? number : -1;
    }
    nlr_buf_t nlr;
    if (nlr_push(&nlr) == 0) {
        mp_obj_print_helper(&mph_stderr_print, code, PRINT_STR);
        nlr_pop();
    }
    mp_print_str(&mph_stderr_print, "\n");
    return 1;
}

static uint32_t end_by_exception(mp_obj_t exception) {
    if (!is_a(exception, &mp_type_SystemExit) || !mph_exception_is_whole(exception)) {
        mph_report_exception(exception);
        return MPH_STATUS_RAISED;
    }
    mph_control.exit_code = 1; // where not even the message can be had
    nlr_buf_t nlr;
    if (nlr_push(&nlr) == 0) {
        mph_control.exit_code = exit_code(exception);
        nlr_pop();
    }
    return MPH_STATUS_EXITED;
}

// What the host asks for beside an enum mph_operation.
#define RUN UINT32_MAX

// Does what the host asks for, and tells how it ended.
static uint32_t enter(uint32_t operation) {
    reset_thread_state();
    mph_heap_set_limit(mph_control.memory_limit);
    mph_calls_left = mph_control.recursion_depth == 0 ? UINT32_MAX : mph_control.recursion_depth;
    mph_interrupt_init(); // forgets the tracebacks of earlier stops
    uint32_t status = MPH_STATUS_DONE;
    nlr_buf_t nlr;
    if (nlr_push(&nlr) == 0) {
        if (operation == RUN) {
            mph_set_argv();
            run_source();
        } else {
            mph_perform(operation);
        }
        // As Python does at its end. What cannot be written is told, if nothing else is.
        mp_obj_t name;
        int number = mph_files_end(&name);
        if (number != 0) {
            mph_raise_oserror(number, name, MP_OBJ_NULL);
        }
        nlr_pop();
    } else {
        mp_obj_t name;
        (void)mph_files_end(&name);
        status = end_by_exception(MP_OBJ_FROM_PTR(nlr.ret_val));
    }
    reset_thread_state();
    return status;
}

uint32_t mph_guest_run(void) {
    return enter(RUN);
}

uint32_t mph_guest_perform(uint32_t operation) {
    return operation == RUN ? MPH_STATUS_DONE : enter(operation);
}

// Does nothing while the collector runs: an exception must not leave it half
// done. What it calls is bounded, or a program's own __del__, which is checked
// and protected.
void mph_pass_stack_guard(void) {
    if ((MP_STATE_THREAD(gc_lock_depth) & GC_COLLECT_FLAG) == 0) {
        mp_raise_recursion_depth();
    }
}

// ---- what the interpreter needs of its platform ----

// A jump without a target is a fault of ours: trap, the host reports it.
void nlr_jump_fail(void *value) {
    (void)value;
    __builtin_trap();
}

void __assert_func(const char *file, int line, const char *function, const char *text) {
    (void)file, (void)line, (void)function, (void)text;
    __builtin_trap();
}
