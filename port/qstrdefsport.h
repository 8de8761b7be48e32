// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// Names that the scan of the sources cannot find.

// Holds the value of a final expression: see finalvalue.c.
Q(<value>)
