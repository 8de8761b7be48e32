(module
  (type (;0;) (func))
  (type (;1;) (func (param i32) (result i32)))
  (memory (;0;) 1)
  (global $__stack_pointer (;0;) (mut i32) i32.const 65536)
  (export "collect" (func $collect))
  (export "allocate" (func $allocate))
  (export "set_often" (func 2))
  (export "needed_often" (func 3))
  (export "needed_rarely" (func 0))
  (export "shared_slot" (func 1))
  (func (;0;) (type 1) (param i32) (result i32)
    (local i32)
    global.get $__stack_pointer
    i32.const 16
    i32.sub
    local.tee 1
    global.set $__stack_pointer
    block (result i32) ;; label = @1
      local.get 0
      i32.load8_u
      if ;; label = @2
        local.get 0
        i32.const 1
        local.get 1
        local.get 0
        i32.store
        call $allocate
        i32.store
        local.get 0
        i32.const 1
        call $allocate
        i32.store offset=4
        unreachable
      else
      end
      local.get 0
      i32.load
    end
    local.get 1
    i32.const 16
    i32.add
    global.set $__stack_pointer
  )
  (func (;1;) (type 1) (param i32) (result i32)
    (local i32 i32)
    global.get $__stack_pointer
    i32.const 16
    i32.sub
    local.tee 2
    global.set $__stack_pointer
    local.get 2
    local.get 0
    i32.store
    block (result i32) ;; label = @1
      i32.const 1
      call $allocate
      drop
      local.get 0
      i32.load
      local.set 1
      local.get 2
      local.get 1
      i32.store
      i32.const 2
      call $allocate
      drop
      local.get 1
      i32.load
    end
    local.get 2
    i32.const 16
    i32.add
    global.set $__stack_pointer
  )
  (func (;2;) (type 1) (param i32) (result i32)
    (local i32)
    global.get $__stack_pointer
    i32.const 16
    i32.sub
    local.tee 1
    global.set $__stack_pointer
    block (result i32) ;; label = @1
      loop ;; label = @2
        local.get 0
        i32.load
        local.set 0
        local.get 0
        i32.load8_u
        br_if 0 (;@2;)
      end
      i32.const 1
      local.get 1
      local.get 0
      i32.store
      call $allocate
      drop
      local.get 0
    end
    local.get 1
    i32.const 16
    i32.add
    global.set $__stack_pointer
  )
  (func (;3;) (type 1) (param i32) (result i32)
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
      loop ;; label = @2
        i32.const 1
        call $allocate
        br_if 0 (;@2;)
      end
      local.get 1
    end
    local.get 2
    i32.const 16
    i32.add
    global.set $__stack_pointer
  )
  (func $allocate (;4;) (type 1) (param i32) (result i32)
    call $collect
    i32.const 1024
    i32.load
  )
  (func $collect (;5;) (type 0))
  (@producers
    (processed-by "walrus" "0.28.0")
  )
)
;; {"functions":6,"may_collect":6,"collecting_calls":8,"framed":4,"stores":5,"operand_tees":0,"frame_bytes":64,"largest_frame_bytes":16}
