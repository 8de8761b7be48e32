// SPDX-License-Identifier: Apache-2.0 OR MIT

#ifndef MPH_LRUCACHE_H
#define MPH_LRUCACHE_H

#include "py/obj.h"

// lru_cache(function, maxsize, typed, attributes): see lrucache.c.
extern const mp_obj_type_t mph_type_lru_cache;

#endif // MPH_LRUCACHE_H
