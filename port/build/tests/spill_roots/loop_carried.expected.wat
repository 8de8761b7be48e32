(module
  (type (;0;) (func))
  (type (;1;) (func (param i32) (result i32)))
  (memory (;0;) 1)
  (global $__stack_pointer (;0;) (mut i32) i32.const 65536)
  (export "collect" (func $collect))
  (export "allocate" (func $allocate))
  (export "chain" (func 0))
  (export "parameters" (func 1))
  (func (;0;) (type 1) (param i32) (result i32)
    (local i32 i32 i32)
    global.get $__stack_pointer
    i32.const 16
    i32.sub
    local.tee 3
    global.set $__stack_pointer
    block (result i32) ;; label = @1
      loop ;; label = @2
        i32.const 8
        local.get 3
        local.get 0
        i32.store
        call $allocate
        local.set 2
        local.get 2
        local.get 1
        i32.store
        local.get 2
        local.set 1
        local.get 3
        local.get 1
        i32.store offset=4
        local.get 0
        i32.const 1
        i32.sub
        local.tee 0
        br_if 0 (;@2;)
      end
      local.get 1
    end
    local.get 3
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
    block (result i32) ;; label = @1
      local.get 0
      i32.load
      loop (type 1) (param i32) (result i32) ;; label = @2
        i32.load
        local.tee 1
        local.get 2
        local.get 1
        i32.store
        i32.const 8
        call $allocate
        br_if 0 (;@2;)
      end
    end
    local.get 2
    i32.const 16
    i32.add
    global.set $__stack_pointer
  )
  (func $allocate (;2;) (type 1) (param i32) (result i32)
    call $collect
    i32.const 1024
    i32.load
  )
  (func $collect (;3;) (type 0))
  (@producers
    (processed-by "walrus" "0.28.0")
  )
)
;; {"functions":4,"may_collect":4,"collecting_calls":4,"framed":2,"stores":3,"operand_tees":1,"frame_bytes":32,"largest_frame_bytes":16}
