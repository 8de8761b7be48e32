(module
  (type (;0;) (func))
  (type (;1;) (func (param i32)))
  (type (;2;) (func (param i32 i32)))
  (import "host" "signal" (memory $signal (;0;) 1 1 shared))
  (import "host" "poll" (func (;0;) (type 0)))
  (table (;0;) 1 funcref)
  (memory (;1;) 1)
  (export "execute" (func $execute))
  (elem (;0;) (i32.const 0) func $visit)
  (func $interpret (;1;) (type 0)
    i32.const 0
    i32.atomic.load
    if ;; label = @1
      call 0
    else
    end
    loop ;; label = @1
      i32.const 0
      i32.atomic.load
      if ;; label = @2
        call 0
      else
      end
      i32.const 0
      i32.load 1
      br_if 0 (;@1;)
    end
    call $execute
  )
  (func $visit (;2;) (type 2) (param i32 i32)
    i32.const 0
    i32.atomic.load offset=4
    if ;; label = @1
      unreachable
    else
    end
    local.get 0
    local.get 1
    i32.const 0
    return_call_indirect (type 2)
  )
  (func $cold (;3;) (type 1) (param i32)
    i32.const 0
    i32.atomic.load offset=4
    if ;; label = @1
      unreachable
    else
    end
    local.get 0
    call $hot
  )
  (func $execute (;4;) (type 0)
    i32.const 0
    i32.atomic.load offset=4
    if ;; label = @1
      unreachable
    else
    end
    call $interpret
  )
  (func $hot (;5;) (type 1) (param i32)
    local.get 0
    call $cold
  )
  (@producers
    (processed-by "walrus" "0.28.0")
  )
)
;; {"markers":2,"loops":1,"polled":0,"entries":3,"listed":[["interpret",1]]}
