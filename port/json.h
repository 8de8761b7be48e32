// SPDX-License-Identifier: Apache-2.0 OR MIT

#ifndef MPH_JSON_H
#define MPH_JSON_H

#include "py/obj.h"

MP_DECLARE_CONST_FUN_OBJ_VAR_BETWEEN(mph_json_encode_obj); // jsonencode.c
MP_DECLARE_CONST_FUN_OBJ_VAR_BETWEEN(mph_json_decode_obj); // jsondecode.c

#endif // MPH_JSON_H
