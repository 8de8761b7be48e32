// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// The kinds of OSError that Python has and upstream leaves out. What the host
// refuses, or could not reach, is raised as one of them.

#include "py/objexcept.h"

MP_DEFINE_EXCEPTION(ConnectionError, OSError)
MP_DEFINE_EXCEPTION(PermissionError, OSError)
MP_DEFINE_EXCEPTION(TimeoutError, OSError)
