(module
  (type (;0;) (func))
  (type (;1;) (func (result i32 i64)))
  (type (;2;) (func (param i32)))
  (type $unary (;3;) (func (param i32) (result i32)))
  (type (;4;) (func (param i32 i64) (result i32 i64)))
  (table (;0;) 2 2 funcref)
  (memory (;0;) 1)
  (global $__stack_pointer (;0;) (mut i32) i32.const 65536)
  (export "collect" (func $collect))
  (export "allocate" (func $allocate))
  (export "early_return" (func 6))
  (export "branch_to_function" (func 0))
  (export "table_to_function" (func 1))
  (export "tail_call" (func 3))
  (export "tail_call_indirect" (func 2))
  (export "only_tail_call" (func 7))
  (export "two_results" (func 4))
  (export "trap" (func 5))
  (elem (;0;) (i32.const 0) func $callee)
  (func (;0;) (type $unary) (param i32) (result i32)
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
      call $allocate
      drop
      i32.const 7
      local.get 0
      i32.load8_u
      br_if 0 (;@1;)
      drop
      local.get 0
      br 0 (;@1;)
    end
    local.get 1
    i32.const 16
    i32.add
    global.set $__stack_pointer
  )
  (func (;1;) (type 2) (param i32)
    (local i32)
    global.get $__stack_pointer
    i32.const 16
    i32.sub
    local.tee 1
    global.set $__stack_pointer
    local.get 1
    local.get 0
    i32.store
    block ;; label = @1
      i32.const 1
      call $allocate
      drop
      block ;; label = @2
        local.get 0
        i32.load
        br_table 0 (;@2;) 1 (;@1;) 0 (;@2;) 1 (;@1;)
      end
      i32.const 2
      call $allocate
      drop
    end
    local.get 1
    i32.const 16
    i32.add
    global.set $__stack_pointer
  )
  (func (;2;) (type $unary) (param i32) (result i32)
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
      call $allocate
      drop
      local.get 0
      i32.const 0
      local.get 1
      i32.const 16
      i32.add
      global.set $__stack_pointer
      return_call_indirect (type $unary)
    end
    local.get 1
    i32.const 16
    i32.add
    global.set $__stack_pointer
  )
  (func (;3;) (type $unary) (param i32) (result i32)
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
      call $allocate
      drop
      local.get 0
      local.get 1
      i32.const 16
      i32.add
      global.set $__stack_pointer
      return_call $callee
    end
    local.get 1
    i32.const 16
    i32.add
    global.set $__stack_pointer
  )
  (func (;4;) (type 4) (param i32 i64) (result i32 i64)
    (local i32)
    global.get $__stack_pointer
    i32.const 16
    i32.sub
    local.tee 2
    global.set $__stack_pointer
    local.get 2
    local.get 0
    i32.store offset=8
    local.get 2
    local.get 1
    i64.store
    block (type 1) (result i32 i64) ;; label = @1
      i32.const 1
      call $allocate
      drop
      local.get 0
      local.get 1
    end
    local.get 2
    i32.const 16
    i32.add
    global.set $__stack_pointer
  )
  (func (;5;) (type $unary) (param i32) (result i32)
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
      call $allocate
      drop
      local.get 0
      i32.load
      if ;; label = @2
        unreachable
      else
      end
      local.get 0
    end
    local.get 1
    i32.const 16
    i32.add
    global.set $__stack_pointer
  )
  (func (;6;) (type $unary) (param i32) (result i32)
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
      call $allocate
      if ;; label = @2
        i32.const 7
        br 1 (;@1;)
      else
      end
      local.get 0
    end
    local.get 1
    i32.const 16
    i32.add
    global.set $__stack_pointer
  )
  (func (;7;) (type $unary) (param i32) (result i32)
    local.get 0
    i32.const 1
    i32.store
    local.get 0
    return_call $callee
  )
  (func $allocate (;8;) (type $unary) (param i32) (result i32)
    call $collect
    i32.const 1024
    i32.load
  )
  (func $callee (;9;) (type $unary) (param i32) (result i32)
    local.get 0
    call $allocate
  )
  (func $collect (;10;) (type 0))
  (@producers
    (processed-by "walrus" "0.28.0")
  )
)
;; {"functions":11,"may_collect":11,"collecting_calls":11,"framed":7,"stores":8,"operand_tees":0,"frame_bytes":112,"largest_frame_bytes":16}
