(module
  (type (;0;) (func (param i32)))
  (type (;1;) (func (param i32 i32 i32)))
  (type (;2;) (func (param i32 i32 i32) (result i32)))
  (type (;3;) (func (param i32 f32 f64)))
  (type (;4;) (func (param i64)))
  (memory (;0;) 1)
  (export "words" (func $words))
  (export "parts" (func $parts))
  (export "nested" (func $nested))
  (func $parts (;0;) (type 0) (param i32)
    (local i32 i64)
    local.get 0
    i32.const 1
    local.set 1
    i32.const 0
    i32.const 385
    call $check_access
    local.get 1
    i32.store8
    local.get 0
    i32.const 2
    local.set 1
    i32.const 2
    i32.const 386
    call $check_access
    local.get 1
    i32.store16 offset=2
    local.get 0
    i64.const 3
    local.set 2
    i32.const 4
    i32.const 385
    call $check_access
    local.get 2
    i64.store8 offset=4
    local.get 0
    i64.const 4
    local.set 2
    i32.const 6
    i32.const 386
    call $check_access
    local.get 2
    i64.store16 offset=6
    local.get 0
    i64.const 5
    local.set 2
    i32.const 8
    i32.const 388
    call $check_access
    local.get 2
    i64.store32 offset=8
  )
  (func $words (;1;) (type 3) (param i32 f32 f64)
    (local i32 i64 f32 f64)
    local.get 0
    i32.const 1
    local.set 3
    i32.const 0
    i32.const 132
    call $check_access
    local.get 3
    i32.store
    local.get 0
    i64.const 2
    local.set 4
    i32.const 8
    i32.const 136
    call $check_access
    local.get 4
    i64.store offset=8
    local.get 0
    local.get 1
    local.set 5
    i32.const 16
    i32.const 132
    call $check_access
    local.get 5
    f32.store offset=16
    local.get 0
    local.get 2
    local.set 6
    i32.const 24
    i32.const 136
    call $check_access
    local.get 6
    f64.store offset=24
  )
  (func $name_of (;2;) (type 0) (param i32)
    local.get 0
    i32.const 0
    i32.eq
    if ;; label = @1
      i64.const 495606460279
      call $print
    else
    end
    local.get 0
    i32.const 1
    i32.eq
    if ;; label = @1
      i64.const 495874892144
      call $print
    else
    end
    local.get 0
    i32.const 2
    i32.eq
    if ;; label = @1
      i64.const 110386908194158
      call $print
    else
    end
  )
  (func $nested (;3;) (type 0) (param i32)
    (local i32)
    local.get 0
    i32.const 0
    i32.const 516
    call $check_access
    i32.load
    local.get 0
    i32.const 4
    i32.const 516
    call $check_access
    i32.load offset=4
    local.set 1
    i32.const 0
    i32.const 644
    call $check_access
    local.get 1
    i32.store
  )
  (func $check_access (;4;) (type 2) (param i32 i32 i32) (result i32)
    local.get 2
    i32.const 8
    i32.shr_u
    call $name_of
    local.get 0
  )
  (func $check_range (;5;) (type 1) (param i32 i32 i32))
  (func $print (;6;) (type 4) (param i64))
  (@producers
    (processed-by "walrus" "0.28.0")
  )
)
;; {"functions":3,"loads":2,"stores":10,"ranges":0,"exempt":["check_access","check_range","print"]}
