(module
  (type (;0;) (func))
  (type (;1;) (func (param i32)))
  (type $collecting (;2;) (func (param i32) (result i32)))
  (type $harmless (;3;) (func (param i64) (result i32)))
  (import "host" "print" (func $print (;0;) (type 1)))
  (table (;0;) 3 3 funcref)
  (memory (;0;) 1)
  (global $__stack_pointer (;0;) (mut i32) i32.const 65536)
  (export "collect" (func $collect))
  (export "allocate" (func $allocate))
  (export "by_collecting_type" (func 1))
  (export "by_harmless_type" (func 5))
  (export "import_and_leaf" (func 4))
  (export "by_tail_calling_function" (func 2))
  (export "inlined_scanner" (func 3))
  (elem (;0;) (i32.const 0) func $indirect $quiet)
  (func (;1;) (type $collecting) (param i32) (result i32)
    (local i32)
    global.get $__stack_pointer
    i32.const 16
    i32.sub
    local.tee 1
    global.set $__stack_pointer
    local.get 1
    local.get 0
    i32.store
    block (result i32) ;; label = @1
      i32.const 1
      i32.const 0
      call_indirect (type $collecting)
      drop
      local.get 0
    end
    local.get 1
    i32.const 16
    i32.add
    global.set $__stack_pointer
  )
  (func (;2;) (type $collecting) (param i32) (result i32)
    (local i32)
    global.get $__stack_pointer
    i32.const 16
    i32.sub
    local.tee 1
    global.set $__stack_pointer
    local.get 1
    local.get 0
    i32.store
    block (result i32) ;; label = @1
      i32.const 1
      call $by_tail_call
      drop
      local.get 0
    end
    local.get 1
    i32.const 16
    i32.add
    global.set $__stack_pointer
  )
  (func (;3;) (type $collecting) (param i32) (result i32)
    (local i32 i32)
    global.get $__stack_pointer
    i32.const 16
    i32.sub
    local.tee 2
    global.set $__stack_pointer
    block (result i32) ;; label = @1
      local.get 0
      i32.load
      local.set 1
      local.get 2
      local.get 1
      i32.store
      local.get 1
    end
    local.get 2
    i32.const 16
    i32.add
    global.set $__stack_pointer
  )
  (func (;4;) (type $collecting) (param i32) (result i32)
    local.get 0
    call $print
    i32.const 1
    call $leaf
    drop
    local.get 0
  )
  (func (;5;) (type $collecting) (param i32) (result i32)
    i64.const 1
    i32.const 1
    call_indirect (type $harmless)
    drop
    local.get 0
  )
  (func $allocate (;6;) (type $collecting) (param i32) (result i32)
    call $collect
    i32.const 1024
    i32.load
  )
  (func $leaf (;7;) (type $collecting) (param i32) (result i32)
    local.get 0
    i32.const 1
    i32.add
  )
  (func $indirect (;8;) (type $collecting) (param i32) (result i32)
    local.get 0
    call $allocate
  )
  (func $quiet (;9;) (type $harmless) (param i64) (result i32)
    local.get 0
    i32.wrap_i64
  )
  (func $by_tail_call (;10;) (type $collecting) (param i32) (result i32)
    local.get 0
    return_call $allocate
  )
  (func $collect (;11;) (type 0))
  (@producers
    (processed-by "walrus" "0.28.0")
  )
)
;; {"functions":11,"may_collect":7,"collecting_calls":6,"framed":3,"stores":3,"operand_tees":0,"frame_bytes":48,"largest_frame_bytes":16}
