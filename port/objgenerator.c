// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// Upstream's generators; to ask one for a value counts as a call.

#include "py/cstack.h"
#include "py/runtime.h"

#include "port/call.h"

#define mp_cstack_check() mph_check_call()

#include "py/objgenerator.c"
