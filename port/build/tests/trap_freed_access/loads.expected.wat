(module
  (type (;0;) (func (param i32)))
  (type (;1;) (func (param i32) (result i32 i32 i64 i64 i64)))
  (type (;2;) (func (param i32) (result i32 i64 f32 f64)))
  (type (;3;) (func (param i32 i32 i32)))
  (type (;4;) (func (param i32 i32 i32) (result i32)))
  (type (;5;) (func (param i64)))
  (memory (;0;) 1)
  (export "words" (func $words))
  (export "parts" (func $parts))
  (func $parts (;0;) (type 1) (param i32) (result i32 i32 i64 i64 i64)
    local.get 0
    i32.const 0
    i32.const 257
    call $check_access
    i32.load8_s
    local.get 0
    i32.const 2
    i32.const 258
    call $check_access
    i32.load16_u offset=2
    local.get 0
    i32.const 4
    i32.const 257
    call $check_access
    i64.load8_u offset=4
    local.get 0
    i32.const -1
    i32.const 258
    call $check_access
    i64.load16_s offset=4294967295
    local.get 0
    i32.const 8
    i32.const 260
    call $check_access
    i64.load32_u offset=8
  )
  (func $words (;1;) (type 2) (param i32) (result i32 i64 f32 f64)
    local.get 0
    i32.const 0
    i32.const 4
    call $check_access
    i32.load
    local.get 0
    i32.const 8
    i32.const 8
    call $check_access
    i64.load offset=8
    local.get 0
    i32.const 16
    i32.const 4
    call $check_access
    f32.load offset=16
    local.get 0
    i32.const 24
    i32.const 8
    call $check_access
    f64.load offset=24 align=1
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
  )
  (func $check_access (;3;) (type 4) (param i32 i32 i32) (result i32)
    local.get 2
    i32.const 8
    i32.shr_u
    call $name_of
    local.get 0
  )
  (func $check_range (;4;) (type 3) (param i32 i32 i32))
  (func $print (;5;) (type 5) (param i64))
  (@producers
    (processed-by "walrus" "0.28.0")
  )
)
;; {"functions":2,"loads":9,"stores":0,"ranges":0,"exempt":["check_access","check_range","print"]}
