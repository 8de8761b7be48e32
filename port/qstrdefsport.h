// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// Names that the scan of the sources cannot find.

// Holds the value of a final expression: see finalvalue.c.
Q(<value>)

// Where os has its other half: see modos.c.
Q(os.path)
Q(.frozen/_os)

// What a folder is called from inside: see vfsfiles.c.
Q(.)
