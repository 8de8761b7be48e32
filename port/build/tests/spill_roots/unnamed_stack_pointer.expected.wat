(module
  (type (;0;) (func))
  (type (;1;) (func (param i32) (result i32)))
  (memory (;0;) 1)
  (global (;0;) i32 i32.const 7)
  (global (;1;) (mut i64) i64.const 7)
  (global (;2;) (mut i32) i32.const 65536)
  (export "collect" (func 0))
  (func (;0;) (type 1) (param i32) (result i32)
    (local i32)
    global.get 2
    i32.const 16
    i32.sub
    local.tee 1
    global.set 2
    local.get 1
    local.get 0
    i32.store
    block (result i32) ;; label = @1
      local.get 0
    end
    local.get 1
    i32.const 16
    i32.add
    global.set 2
  )
  (@producers
    (processed-by "walrus" "0.28.0")
  )
)
;; {"functions":1,"may_collect":1,"collecting_calls":1,"framed":1,"stores":1,"operand_tees":0,"frame_bytes":16,"largest_frame_bytes":16}
