(module
  (type (;0;) (func))
  (type (;1;) (func (param i32)))
  (import "host" "signal" (memory $signal (;0;) 1 1 shared))
  (import "host" "poll" (func (;0;) (type 0)))
  (memory (;1;) 1)
  (export "execute" (func $execute))
  (func $interpret (;1;) (type 1) (param i32)
    loop ;; label = @1
      loop ;; label = @2
        local.get 0
        i32.load8_u 1
        if ;; label = @3
          i32.const 0
          i32.atomic.load
          if ;; label = @4
            call 0
          else
          end
          br 1 (;@2;)
        else
        end
        local.get 0
        i32.const 1
        i32.add
        local.set 0
        local.get 0
        br_if 0 (;@2;)
      end
      i32.const 0
      i32.load 1
      br_if 0 (;@1;)
    end
  )
  (func $execute (;2;) (type 1) (param i32)
    i32.const 8
    local.set 0
    block ;; label = @1
      loop ;; label = @2
        i32.const 0
        i32.atomic.load offset=4
        if ;; label = @3
          unreachable
        else
        end
        local.get 0
        call $interpret
        i32.const 4
        i32.load 1
        br_if 0 (;@2;)
      end
    end
  )
  (@producers
    (processed-by "walrus" "0.28.0")
  )
)
;; {"markers":1,"loops":3,"polled":1,"entries":0,"listed":[["interpret",2]]}
