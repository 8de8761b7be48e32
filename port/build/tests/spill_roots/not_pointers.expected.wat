(module
  (type (;0;) (func))
  (type (;1;) (func (result i32)))
  (type (;2;) (func (param i32) (result i32)))
  (type (;3;) (func (param f64 externref) (result f64 externref)))
  (memory (;0;) 1)
  (global $__stack_pointer (;0;) (mut i32) i32.const 65536)
  (export "collect" (func $collect))
  (export "allocate" (func $allocate))
  (export "loads_and_compares" (func 1))
  (export "masks_and_shifts" (func 0))
  (export "through_calls" (func 4))
  (export "passes_a_pointer" (func 9))
  (export "passes_a_number" (func 10))
  (export "static" (func 3))
  (export "float" (func 5))
  (func (;0;) (type 2) (param i32) (result i32)
    (local i32 i32 i32)
    local.get 0
    i32.const 65535
    i32.and
    local.set 1
    local.get 0
    i32.const 16
    i32.shr_u
    local.set 2
    local.get 0
    i32.const 1
    i32.shl
    local.set 3
    i32.const 1
    call $allocate
    drop
    local.get 1
    local.get 2
    i32.add
    local.get 3
    i32.add
  )
  (func (;1;) (type 2) (param i32) (result i32)
    (local i32 i32 i32)
    local.get 0
    i32.load8_s
    local.set 1
    local.get 0
    i32.load16_u
    local.set 2
    local.get 0
    i32.load
    i32.const 6
    i32.eq
    local.set 3
    i32.const 1
    call $allocate
    drop
    local.get 1
    local.get 2
    i32.add
    local.get 3
    i32.add
  )
  (func $keep_either (;2;) (type 2) (param i32) (result i32)
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
    end
    local.get 1
    i32.const 16
    i32.add
    global.set $__stack_pointer
  )
  (func (;3;) (type 1) (result i32)
    (local i32 i32)
    global.get $__stack_pointer
    i32.const 16
    i32.sub
    local.set 0
    i32.const 4096
    i32.const 0
    i32.load8_u
    i32.add
    local.set 1
    i32.const 1
    call $allocate
    drop
    local.get 0
    local.get 1
    i32.add
  )
  (func (;4;) (type 2) (param i32) (result i32)
    (local i32)
    local.get 0
    call $length
    local.set 1
    i32.const 1
    call $allocate
    drop
    local.get 1
    call $keep_number
  )
  (func (;5;) (type 3) (param f64 externref) (result f64 externref)
    i32.const 1
    call $allocate
    drop
    local.get 0
    local.get 1
  )
  (func $keep_number (;6;) (type 2) (param i32) (result i32)
    i32.const 1
    call $allocate
    drop
    local.get 0
  )
  (func $allocate (;7;) (type 2) (param i32) (result i32)
    call $collect
    i32.const 1024
    i32.load
  )
  (func $length (;8;) (type 2) (param i32) (result i32)
    local.get 0
    i32.load16_u
  )
  (func (;9;) (type 2) (param i32) (result i32)
    local.get 0
    call $keep_either
  )
  (func (;10;) (type 1) (result i32)
    i32.const 1
    call $keep_either
  )
  (func $collect (;11;) (type 0))
  (@producers
    (processed-by "walrus" "0.28.0")
  )
)
;; {"functions":12,"may_collect":11,"collecting_calls":12,"framed":1,"stores":1,"operand_tees":0,"frame_bytes":16,"largest_frame_bytes":16}
