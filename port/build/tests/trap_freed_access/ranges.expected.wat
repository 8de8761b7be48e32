(module
  (type (;0;) (func (param i32)))
  (type (;1;) (func (param i32 i32 i32)))
  (type (;2;) (func (param i32 i32 i32) (result i32)))
  (type (;3;) (func (param i64)))
  (memory (;0;) 1)
  (export "copies" (func $copies))
  (export "mixed" (func $mixed))
  (func $copies (;0;) (type 1) (param i32 i32 i32)
    (local i32 i32 i32)
    local.get 0
    local.get 1
    local.get 2
    local.set 5
    local.set 4
    local.set 3
    local.get 3
    local.get 5
    i32.const 128
    call $check_range
    local.get 4
    local.get 5
    i32.const 0
    call $check_range
    local.get 3
    local.get 4
    local.get 5
    memory.copy
    local.get 0
    i32.const 219
    local.get 2
    local.set 5
    local.set 4
    local.set 3
    local.get 3
    local.get 5
    i32.const 128
    call $check_range
    local.get 3
    local.get 4
    local.get 5
    memory.fill
  )
  (func $mixed (;1;) (type 0) (param i32)
    (local i32 i32 i32)
    local.get 0
    local.get 0
    i32.const 0
    i32.const 257
    call $check_access
    i32.load8_u
    i32.const 4
    local.set 3
    local.set 2
    local.set 1
    local.get 1
    local.get 3
    i32.const 384
    call $check_range
    local.get 1
    local.get 2
    local.get 3
    memory.fill
    local.get 0
    i32.const 7
    local.set 2
    i32.const 0
    i32.const 388
    call $check_access
    local.get 2
    i32.store
  )
  (func $name_of (;2;) (type 0) (param i32)
    local.get 0
    i32.const 0
    i32.eq
    if ;; label = @1
      i64.const 126879397867363
      call $print
    else
    end
    local.get 0
    i32.const 1
    i32.eq
    if ;; label = @1
      i64.const 431199119725
      call $print
    else
    end
  )
  (func $check_access (;3;) (type 2) (param i32 i32 i32) (result i32)
    local.get 2
    i32.const 8
    i32.shr_u
    call $name_of
    local.get 0
  )
  (func $check_range (;4;) (type 1) (param i32 i32 i32))
  (func $print (;5;) (type 3) (param i64))
  (@producers
    (processed-by "walrus" "0.28.0")
  )
)
;; {"functions":2,"loads":1,"stores":1,"ranges":3,"exempt":["check_access","check_range","print"]}
