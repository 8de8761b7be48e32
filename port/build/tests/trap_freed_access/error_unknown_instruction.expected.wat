;; error: f accesses memory by AtomicRmw(AtomicRmw { memory: Id { idx: 0 }, op: Add, width: I32, arg: MemArg { align: 4, offset: 0 } }), which the pass does not know
