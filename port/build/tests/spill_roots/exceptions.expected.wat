(module
  (type (;0;) (func))
  (type (;1;) (func (result i32)))
  (type (;2;) (func (result i32 exnref)))
  (type (;3;) (func (param i32)))
  (type (;4;) (func (param i32) (result i32)))
  (memory (;0;) 1)
  (tag $error (;0;) (type 3) (param i32))
  (tag $other (;1;) (type 0))
  (global $__stack_pointer (;0;) (mut i32) i32.const 65536)
  (export "collect" (func $collect))
  (export "allocate" (func $allocate))
  (export "needed_in_handler" (func 3))
  (export "needed_in_outer_handler" (func 0))
  (export "old_value_in_handler" (func 5))
  (export "held_over_handler" (func 4))
  (export "handler_returns" (func 1))
  (export "payload" (func 2))
  (func (;0;) (type 4) (param i32) (result i32)
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
      block (type 2) (result i32 exnref) ;; label = @2
        try_table (catch_ref $error 0 (;@2;)) ;; label = @3
          block ;; label = @4
            try_table (catch $other 0 (;@4;)) ;; label = @5
              i32.const 1
              call $allocate
              drop
            end
          end
          i32.const 0
          local.set 0
        end
        local.get 0
        br 1 (;@1;)
      end
      drop
      drop
      local.get 0
    end
    local.get 1
    i32.const 16
    i32.add
    global.set $__stack_pointer
  )
  (func (;1;) (type 4) (param i32) (result i32)
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
      block (result exnref) ;; label = @2
        try_table (result i32) (catch $error 1 (;@1;)) (catch_all_ref 0 (;@2;)) ;; label = @3
          i32.const 1
          call $allocate
          drop
          local.get 0
          throw $error
        end
        br 1 (;@1;)
      end
      i32.const 2
      call $allocate
      drop
      throw_ref
    end
    local.get 1
    i32.const 16
    i32.add
    global.set $__stack_pointer
  )
  (func (;2;) (type 1) (result i32)
    (local i32 i32)
    global.get $__stack_pointer
    i32.const 16
    i32.sub
    local.tee 1
    global.set $__stack_pointer
    block (result i32) ;; label = @1
      block (result i32) ;; label = @2
        try_table (catch $error 0 (;@2;)) ;; label = @3
          i32.const 1
          call $allocate
          drop
        end
        unreachable
      end
      local.set 0
      local.get 1
      local.get 0
      i32.store
      i32.const 2
      call $allocate
      drop
      local.get 0
    end
    local.get 1
    i32.const 16
    i32.add
    global.set $__stack_pointer
  )
  (func (;3;) (type 4) (param i32) (result i32)
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
      block (result i32) ;; label = @2
        try_table (catch $error 0 (;@2;)) ;; label = @3
          i32.const 1
          call $allocate
          drop
        end
        i32.const 0
        br 1 (;@1;)
      end
      drop
      local.get 0
    end
    local.get 1
    i32.const 16
    i32.add
    global.set $__stack_pointer
  )
  (func (;4;) (type 4) (param i32) (result i32)
    (local i32 i32)
    global.get $__stack_pointer
    i32.const 16
    i32.sub
    local.tee 2
    global.set $__stack_pointer
    block (result i32) ;; label = @1
      local.get 0
      i32.load
      local.tee 1
      local.get 2
      local.get 1
      i32.store
      block ;; label = @2
        try_table (catch_all 0 (;@2;)) ;; label = @3
          i32.const 1
          call $allocate
          drop
        end
      end
      i32.load
    end
    local.get 2
    i32.const 16
    i32.add
    global.set $__stack_pointer
  )
  (func (;5;) (type 4) (param i32) (result i32)
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
      block ;; label = @2
        try_table (catch_all 0 (;@2;)) ;; label = @3
          i32.const 1
          call $allocate
          local.set 0
        end
        i32.const 0
        br 1 (;@1;)
      end
      local.get 0
    end
    local.get 1
    i32.const 16
    i32.add
    global.set $__stack_pointer
  )
  (func $allocate (;6;) (type 4) (param i32) (result i32)
    call $collect
    i32.const 1024
    i32.load
  )
  (func $collect (;7;) (type 0))
  (@producers
    (processed-by "walrus" "0.28.0")
  )
)
;; {"functions":8,"may_collect":8,"collecting_calls":10,"framed":6,"stores":6,"operand_tees":1,"frame_bytes":96,"largest_frame_bytes":16}
