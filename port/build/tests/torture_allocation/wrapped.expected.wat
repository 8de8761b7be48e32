(module
  (type (;0;) (func))
  (type (;1;) (func (result i32)))
  (type (;2;) (func (param i32) (result i32)))
  (type (;3;) (func (param i32 i32) (result i32)))
  (table (;0;) 1 1 funcref)
  (export "caller" (func 2))
  (export "tail_caller" (func 3))
  (elem (;0;) (i32.const 0) func $allocate)
  (func $allocate.plain (;0;) (type 3) (param i32 i32) (result i32)
    local.get 0
    if (result i32) ;; label = @1
      i32.const 4096
    else
      i32.const 1
      local.get 1
      call $allocate
    end
  )
  (func $allocate (;1;) (type 3) (param i32 i32) (result i32)
    call $before
    local.get 0
    local.get 1
    call $allocate.plain
    call $after
  )
  (func (;2;) (type 1) (result i32)
    i32.const 8
    i32.const 0
    call $allocate
  )
  (func (;3;) (type 1) (result i32)
    i32.const 8
    i32.const 0
    return_call $allocate
  )
  (func $after (;4;) (type 2) (param i32) (result i32)
    local.get 0
  )
  (func $before (;5;) (type 0))
  (@producers
    (processed-by "walrus" "0.28.0")
  )
)
;; {"wrapped":"allocate.plain"}
