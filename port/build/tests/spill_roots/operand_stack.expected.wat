(module
  (type (;0;) (func))
  (type (;1;) (func (result i32)))
  (type (;2;) (func (result i32 i32)))
  (type (;3;) (func (param i32) (result i32)))
  (memory (;0;) 1)
  (global $__stack_pointer (;0;) (mut i32) i32.const 65536)
  (export "collect" (func $collect))
  (export "allocate" (func $allocate))
  (export "fresh" (func 4))
  (export "from_local" (func 6))
  (export "local_set_between" (func 3))
  (export "local_set_in_loop" (func 0))
  (export "dropped" (func 7))
  (export "lower_result" (func 2))
  (export "branch_value" (func 1))
  (func (;0;) (type 3) (param i32) (result i32)
    (local i32 i32)
    global.get $__stack_pointer
    i32.const 16
    i32.sub
    local.tee 2
    global.set $__stack_pointer
    block (result i32) ;; label = @1
      local.get 0
      local.tee 1
      local.get 2
      local.get 1
      i32.store
      loop ;; label = @2
        i32.const 2
        call $allocate
        drop
        i32.const 8
        i32.load
        local.set 0
        i32.const 12
        i32.load8_u
        br_if 0 (;@2;)
      end
      i32.load offset=4
    end
    local.get 2
    i32.const 16
    i32.add
    global.set $__stack_pointer
  )
  (func (;1;) (type 3) (param i32) (result i32)
    (local i32 i32)
    global.get $__stack_pointer
    i32.const 16
    i32.sub
    local.tee 2
    global.set $__stack_pointer
    block (result i32) ;; label = @1
      block (result i32) ;; label = @2
        local.get 0
        i32.load
        local.tee 1
        local.get 2
        local.get 1
        i32.store
        i32.const 4
        call $allocate
        br_if 0 (;@2;)
        drop
        i32.const 0
      end
    end
    local.get 2
    i32.const 16
    i32.add
    global.set $__stack_pointer
  )
  (func (;2;) (type 1) (result i32)
    (local i32 i32 i32)
    global.get $__stack_pointer
    i32.const 16
    i32.sub
    local.tee 2
    global.set $__stack_pointer
    block (result i32) ;; label = @1
      call $two
      local.set 1
      local.tee 0
      local.get 2
      local.get 0
      i32.store
      local.get 1
      drop
      i32.const 3
      call $allocate
      i32.add
    end
    local.get 2
    i32.const 16
    i32.add
    global.set $__stack_pointer
  )
  (func (;3;) (type 3) (param i32) (result i32)
    (local i32 i32)
    global.get $__stack_pointer
    i32.const 16
    i32.sub
    local.tee 2
    global.set $__stack_pointer
    block (result i32) ;; label = @1
      local.get 0
      local.tee 1
      local.get 2
      local.get 1
      i32.store
      i32.const 0
      local.set 0
      i32.const 2
      call $allocate
      i32.add
    end
    local.get 2
    i32.const 16
    i32.add
    global.set $__stack_pointer
  )
  (func (;4;) (type 1) (result i32)
    (local i32 i32)
    global.get $__stack_pointer
    i32.const 16
    i32.sub
    local.tee 1
    global.set $__stack_pointer
    block (result i32) ;; label = @1
      i32.const 1
      call $allocate
      local.tee 0
      local.get 1
      local.get 0
      i32.store
      i32.const 2
      call $allocate
      i32.add
    end
    local.get 1
    i32.const 16
    i32.add
    global.set $__stack_pointer
  )
  (func $two (;5;) (type 2) (result i32 i32)
    (local i32 i32)
    global.get $__stack_pointer
    i32.const 16
    i32.sub
    local.tee 1
    global.set $__stack_pointer
    block (type 2) (result i32 i32) ;; label = @1
      i32.const 1
      call $allocate
      local.tee 0
      local.get 1
      local.get 0
      i32.store
      i32.const 2
      call $allocate
    end
    local.get 1
    i32.const 16
    i32.add
    global.set $__stack_pointer
  )
  (func (;6;) (type 3) (param i32) (result i32)
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
      local.get 0
      i32.const 2
      call $allocate
      i32.add
    end
    local.get 1
    i32.const 16
    i32.add
    global.set $__stack_pointer
  )
  (func (;7;) (type 3) (param i32) (result i32)
    local.get 0
    i32.load
    i32.const 2
    call $allocate
    local.set 0
    drop
    i32.const 1
  )
  (func $allocate (;8;) (type 3) (param i32) (result i32)
    call $collect
    i32.const 1024
    i32.load
  )
  (func $collect (;9;) (type 0))
  (@producers
    (processed-by "walrus" "0.28.0")
  )
)
;; {"functions":10,"may_collect":10,"collecting_calls":13,"framed":7,"stores":7,"operand_tees":6,"frame_bytes":112,"largest_frame_bytes":16}
