(module
  (type (;0;) (func (param i32)))
  (type (;1;) (func (param i32) (result i32)))
  (type (;2;) (func (param i32 i32 i32)))
  (type (;3;) (func (param i32 i32 i32) (result i32)))
  (type (;4;) (func (param i64)))
  (memory (;0;) 1)
  (tag $exception (;0;) (type 0) (param i32))
  (export "blocks" (func $blocks))
  (export "catches" (func $catches))
  (func $blocks (;0;) (type 1) (param i32) (result i32)
    (local i32)
    i32.const 40
    loop ;; label = @1
      block ;; label = @2
        local.get 0
        i32.const 0
        i32.const 4
        call $check_access
        i32.load
        i32.eqz
        br_if 0 (;@2;)
        local.get 0
        i32.const 0
        local.set 1
        i32.const 0
        i32.const 132
        call $check_access
        local.get 1
        i32.store
        br 1 (;@1;)
      end
    end
    local.get 0
    i32.const 4
    i32.const 4
    call $check_access
    i32.load offset=4
    if (result i32) ;; label = @1
      local.get 0
      i32.const 8
      i32.const 4
      call $check_access
      i32.load offset=8
    else
      local.get 0
      i32.const 12
      i32.const 4
      call $check_access
      i32.load offset=12
    end
    i32.add
  )
  (func $name_of (;1;) (type 0) (param i32)
    local.get 0
    i32.const 0
    i32.eq
    if ;; label = @1
      i64.const 126905066941538
      call $print
    else
    end
    local.get 0
    i32.const 1
    i32.eq
    if ;; label = @1
      i64.const 32481121341301091
      call $print
    else
    end
  )
  (func $catches (;2;) (type 1) (param i32) (result i32)
    block (result i32) ;; label = @1
      try_table (catch $exception 0 (;@1;)) ;; label = @2
        local.get 0
        i32.const 0
        i32.const 260
        call $check_access
        i32.load
        throw $exception
      end
      unreachable
    end
  )
  (func $check_access (;3;) (type 3) (param i32 i32 i32) (result i32)
    local.get 2
    i32.const 8
    i32.shr_u
    call $name_of
    local.get 0
  )
  (func $check_range (;4;) (type 2) (param i32 i32 i32))
  (func $print (;5;) (type 4) (param i64))
  (@producers
    (processed-by "walrus" "0.28.0")
  )
)
;; {"functions":2,"loads":5,"stores":1,"ranges":0,"exempt":["check_access","check_range","print"]}
