// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// Compression for zlib: see deflate.c.

#ifndef MPH_DEFLATE_H
#define MPH_DEFLATE_H

#include "py/obj.h"

MP_DECLARE_CONST_FUN_OBJ_2(mph_deflate_obj);

#endif // MPH_DEFLATE_H
