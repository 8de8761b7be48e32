(module
  ;; imports
  (import "micropython_host" "signal" (memory $signal 1 1 shared))
  (memory $memory (export "memory") 2)
  (data (memory $memory) (i32.const 0x1000) "OWN_TEXT")
  (tag $thrown)
  (global $pc (mut i32) (i32.const 0))
  (global $end (mut i32) (i32.const 0))
  (global $length (mut i32) (i32.const 0))
  (global $last (mut i32) (i32.const 0))

  ;; The next byte of the program; 0xff after its end.
  (func $byte (result i32)
    (if (i32.ge_u (global.get $pc) (global.get $end)) (then (return (i32.const 0xff))))
    (i32.or
      (i32.shl (i32.sub (i32.load8_u $memory (global.get $pc)) (i32.const 97)) (i32.const 4))
      (i32.sub (i32.load8_u $memory offset=1 (global.get $pc)) (i32.const 97)))
    (global.set $pc (i32.add (global.get $pc) (i32.const 2))))

  (func $word (result i32)
    (call $byte)
    (i32.or (i32.shl (call $byte) (i32.const 8)))
    (i32.or (i32.shl (call $byte) (i32.const 16)))
    (i32.or (i32.shl (call $byte) (i32.const 24))))

  (func $long (result i64)
    (i64.extend_i32_u (call $word))
    (i64.or (i64.shl (i64.extend_i32_u (call $word)) (i64.const 32))))

  ;; An address of eight bytes that exist.
  (func $within (param i32) (result i32)
    (i32.rem_u (local.get 0) (i32.sub (i32.mul (memory.size $memory) (i32.const 65536)) (i32.const 8))))

  (func $dive
    (local $pc i32)
    (local.set $pc (global.get $pc))
    (drop (call $step))
    (global.set $pc (local.get $pc))
    (call $dive)
    (global.set $last (i32.add (global.get $last) (i32.const 1))))

  ;; Does one operation. Gives the program's result, or -1 where it goes on.
  (func $step (result i32)
    (local $op i32)
    (local.set $op (call $byte))
    ;; calls
    (if (i32.eq (local.get $op) (i32.const 0x40)) (then (return (call $word))))
    (if (i32.eq (local.get $op) (i32.const 0x41)) (then
      (i32.store $memory (call $within (call $word)) (call $word))))
    (if (i32.eq (local.get $op) (i32.const 0x42)) (then
      (i64.store $memory (call $within (call $word)) (call $long))))
    (if (i32.eq (local.get $op) (i32.const 0x43)) (then
      (drop (memory.grow $memory (i32.and (call $word) (i32.const 0xff))))))
    (if (i32.eq (local.get $op) (i32.const 0x44)) (then (throw $thrown)))
    (if (i32.eq (local.get $op) (i32.const 0x45)) (then unreachable))
    (if (i32.eq (local.get $op) (i32.const 0x46)) (then
      (i32.atomic.store $signal (i32.and (call $word) (i32.const 0xfffc)) (call $word))))
    (if (i32.eq (local.get $op) (i32.const 0x47)) (then
      (i32.store8 $memory (i32.const 0) (i32.add (i32.const 48) (i32.div_u (global.get $last) (i32.const 10))))
      (i32.store8 $memory (i32.const 1) (i32.add (i32.const 48) (i32.rem_u (global.get $last) (i32.const 10))))
      (call $print (i32.const 1) (i32.const 0) (i32.const 2))))
    (if (i32.eq (local.get $op) (i32.const 0x48)) (then (call $dive)))
    (if (i32.eq (local.get $op) (i32.const 0x49)) (then (loop (br 0))))
    (i32.const -1))

  (func $do (param $from i32) (param $length i32) (result i32)
    (local $result i32)
    (global.set $pc (local.get $from))
    (global.set $end (i32.add (local.get $from) (local.get $length)))
    (loop $next
      (if (i32.ge_u (global.get $pc) (global.get $end)) (then (return (i32.const 0))))
      (local.set $result (call $step))
      (br_if $next (i32.eq (local.get $result) (i32.const -1))))
    (local.get $result))

  (func $own (result i32) (call $do (i32.const 0x1000) (i32.const OWN_LENGTH)))

  (func $born
    ;; in start
  )
  ;; start

  (func (export "control") (result i32)
    ;; in control
    (i32.const 64))

  ;; The text at 0x4000, what else there is at 0x2000.
  (func (export "buffer") (param $which i32) (param $length i32) (result i32)
    ;; in buffer
    (if (result i32) (local.get $which)
      (then (if (result i32) (i32.gt_u (local.get $length) (i32.const 0x1000))
        (then (i32.const 0)) (else (i32.const 0x2000))))
      (else (if (result i32) (i32.gt_u (local.get $length) (i32.const 0xC000))
        (then (i32.const 0))
        (else (global.set $length (local.get $length)) (i32.const 0x4000))))))

  (func (export "run") (result i32)
    (call $do (i32.const 0x4000) (global.get $length))))
