// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// The exceptions of CPython's that upstream does not have.

#ifndef MPH_EXCEPTIONS_H
#define MPH_EXCEPTIONS_H

#include "py/obj.h"

// Each with its base.
#define MPH_EXCEPTIONS(X) \
    X(ModuleNotFoundError, ImportError) \
    X(RecursionError, RuntimeError) \
    X(UnboundLocalError, NameError) \
    X(UnicodeDecodeError, UnicodeError) \
    X(UnicodeEncodeError, UnicodeError) \
    X(UnicodeTranslateError, UnicodeError) \
    X(BufferError, Exception) \
    X(FloatingPointError, ArithmeticError) \
    X(ReferenceError, Exception) \
    X(SystemError, Exception) \
    X(TabError, IndentationError) \
    X(BlockingIOError, OSError) \
    X(ChildProcessError, OSError) \
    X(ConnectionError, OSError) \
    X(BrokenPipeError, ConnectionError) \
    X(ConnectionAbortedError, ConnectionError) \
    X(ConnectionRefusedError, ConnectionError) \
    X(ConnectionResetError, ConnectionError) \
    X(FileExistsError, OSError) \
    X(FileNotFoundError, OSError) \
    X(InterruptedError, OSError) \
    X(IsADirectoryError, OSError) \
    X(NotADirectoryError, OSError) \
    X(PermissionError, OSError) \
    X(ProcessLookupError, OSError) \
    X(TimeoutError, OSError) \
    X(Warning, Exception) \
    X(BytesWarning, Warning) \
    X(DeprecationWarning, Warning) \
    X(EncodingWarning, Warning) \
    X(FutureWarning, Warning) \
    X(ImportWarning, Warning) \
    X(PendingDeprecationWarning, Warning) \
    X(ResourceWarning, Warning) \
    X(RuntimeWarning, Warning) \
    X(SyntaxWarning, Warning) \
    X(UnicodeWarning, Warning) \
    X(UserWarning, Warning)

#define MPH_DECLARE(name, base) extern const mp_obj_type_t mp_type_##name;
MPH_EXCEPTIONS(MPH_DECLARE)
#undef MPH_DECLARE

// Prints str() of an exception about a codec; gives false where it is no whole one.
bool mph_print_codec_error(const mp_print_t *print, const mp_obj_type_t *type, size_t n_args, const mp_obj_t *args);

#endif // MPH_EXCEPTIONS_H
