(module
  (type (;0;) (func))
  (type (;1;) (func (param i32)))
  (type (;2;) (func (param i32) (result i32)))
  (import "host" "signal" (memory $signal (;0;) 1 1 shared))
  (import "host" "poll" (func (;0;) (type 0)))
  (memory (;1;) 1)
  (export "execute" (func $execute))
  (func $bounded (;1;) (type 1) (param i32)
    loop ;; label = @1
      local.get 0
      i32.const 1
      i32.sub
      local.tee 0
      br_if 0 (;@1;)
    end
    loop ;; label = @1
      i32.const 0
      i32.atomic.load offset=4
      if ;; label = @2
        unreachable
      else
      end
      loop ;; label = @2
        local.get 0
        i32.const 1
        i32.sub
        local.tee 0
        br_if 0 (;@2;)
      end
      i32.const 0
      i32.load 1
      br_if 0 (;@1;)
    end
    loop ;; label = @1
      i32.const 0
      i32.atomic.load offset=4
      if ;; label = @2
        unreachable
      else
      end
      local.get 0
      call $other
      drop
      i32.const 0
      i32.load 1
      br_if 0 (;@1;)
    end
  )
  (func $other (;2;) (type 2) (param i32) (result i32)
    loop ;; label = @1
      i32.const 0
      i32.atomic.load offset=4
      if ;; label = @2
        unreachable
      else
      end
      loop ;; label = @2
        i32.const 0
        i32.atomic.load offset=4
        if ;; label = @3
          unreachable
        else
        end
        local.get 0
        i32.const 1
        i32.sub
        local.tee 0
        br_if 0 (;@2;)
      end
      i32.const 0
      i32.load 1
      br_if 0 (;@1;)
    end
    local.get 0
    loop (type 2) (param i32) (result i32) ;; label = @1
      i32.const 0
      i32.atomic.load offset=4
      if ;; label = @2
        unreachable
      else
      end
      local.get 0
      br_if 0 (;@1;)
    end
  )
  (func $interpret (;3;) (type 0)
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
  (@producers
    (processed-by "walrus" "0.28.0")
  )
)
;; {"markers":1,"loops":8,"polled":5,"entries":1,"listed":[["bounded",2],["interpret",1]]}
