(module
  (type (;0;) (func))
  (type (;1;) (func (param i32) (result i32)))
  (type (;2;) (func (param i32 i64 i32 i32) (result i64)))
  (memory (;0;) 1)
  (global $__stack_pointer (;0;) (mut i32) i32.const 65536)
  (export "collect" (func $collect))
  (export "allocate" (func $allocate))
  (export "wide" (func 0))
  (func (;0;) (type 2) (param i32 i64 i32 i32) (result i64)
    (local i32)
    global.get $__stack_pointer
    i32.const 32
    i32.sub
    local.tee 4
    global.set $__stack_pointer
    local.get 4
    local.get 0
    i32.store offset=8
    local.get 4
    local.get 1
    i64.store
    local.get 4
    local.get 2
    i32.store offset=12
    local.get 4
    local.get 3
    i32.store offset=16
    block (result i64) ;; label = @1
      i32.const 1
      call $allocate
      drop
      local.get 0
      local.get 1
      i64.store
      local.get 2
      local.get 1
      i64.store
      local.get 3
      local.get 1
      i64.store
      local.get 1
    end
    local.get 4
    i32.const 32
    i32.add
    global.set $__stack_pointer
  )
  (func $allocate (;1;) (type 1) (param i32) (result i32)
    call $collect
    i32.const 1024
    i32.load
  )
  (func $collect (;2;) (type 0))
  (@producers
    (processed-by "walrus" "0.28.0")
  )
)
;; {"functions":3,"may_collect":3,"collecting_calls":3,"framed":1,"stores":4,"operand_tees":0,"frame_bytes":32,"largest_frame_bytes":32}
