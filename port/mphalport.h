// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// What the interpreter asks of its platform. The platform is the host.

#include <stdbool.h>
#include <stdint.h>

// Reads from the host's standard input. Gives the number of bytes, 0 at the
// end, or -1 with the error number in *errcode.
int mph_stdin_read(void *bytes, size_t size, int *errcode);

// Sleeps by the host's clock, then raises what became pending meanwhile.
void mph_sleep_ns(uint64_t nanoseconds);

// The clock that only goes forward, in nanoseconds from some time on.
uint64_t mph_monotonic_ns(void);

// Fills with random bytes of the host's choosing: real or seeded.
void mph_random(void *bytes, size_t size);

// There is no terminal: input() reads a plain line. Gives 0, or CHAR_CTRL_D at
// the end of input.
struct _vstr_t;
int mph_read_line(struct _vstr_t *line, const char *prompt);
#define mp_hal_readline mph_read_line

// Nothing is cooked: a newline stays a newline.
#define mp_hal_stdout_tx_strn_cooked(text, length) ((void)mp_hal_stdout_tx_strn(text, length))

// No terminal sends an interrupt character.
static inline void mp_hal_set_interrupt_char(int c) {
    (void)c;
}
