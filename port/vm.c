// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// Upstream's bytecode interpreter, without setjmp in its loop.
//
// In WebAssembly a function that calls setjmp pays for it at each call it
// makes: the engine keeps nothing in a register over a call whose exception
// the function may catch, and the compiler leaves values in memory in case
// setjmp returns again. So the function that catches is a thin one of our own,
// mp_execute_bytecode; it calls upstream's loop, compiled here as
// run_bytecode, in which nlr_push() and nlr_pop() only say whether an exception
// is for this frame. When one arrives, the loop is entered once more and goes
// straight to its exception handler. All that it needs there is in memory: in
// the code state, except for the top of the stack of active handlers, which
// `frame_t` holds.

#include <stdbool.h>
#include <string.h>

#include "py/bc.h"
#include "py/bc0.h"
#include "py/emitglue.h"
#include "py/objfun.h"
#include "py/objtype.h"
#include "py/profile.h"
#include "py/runtime.h"

#include "port/call.h"
#include "port/exception.h"
#include "port/fastpaths.h"
#include "port/reprguard.h"

// Volatile, as it changes between setjmp and longjmp.
typedef volatile struct _frame_t {
    bool catches; // between nlr_push() and nlr_pop()
    void *caught; // not yet taken by the loop
    mp_exc_stack_t *active; // the top of the stack of active handlers
    mp_obj_base_t *handled; // what sys.exc_info() gives where the frame was entered
} frame_t;

static MP_NOINLINE mp_vm_return_kind_t run_bytecode(mp_code_state_t *code_state, mp_obj_t inject_exc, frame_t *frame);

uint32_t mph_calls_left;

// Whatever runs Python code comes through here, once for each frame, and leaves
// by a return, or by the jump below. Either way the count is then what it was:
// also after an exception that has passed C code, and so when one is caught here.
mp_vm_return_kind_t mp_execute_bytecode(mp_code_state_t *code_state, volatile mp_obj_t inject_exc) {
    mph_calls_left -= 1;
    frame_t frame = { false, NULL, NULL, MP_STATE_VM(cur_exception) };
    for (;;) {
        nlr_buf_t nlr;
        if (nlr_push(&nlr) == 0) {
            mp_vm_return_kind_t kind = run_bytecode(code_state, inject_exc, &frame);
            nlr_pop();
            mph_calls_left += 1;
            MP_STATE_VM(cur_exception) = frame.handled;
            return kind;
        }
        if (!frame.catches) {
            mph_calls_left += 1;
            MP_STATE_VM(cur_exception) = frame.handled;
            nlr_jump(nlr.ret_val); // raised while handling: for the caller
        }
        mph_repr_unwind(&frame);
        frame.catches = false;
        frame.caught = nlr.ret_val;
        inject_exc = MP_OBJ_NULL; // what was to be injected was taken
    }
}

static inline int begin_to_catch(frame_t *frame, nlr_buf_t *nlr) {
    if (frame->caught == NULL) {
        frame->catches = true;
        return 0;
    }
    nlr->ret_val = frame->caught;
    frame->caught = NULL;
    return 1;
}

static inline mp_exc_stack_t *volatile *active_handlers(frame_t *frame, mp_exc_stack_t *top) {
    if (frame->active == NULL) {
        frame->active = top;
    }
    return &frame->active;
}

// An exception that arises while another is handled in the same frame, or in
// one further up, has that for its context.
static MP_NOINLINE void note_context(mp_obj_t exception, const mp_exc_stack_t *top, const mp_exc_stack_t *bottom) {
    for (; top >= bottom; top--) {
        if (top->prev_exc != NULL) {
            mph_exception_note_context(exception, MP_OBJ_FROM_PTR(top->prev_exc));
            return;
        }
    }
}

// What `raise exception from cause` raises; a plain `raise` has no cause.
static inline mp_obj_t with_cause(mp_obj_t exception, mp_obj_t cause) {
    if (!mph_exception_is_whole(exception)) {
        return mp_obj_new_exception_msg(&mp_type_TypeError, MP_ERROR_TEXT("call super().__init__() before raising"));
    }
    if (cause == MP_OBJ_NULL) {
        return exception;
    }
    if (mp_obj_is_exception_type(cause)) {
        cause = mp_call_function_n_kw(cause, 0, 0, NULL);
    }
    if (cause != mp_const_none && !mp_obj_is_exception_instance(cause)) {
        return mp_obj_new_exception_msg(&mp_type_TypeError, MP_ERROR_TEXT("exception causes must derive from BaseException"));
    }
    mph_exception_set_cause(exception, cause);
    return exception;
}

// Upstream notes no place for the exception of a `raise` with nothing to raise
// again, as it is not to note a second one for what is raised again.
static MP_NOINLINE mp_obj_t nothing_to_raise(const mp_code_state_t *code_state, mp_rom_error_text_t message) {
    mp_obj_t exception = mp_obj_new_exception_msg(&mp_type_RuntimeError, message);
    const byte *ip = code_state->fun_bc->bytecode;
    MP_BC_PRELUDE_SIG_DECODE(ip);
    MP_BC_PRELUDE_SIZE_DECODE(ip);
    const byte *line_info_top = ip + n_info;
    const byte *bytecode_start = line_info_top + n_cell;
    size_t function = mp_decode_uint_value(ip);
    for (size_t i = 0; i < 1 + n_pos_args + n_kwonly_args; ++i) {
        ip = mp_decode_uint_skip(ip);
    }
    const qstr_short_t *names = code_state->fun_bc->context->constants.qstr_table;
    size_t line = mp_bytecode_get_source_line(ip, line_info_top, code_state->ip - bytecode_start);
    mph_exception_add_call(exception, names[0], line, names[function]);
    return exception;
}

// Upstream's text starts here, with these words meaning something else in it.
#undef nlr_push
#define nlr_push(nlr) begin_to_catch(frame, nlr)
#define nlr_pop() (frame->catches = false)

// A third parameter.
#undef MICROPY_WRAP_MP_EXECUTE_BYTECODE
#define MICROPY_WRAP_MP_EXECUTE_BYTECODE(name) WITH_FRAME
#define WITH_FRAME(...) run_bytecode(mp_code_state_t *code_state, mp_obj_t inject_exc, frame_t *frame)

// A variable of the loop that outlives it: declared as a pointer to `active`.
static inline mp_exc_stack_t *handlers_top(mp_exc_stack_t *handlers, size_t index) {
    return MP_CODE_STATE_EXC_SP_IDX_TO_PTR(handlers, index);
}
#undef MP_CODE_STATE_EXC_SP_IDX_TO_PTR
#define MP_CODE_STATE_EXC_SP_IDX_TO_PTR(handlers, index) active_handlers(frame, handlers_top(handlers, index))
#define exc_sp (*active_handlers_top)

// Calls of Python functions, whose exceptions are raised in the loop (call.h).
#define IS_PYTHON(function) (mp_obj_is_obj(function) && ((mp_obj_base_t *)MP_OBJ_TO_PTR(function))->type == &mp_type_fun_bc)
#define mp_call_function_n_kw(function, n_args, n_kw, args) \
    ({ \
        mp_obj_t value; \
        if (IS_PYTHON(function)) { \
            value = MP_OBJ_TYPE_GET_SLOT(&mp_type_fun_bc, call)(function, n_args, (n_kw) | MPH_RETURN_EXCEPTION, args); \
            if (value == MP_OBJ_NULL) { \
                RAISE(mph_raised); \
            } \
        } else { \
            value = mp_call_function_n_kw(function, n_args, n_kw, args); \
        } \
        value; \
    })
#define mp_call_method_n_kw(n_args, n_kw, method) \
    ({ \
        const mp_obj_t *callee = (method); \
        size_t with_self = callee[1] != MP_OBJ_NULL; \
        mp_call_function_n_kw(callee[0], (n_args) + with_self, n_kw, callee + 2 - with_self); \
    })

// A key that a dict does not have is raised in the loop, as above. Upstream asks
// for items at three places, which the word for the index tells apart; the first,
// for slices, is not in the loop.
static MP_NOINLINE mp_obj_t missing(mp_obj_t key) {
    return mp_obj_new_exception_arg1(&mp_type_KeyError, key);
}
#define mp_obj_subscr(container, index, value) SUBSCRIPT(SUBSCRIPT_##index, container, value)
#define SUBSCRIPT(...) SUBSCRIPT_AT(__VA_ARGS__)
#define SUBSCRIPT_AT(place, index, container, value) place(container, index, value)
#define SUBSCRIPT_MP_OBJ_FROM_PTR(index) ANYWHERE, MP_OBJ_FROM_PTR(index)
#define SUBSCRIPT_sp ANYWHERE, sp
#define SUBSCRIPT_index LOADING, index
#define ANYWHERE(container, index, value) mp_obj_subscr(container, index, value)
#define LOADING(container, index, sentinel) \
    ({ \
        mp_obj_t item, items = (container); \
        if (mp_obj_is_exact_type(items, &mp_type_dict)) { \
            mp_map_elem_t *found = mp_map_lookup(&((mp_obj_dict_t *)MP_OBJ_TO_PTR(items))->map, index, MP_MAP_LOOKUP); \
            if (found == NULL) { \
                RAISE(missing(index)); \
            } \
            item = found->value; \
        } else { \
            item = mp_obj_subscr(items, index, sentinel); \
        } \
        item; \
    })

// Upstream pops the cause into a variable, warns that it is ignored, and makes
// the exception. Elsewhere this is what the variable's name stands for.
static const mp_obj_t from_value = MP_OBJ_NULL;
#define mp_warning(...) ((void)0)
#define mp_make_raise_obj(exception) with_cause(mp_make_raise_obj(exception), from_value)

// Upstream makes one exception of this type in the loop.
#define mp_obj_new_exception_msg(type, message) \
    ((type) == &mp_type_RuntimeError ? nothing_to_raise(code_state, message) : mp_obj_new_exception_msg(type, message))

// In a frame that an exception passes.
#define mp_obj_exception_add_traceback(exception, file, line, function) \
    do { \
        mph_exception_add_call(exception, file, line, function); \
        note_context(exception, exc_sp, exc_stack); \
    } while (0)

#include "py/vm.c"

_Static_assert(!SELECTIVE_EXC_IP, "nothing_to_raise takes code_state->ip for the instruction itself");
