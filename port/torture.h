// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// What the collector does besides in a build that tortures it: see torture.c.

#ifndef MPH_TORTURE_H
#define MPH_TORTURE_H

// Ends a collection, and poisons what it freed.
void mph_torture_collect_end(void);

#endif // MPH_TORTURE_H
