// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// Upstream's built-in functions, but for __build_class__, which programs can call by
// its name with any function as the body: upstream's writes the class into whatever
// that function gives, as if it were a cell. The port's (buildclass.c) looks first.

#include "py/obj.h"

mp_obj_t mp_builtin___build_class__(size_t n_args, const mp_obj_t *args);

// Only the definition has arguments after the name: it gets another name, and the
// table of built-ins refers to the function declared above.
#define mp_builtin___build_class__(...) __attribute__((unused)) unused_build_class(__VA_ARGS__)

#include "py/modbuiltins.c"
