(module
  (type (;0;) (func))
  (type (;1;) (func (param i32) (result i32)))
  (type (;2;) (func (param i32) (result i64)))
  (type (;3;) (func (param i64) (result i32)))
  (type (;4;) (func (param f64) (result i64)))
  (memory (;0;) 1)
  (global $__stack_pointer (;0;) (mut i32) i32.const 65536)
  (export "collect" (func $collect))
  (export "allocate" (func $allocate))
  (export "tagged" (func 4))
  (export "interior" (func 5))
  (export "selected" (func 0))
  (export "fixed_address" (func 1))
  (export "unpacked" (func 2))
  (export "packed" (func 3))
  (export "reinterpreted" (func 6))
  (func (;0;) (type 1) (param i32) (result i32)
    (local i32 i32)
    global.get $__stack_pointer
    i32.const 16
    i32.sub
    local.tee 2
    global.set $__stack_pointer
    block (result i32) ;; label = @1
      local.get 0
      i32.const 0
      i32.const 8
      i32.load8_u
      select
      local.set 1
      local.get 2
      local.get 1
      i32.store
      i32.const 1
      call $allocate
      drop
      local.get 1
    end
    local.get 2
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
      i32.const 131072
      local.get 0
      i32.const 4
      i32.shl
      i32.add
      local.set 1
      local.get 2
      local.get 1
      i32.store
      i32.const 1
      call $allocate
      drop
      local.get 1
    end
    local.get 2
    i32.const 16
    i32.add
    global.set $__stack_pointer
  )
  (func (;2;) (type 3) (param i64) (result i32)
    (local i32 i32)
    global.get $__stack_pointer
    i32.const 16
    i32.sub
    local.tee 2
    global.set $__stack_pointer
    block (result i32) ;; label = @1
      local.get 0
      i64.const 32
      i64.shr_u
      i32.wrap_i64
      local.set 1
      local.get 2
      local.get 1
      i32.store
      i32.const 1
      call $allocate
      drop
      local.get 1
    end
    local.get 2
    i32.const 16
    i32.add
    global.set $__stack_pointer
  )
  (func (;3;) (type 2) (param i32) (result i64)
    (local i32 i64)
    global.get $__stack_pointer
    i32.const 16
    i32.sub
    local.tee 1
    global.set $__stack_pointer
    block (result i64) ;; label = @1
      local.get 0
      i64.extend_i32_u
      i64.const 32
      i64.shl
      local.set 2
      local.get 1
      local.get 2
      i64.store
      i32.const 1
      call $allocate
      drop
      local.get 2
    end
    local.get 1
    i32.const 16
    i32.add
    global.set $__stack_pointer
  )
  (func (;4;) (type 1) (param i32) (result i32)
    (local i32 i32)
    global.get $__stack_pointer
    i32.const 16
    i32.sub
    local.tee 2
    global.set $__stack_pointer
    block (result i32) ;; label = @1
      local.get 0
      i32.const -4
      i32.and
      local.set 1
      local.get 2
      local.get 1
      i32.store
      i32.const 1
      call $allocate
      drop
      local.get 1
    end
    local.get 2
    i32.const 16
    i32.add
    global.set $__stack_pointer
  )
  (func (;5;) (type 1) (param i32) (result i32)
    (local i32 i32)
    global.get $__stack_pointer
    i32.const 16
    i32.sub
    local.tee 2
    global.set $__stack_pointer
    block (result i32) ;; label = @1
      local.get 0
      i32.const 24
      i32.add
      local.set 1
      local.get 2
      local.get 1
      i32.store
      i32.const 1
      call $allocate
      drop
      local.get 1
    end
    local.get 2
    i32.const 16
    i32.add
    global.set $__stack_pointer
  )
  (func (;6;) (type 4) (param f64) (result i64)
    (local i32 i64)
    global.get $__stack_pointer
    i32.const 16
    i32.sub
    local.tee 1
    global.set $__stack_pointer
    block (result i64) ;; label = @1
      local.get 0
      i64.reinterpret_f64
      local.set 2
      local.get 1
      local.get 2
      i64.store
      i32.const 1
      call $allocate
      drop
      local.get 2
    end
    local.get 1
    i32.const 16
    i32.add
    global.set $__stack_pointer
  )
  (func $allocate (;7;) (type 1) (param i32) (result i32)
    call $collect
    i32.const 1024
    i32.load
  )
  (func $collect (;8;) (type 0))
  (@producers
    (processed-by "walrus" "0.28.0")
  )
)
;; {"functions":9,"may_collect":9,"collecting_calls":9,"framed":7,"stores":7,"operand_tees":0,"frame_bytes":112,"largest_frame_bytes":16}
