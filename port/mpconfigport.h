// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// What the interpreter is made of: the fullest level that upstream offers,
// then short deltas, each with its reason.

#include <stdint.h>
#include <alloca.h>

#include "port/host.h"

#define MICROPY_CONFIG_ROM_LEVEL (MICROPY_CONFIG_ROM_LEVEL_EVERYTHING)

// Tells patched files (see patches/) that they are not part of mpy-cross, which has
// no port.
#define MICROPY_SANDBOX (1)

// ---- numbers ----
#define MICROPY_FLOAT_IMPL (MICROPY_FLOAT_IMPL_DOUBLE)
#define MICROPY_LONGINT_IMPL (MICROPY_LONGINT_IMPL_MPZ)
#define MPZ_DIG_SIZE (32) // see mpz.c
#define MICROPY_FLOAT_USE_NATIVE_FLT16 (0) // the target has none

// ---- memory ----
// A small first heap that grows by doubling measured faster than a large one,
// and keeps the start-up snapshot small. heap.c owns the growth.
#define MICROPY_ENABLE_GC (1)
#define MICROPY_GC_SPLIT_HEAP (1)
#define MICROPY_GC_SPLIT_HEAP_AUTO (1)
#define MICROPY_MEM_STATS (0) // would count on each allocation
#define MP_PLAT_ALLOC_HEAP(size) mph_heap_alloc(size)
#define MP_PLAT_FREE_HEAP(area) mph_heap_free(area)
#define MICROPY_ALLOC_GC_STACK_SIZE (1024) // objects found but not yet looked into

// ---- stack ----
// The margin is for what runs between two checks: formatting, sorting, C
// library code.
#define MICROPY_STACK_CHECK (1)
#define MICROPY_STACK_CHECK_MARGIN (24 * 1024)

// ---- exceptions ----
#define MICROPY_NLR_SETJMP (1) // lowered by the compiler to wasm exceptions
#define MICROPY_ENABLE_EMERGENCY_EXCEPTION_BUF (1)
#define MICROPY_EMERGENCY_EXCEPTION_BUF_SIZE (256)
#define MICROPY_ERROR_REPORTING (MICROPY_ERROR_REPORTING_DETAILED)
#define MICROPY_WARNINGS (1)
#define MICROPY_PY_SYS_EXC_INFO (1)
#define MICROPY_ERROR_PRINTER (&mph_stderr_print)
#define MICROPY_KBD_EXCEPTION (0) // the host has its own: see interrupt.c
#define MICROPY_UNBOUND_LOCAL_ERROR (&mp_type_UnboundLocalError)
extern const struct _mp_obj_type_t mp_type_UnboundLocalError;

// ---- speed ----
#define MICROPY_OPT_COMPUTED_GOTO (0) // wasm has no computed branch
#define MICROPY_OPT_LOAD_ATTR_FAST_PATH (1)
#define MICROPY_OPT_MAP_LOOKUP_CACHE (1)

// The interpreter looks for a pending stop at jumps, after asking whether there
// is one; recursion has none, so it looks at each return too.
#define MICROPY_VM_HOOK_LOOP mph_build_poll_marker();
#define MICROPY_VM_HOOK_RETURN \
    if (MP_STATE_THREAD(mp_pending_exception) != MP_OBJ_NULL) { \
        mp_handle_pending(true); \
    }
// There is nothing that could schedule a callback from outside.
#define MICROPY_ENABLE_SCHEDULER (0)

// ---- code from outside ----
// Source text is the only form in which code comes in: bytecode is not
// verified by the interpreter, so none is accepted.
#define MICROPY_PERSISTENT_CODE_LOAD (0)
#define MICROPY_PY_MARSHAL (0)
#define MICROPY_PY_FUNCTION_ATTRS_CODE (0)
#define MICROPY_EMIT_X64 (0)
#define MICROPY_PY_SYS_SETTRACE (0)

// ---- raw memory and hardware: none ----
#define MICROPY_PY_UCTYPES (0)
#define MICROPY_PY_MACHINE (0)
#define MICROPY_PY_ONEWIRE (0)
#define MICROPY_PY_FRAMEBUF (0)
#define MICROPY_PY_NETWORK (0)
#define MICROPY_PY_SOCKET (0)
#define MICROPY_PY_BLUETOOTH (0)
#define MICROPY_PY_THREAD (0)
#define MICROPY_PY_WEBSOCKET (0)
#define MICROPY_PY_WEBREPL (0)
#define MICROPY_PY_OS_DUPTERM (0)
#define MICROPY_PY_LWIP (0)
#define MICROPY_PY_BTREE (0)
#define MICROPY_PY_SSL (0)
#define MICROPY_PY_CRYPTOLIB (0) // needs a TLS library

// ---- files ----
// Upstream's layer for file systems is there for those that programs write and mount.
// What is granted lies below it: see vfs.c.
#define MICROPY_VFS (1)
#define MICROPY_READER_VFS (1)
#define MICROPY_VFS_FAT (0)
#define MICROPY_VFS_ROM (0)
#define FFCONF_H "lib/oofatfs/ffconf.h" // upstream's header for vfs names it
#define MICROPY_ALLOC_PATH_MAX (256)

// ---- programs ----
// The parser drops statements that are constants unless it keeps doc strings;
// the last one is the program's value.
#define MICROPY_ENABLE_DOC_STRING (1)

// ---- modules ----
#define MICROPY_PY_COLLECTIONS_DEQUE (0) // objdeque.c has one that grows
#define MICROPY_PY_OS (1)
#define MICROPY_PY_OS_URANDOM (1)
#define MICROPY_PY_OS_UNAME (0)
#define MICROPY_PY_OS_SYNC (0)
#define MICROPY_PY_OS_INCLUDEFILE "port/modos.c"
#define MICROPY_PY_TIME (1)
#define MICROPY_PY_TIME_TIME_TIME_NS (1)
#define MICROPY_PY_TIME_GMTIME_LOCALTIME_MKTIME (0) // structtime.c has CPython's
#define MICROPY_PY_TIME_CUSTOM_SLEEP (1)
#define MICROPY_PY_TIME_INCLUDEFILE "port/modtime.c"
#define MICROPY_EPOCH_IS_1970 (1)
#define MICROPY_PY_JSON (0) // modjson.c has indents, hooks, and CPython's errors
#define MICROPY_PY_RE (0) // modre.c is CPython's, and does not recurse
#define MICROPY_PY_RANDOM (0) // modrandom.c has CPython's generator
#define MICROPY_PY_HEAPQ (0) // modheapq.c heeds that comparisons change the list
#define MICROPY_PY_SELECT_SELECT (0)
#define MICROPY_PY_CMATH (0) // frozen/cmath.py has all of it
#define MICROPY_PY_STRUCT (0) // modstruct.c has all formats, and checks
#define MICROPY_PY_BINASCII (0) // modbinascii.c has CPython's errors, and a strict mode
#define MICROPY_PY_HASHLIB (0) // modhashlib.c has more: md5, sha1, hexdigest
#define MICROPY_PY_DEFLATE_COMPRESS (1)
#define MICROPY_PY_ASYNCIO (0) // ours is frozen: port/frozen/asyncio
#define MICROPY_COMP_ALLOW_TOP_LEVEL_AWAIT (0)
#define MICROPY_PY_BUILTINS_INPUT (1)
#define MICROPY_PY_BUILTINS_HELP (1)
#define MICROPY_PY_BUILTINS_HELP_MODULES (1)
#define MICROPY_PY_BUILTINS_HELP_TEXT mph_help_text // upstream's tells of its own prompt
#define MICROPY_PY_SYS_STDFILES (1)
#define MICROPY_PY_SYS_STDIO_BUFFER (1)
#define MICROPY_PY_SYS_PLATFORM "sandbox"
#define MICROPY_PY_SYS_PS1_PS2 (0)
#define MICROPY_BANNER_MACHINE "sandbox"
#define MICROPY_PLATFORM_VERSION "wasm32"
#define MICROPY_USE_INTERNAL_ERRNO (1)
// Those of errno that calls on files raise, too; upstream knows no numbers for the
// last of them.
#define MICROPY_PY_ERRNO_LIST \
    X(EPERM) X(ENOENT) X(EINTR) X(EIO) X(EBADF) X(EAGAIN) X(ENOMEM) X(EACCES) X(EBUSY) X(EEXIST) X(EXDEV) \
    X(ENODEV) X(ENOTDIR) X(EISDIR) X(EINVAL) X(EMFILE) X(EFBIG) X(ENOSPC) X(ESPIPE) X(EROFS) X(EPIPE) \
    X(EOPNOTSUPP) X(EADDRINUSE) X(ECONNABORTED) X(ECONNRESET) X(ENOBUFS) X(ENOTCONN) X(ETIMEDOUT) \
    X(ECONNREFUSED) X(EHOSTUNREACH) X(EALREADY) X(EINPROGRESS) \
    X(ENAMETOOLONG) X(ENOTEMPTY) X(ELOOP) X(EILSEQ) X(EDQUOT)
#define MP_ENAMETOOLONG (36)
#define MP_ENOTEMPTY (39)
#define MP_ELOOP (40)
#define MP_EILSEQ (84)
#define MP_EDQUOT (122)
#define MICROPY_USE_INTERNAL_PRINTF (1)
#define MICROPY_HELPER_REPL (0)
#define MICROPY_REPL_EMACS_KEYS (0)
#define MICROPY_MODULE_FROZEN_MPY (1)
#define MICROPY_MODULE_FROZEN_STR (0)
#define MICROPY_QSTR_EXTRA_POOL mp_qstr_frozen_const_pool
#define MICROPY_QSTR_BYTES_IN_HASH (2)

// The exception that a limit raises is a name that programs can use, and so is
// `fetch`, also where nothing may be fetched: then it says so.
#define MPH_FETCH (1)
#define MICROPY_PORT_EXTRA_BUILTINS \
    { MP_ROM_QSTR(MP_QSTR_LimitExceeded), MP_ROM_PTR(&mp_type_LimitExceeded) }, \
    MPH_FETCH_BUILTIN
extern const struct _mp_obj_type_t mp_type_LimitExceeded;
extern const struct _mp_obj_fun_builtin_var_t mph_fetch_obj;

// Waiting for input or time: see mphalport.c.
#define MICROPY_INTERNAL_WFE(timeout_ms) mph_wait_ms(timeout_ms)

// ---- types ----
typedef int32_t mp_int_t;
typedef uint32_t mp_uint_t;
typedef long mp_off_t;
#define MP_SSIZE_MAX (0x7fffffff)
#define MP_STATE_PORT MP_STATE_VM

void *mph_heap_alloc(size_t size);
void mph_heap_free(void *area);
void mph_wait_ms(int32_t timeout_ms);
extern const struct _mp_print_t mph_stderr_print;

#ifdef MPH_GC_TORTURE
// What is inlined somewhere cannot be wrapped: see torture.c.
__attribute__((noinline)) void *gc_alloc(size_t n_bytes, unsigned int alloc_flags);
#endif

// What a build leaves out of all this, if anything: see features.rs of the build.
#include "genhdr/features.h"

#if MPH_FETCH
#define MPH_FETCH_BUILTIN { MP_ROM_QSTR(MP_QSTR_fetch), MP_ROM_PTR(&mph_fetch_obj) },
#else
#define MPH_FETCH_BUILTIN
#endif
