(module
  (type (;0;) (func))
  (type (;1;) (func (result i32)))
  (type (;2;) (func (param i32)))
  (type (;3;) (func (param i32 i32 i32)))
  (type (;4;) (func (param i32 i32 i32) (result i32)))
  (type (;5;) (func (param i64)))
  (memory (;0;) 1)
  (export "gc_sweep" (func $gc_sweep))
  (export "first" (func $a_name_of_22_letters_))
  (export "second" (func $eight_le))
  (export "third" (func 3))
  (func $name_of (;0;) (type 2) (param i32)
    local.get 0
    i32.const 0
    i32.eq
    if ;; label = @1
      i64.const 8025244581457977185
      call $print
      i64.const 8387229037167271782
      call $print
      i64.const 409958770036
      call $print
    else
    end
    local.get 0
    i32.const 1
    i32.eq
    if ;; label = @1
      i64.const 7308321248887925093
      call $print
    else
    end
    local.get 0
    i32.const 2
    i32.eq
    if ;; label = @1
      i64.const 7957695015192261990
      call $print
      i64.const 14112
      call $print
    else
    end
  )
  (func $check_access (;1;) (type 4) (param i32 i32 i32) (result i32)
    local.get 2
    i32.const 8
    i32.shr_u
    call $name_of
    local.get 0
  )
  (func $a_name_of_22_letters_ (;2;) (type 1) (result i32)
    i32.const 0
    i32.const 0
    i32.const 4
    call $check_access
    i32.load
  )
  (func (;3;) (type 1) (result i32)
    i32.const 0
    i32.const 0
    i32.const 516
    call $check_access
    i32.load
  )
  (func $gc_sweep (;4;) (type 1) (result i32)
    i32.const 0
    i32.load
  )
  (func $check_range (;5;) (type 3) (param i32 i32 i32))
  (func $print (;6;) (type 5) (param i64))
  (func $eight_le (;7;) (type 0))
  (@producers
    (processed-by "walrus" "0.28.0")
  )
)
;; {"functions":3,"loads":2,"stores":0,"ranges":0,"exempt":["check_access","check_range","gc_sweep","print"]}
