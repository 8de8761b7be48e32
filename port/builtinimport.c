// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// Upstream's import, which says of a module that is not there what CPython says;
// and, of one that cannot be there, why, and what to use in its place.

#include <string.h>

#include "py/runtime.h"

#include "port/exceptions.h"

static const struct {
    const char *names; // each with a space on both sides
    const char *why;
} absent[] = {
    { " multiprocessing pty signal subprocess ", "the sandbox has no processes" },
    { " asyncore ftplib http imaplib poplib select selectors smtplib socket socketserver ssl telnetlib xmlrpc ",
      "the sandbox has no sockets; what a program may fetch comes by the module requests, or fetch()" },
    { " cffi ctypes mmap ", "the sandbox runs no native code" },
    { " matplotlib numpy pandas scipy sklearn torch ", "packages with native code do not run in the sandbox; math, statistics and lists are there" },
    { " cPickle dill marshal pickle shelve ", "objects are not pickled in the sandbox; the module json keeps plain data" },
    { " dbm sqlite3 ", "the sandbox has no databases; the module json keeps plain data" },
    { " curses getpass readline termios tkinter turtle tty ", "the sandbox has no terminal and no screen" },
    { " ensurepip pip pkg_resources setuptools venv ", "nothing can be installed in the sandbox" },
    { " dis symtable tracemalloc ", "the interpreter is MicroPython, which does not work as CPython inside" },
};

// Why a module cannot be there; NULL if nothing is known of it.
static const char *reason(const char *name, size_t length) {
    for (size_t i = 0; i < MP_ARRAY_SIZE(absent); i++) {
        for (const char *at = absent[i].names; (at = strchr(at, ' ')) != NULL && at[1] != '\0'; ) {
            at += 1;
            if (strncmp(at, name, length) == 0 && at[length] == ' ') {
                return absent[i].why;
            }
        }
    }
    return NULL;
}

static MP_NORETURN void raise_missing(qstr name) {
    const char *text = qstr_str(name);
    const char *why = reason(text, strcspn(text, "."));
    if (why == NULL) {
        mp_raise_msg_varg(&mp_type_ModuleNotFoundError, MP_ERROR_TEXT("No module named '%q'"), name);
    }
    mp_raise_msg_varg(&mp_type_ModuleNotFoundError, MP_ERROR_TEXT("No module named '%q': %s"), name, why);
}

// Upstream says so in one place only.
#define mp_raise_msg_varg(type, text, name) raise_missing(name)

#include "py/builtinimport.c"
