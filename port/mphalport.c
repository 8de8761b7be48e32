// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// Printing, time, waiting, input and randomness, each by one import.

#include <string.h>
#include <wasi/api.h>

#include "py/mperrno.h"
#include "py/mphal.h"
#include "py/mpprint.h"
#include "py/runtime.h"
#include "py/stream.h"
#include "shared/readline/readline.h"

#include "port/host.h"

mp_uint_t mp_hal_stdout_tx_strn(const char *text, size_t length) {
    mph_host_print(MPH_STREAM_STDOUT, text, length);
    mp_handle_pending(true); // it may have been one byte too many
    return length;
}

static void stderr_print_strn(void *env, const char *text, size_t length) {
    (void)env;
    mph_host_print(MPH_STREAM_STDERR, text, length);
}

const mp_print_t mph_stderr_print = { NULL, stderr_print_strn };

// ---- time ----

static uint64_t clock_ns(__wasi_clockid_t clock) {
    __wasi_timestamp_t now = 0;
    (void)__wasi_clock_time_get(clock, 1, &now); // a refused clock stands at 0
    return now;
}

uint64_t mp_hal_time_ns(void) {
    return clock_ns(__WASI_CLOCKID_REALTIME);
}

uint64_t mph_monotonic_ns(void) {
    return clock_ns(__WASI_CLOCKID_MONOTONIC);
}

mp_uint_t mp_hal_ticks_ms(void) {
    return mph_monotonic_ns() / 1000000;
}

mp_uint_t mp_hal_ticks_us(void) {
    return mph_monotonic_ns() / 1000;
}

mp_uint_t mp_hal_ticks_cpu(void) {
    return mph_monotonic_ns();
}

void mph_sleep_ns(uint64_t nanoseconds) {
    __wasi_subscription_t until = {
        .u = {
            .tag = __WASI_EVENTTYPE_CLOCK,
            .u.clock = { .id = __WASI_CLOCKID_MONOTONIC, .timeout = nanoseconds },
        },
    };
    __wasi_event_t event;
    __wasi_size_t events;
    (void)__wasi_poll_oneoff(&until, &event, 1, &events);
    mp_handle_pending(true);
}

void mp_hal_delay_ms(mp_uint_t ms) {
    mph_sleep_ns((uint64_t)ms * 1000000);
}

void mp_hal_delay_us(mp_uint_t us) {
    mph_sleep_ns((uint64_t)us * 1000);
}

void mph_wait_ms(int32_t timeout_ms) {
    // Without a timeout only the host can end the wait: sleep on, a day at a
    // time, until it does.
    mph_sleep_ns((timeout_ms < 0 ? UINT64_C(86400000) : (uint64_t)timeout_ms) * 1000000);
}

// ---- input ----

int mph_stdin_read(void *bytes, size_t size, int *errcode) {
    __wasi_iovec_t vector = { bytes, size };
    __wasi_size_t length = 0;
    __wasi_errno_t error = __wasi_fd_read(0, &vector, 1, &length);
    mp_handle_pending(true); // the wait for input may have met a limit
    if (error != __WASI_ERRNO_SUCCESS) {
        *errcode = MP_EIO;
        return -1;
    }
    return length;
}

extern struct _mp_dummy_t mp_sys_stdin_obj;

int mph_read_line(vstr_t *line, const char *prompt) {
    mp_hal_stdout_tx_strn(prompt, strlen(prompt));
    mp_obj_t input = MP_OBJ_FROM_PTR(&mp_sys_stdin_obj);
    for (;;) {
        byte c;
        int errcode;
        mp_uint_t length = mp_get_stream(input)->read(input, &c, 1, &errcode);
        if (length == MP_STREAM_ERROR) {
            mp_raise_OSError(errcode);
        }
        if (length == 0) {
            return CHAR_CTRL_D;
        }
        if (c == '\n') {
            if (line->len > 0 && line->buf[line->len - 1] == '\r') {
                line->len -= 1;
            }
            return 0;
        }
        vstr_add_byte(line, c);
    }
}

uintptr_t mp_hal_stdio_poll(uintptr_t poll_flags) {
    // Reading waits when it must, so both directions count as ready.
    return poll_flags & (MP_STREAM_POLL_RD | MP_STREAM_POLL_WR);
}

// ---- randomness ----

void mph_random(void *bytes, size_t size) {
    if (__wasi_random_get(bytes, size) != __WASI_ERRNO_SUCCESS) {
        mp_raise_OSError(MP_EPERM);
    }
}
