// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// What exceptions have beyond upstream's: a cause and a context. objexcept.c
// keeps them, vm.c sets them, report.c tells of them.

#ifndef MPH_EXCEPTION_H
#define MPH_EXCEPTION_H

#include "py/obj.h"

// Whether an exception can be raised: not before its own class's __init__ has
// called that of its base.
bool mph_exception_is_whole(mp_obj_t exception);

// File, line and function of each call that an exception has passed, innermost
// first; gives the number of words.
size_t mph_exception_calls(mp_obj_t exception, const size_t **words);

// Adds a call that an exception has passed on its way up.
void mph_exception_add_call(mp_obj_t exception, qstr file, size_t line, qstr function);

// `raise exception from cause`, where `cause` is an exception or None.
void mph_exception_set_cause(mp_obj_t exception, mp_obj_t cause);

// Notes what was being handled when an exception was raised, unless that is
// known already or is the exception itself.
void mph_exception_note_context(mp_obj_t exception, mp_obj_t context);

// The exception that a traceback shows before this one, and in `*is_cause`
// whether that is its cause rather than its context. MP_OBJ_NULL: none.
mp_obj_t mph_exception_before(mp_obj_t exception, bool *is_cause);

// oserrors.c: whether a native type is OSError or a kind of it; and the kind that
// Python has for an error number, where only OSError was asked for.
bool mph_is_oserror(const mp_obj_type_t *type);
const mp_obj_type_t *mph_oserror_type(const mp_obj_type_t *type, mp_obj_t number);

// oserrors.c: raises the OSError of an error number, with Python's text for it, and
// the names of the files that it is about, or MP_OBJ_NULL.
MP_NORETURN void mph_raise_oserror(int number, mp_obj_t file, mp_obj_t second_file);

// oserrors.c: likewise, with another text.
MP_NORETURN void mph_raise_oserror_text(int number, const char *text, mp_obj_t file, mp_obj_t second_file);

#endif // MPH_EXCEPTION_H
