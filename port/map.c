// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// Upstream's hash tables and sequences, which spend their time on comparing:
// see fastpaths.h.

#include "port/fastpaths.h"

#include "py/map.c"
#include "py/sequence.c"
