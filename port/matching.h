// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// Patterns of the match statement with others in them: see matching.c.

#ifndef MPH_MATCHING_H
#define MPH_MATCHING_H

#include "py/obj.h"

// Each takes its operands from the stack of the bytecode whose top is at `sp`, and
// leaves there a tuple of the values for the patterns inside, or anything, and on
// top of it whether the subject matches. Returns where the top is then.
mp_obj_t *mph_match_sequence(mp_obj_t *sp, mp_uint_t counts);
mp_obj_t *mph_match_mapping(mp_obj_t *sp, bool has_rest);
mp_obj_t *mph_match_class(mp_obj_t *sp, size_t n_positional);

#endif // MPH_MATCHING_H
