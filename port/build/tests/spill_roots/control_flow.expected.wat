(module
  (type (;0;) (func))
  (type (;1;) (func (param i32) (result i32)))
  (memory (;0;) 1)
  (global $__stack_pointer (;0;) (mut i32) i32.const 65536)
  (export "collect" (func $collect))
  (export "allocate" (func $allocate))
  (export "if_without_else" (func 3))
  (export "if_with_parameter" (func 0))
  (export "after_branch" (func 4))
  (export "set_on_one_way" (func 2))
  (export "stored_once" (func 1))
  (func (;0;) (type 1) (param i32) (result i32)
    (local i32 i32 i32)
    global.get $__stack_pointer
    i32.const 16
    i32.sub
    local.tee 3
    global.set $__stack_pointer
    block (result i32) ;; label = @1
      local.get 0
      i32.load
      local.get 0
      i32.load8_u
      if (type 1) (param i32) (result i32) ;; label = @2
        local.tee 1
        local.get 3
        local.get 1
        i32.store
        i32.const 1
        call $allocate
        i32.add
      else
        local.tee 2
        local.get 3
        local.get 2
        i32.store
        i32.const 2
        call $allocate
        i32.sub
      end
    end
    local.get 3
    i32.const 16
    i32.add
    global.set $__stack_pointer
  )
  (func (;1;) (type 1) (param i32) (result i32)
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
  (func (;2;) (type 1) (param i32) (result i32)
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
        i32.const 1
        call $allocate
        local.set 0
      else
      end
      i32.const 2
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
        i32.const 1
        local.get 1
        local.get 0
        i32.store
        call $allocate
        drop
      else
      end
      local.get 0
    end
    local.get 1
    i32.const 16
    i32.add
    global.set $__stack_pointer
  )
  (func (;4;) (type 1) (param i32) (result i32)
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
        br 0 (;@2;)
      end
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
  (func $allocate (;5;) (type 1) (param i32) (result i32)
    call $collect
    i32.const 1024
    i32.load
  )
  (func $collect (;6;) (type 0))
  (@producers
    (processed-by "walrus" "0.28.0")
  )
)
;; {"functions":7,"may_collect":7,"collecting_calls":10,"framed":5,"stores":6,"operand_tees":2,"frame_bytes":80,"largest_frame_bytes":16}
