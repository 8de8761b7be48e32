// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// Parts of the language that upstream lacks: see syntax.c.

#ifndef MPH_SYNTAX_H
#define MPH_SYNTAX_H

#include "py/obj.h"

// Does what `what` says, an mp_syntax_t and what it takes, to the stack of the
// bytecode whose top is at `sp`. Returns where the top is then.
mp_obj_t *mph_syntax(mp_obj_t *sp, mp_uint_t what);

// Stores the items of a mapping, in its order, as `{**mapping}` does.
void mph_update_from_mapping(mp_obj_t dict, mp_obj_t mapping);

#endif // MPH_SYNTAX_H
