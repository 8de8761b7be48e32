# f-strings: what CPython 3.11 takes and refuses.
import math

x, y, name = 42, 3.14159, "world"
d = {"k": "v", "a:b": 1, "}": 2}
w, p = 10, 3
print(f"{x}", f"{x} and {y}", f"", f"plain", f"{{}}", f"{{{x}}}", f"{x}}}")
print(f"{x=}", f"{x = }", f"{ x = }", f"{x=!s}", f"{name=}", f"{name=!s}", f"{y=:.2f}", f"{x+1=}", f"{d['k']=}")
print(f"{name!r}", f"{name!s:>8}|", f"{name!r:>10}|", f"{'é'!a}")
print(f"{y:.2f}", f"{x:05d}", f"{x:>{w}}|", f"{y:{w}.{p}}|", f"{y:{w}.{p}f}|", f"{name:*^{w + 2}}", f"{x:{'>'}{w}}|")
print(f"{y:{w!r}.{p}}", f"{x:#{'x'}}", f"{x!r:>{w}}|", f"{1234567:,}", f"{0.256:.1%}", f"{x:b}")
print(f"{d['k']}", f'{d["k"]}', f"{d['a:b']}", f"{d['}']}", f"{'}'}{'{'}", f"{':'}")
print(f"{f'{x}'}", f"{f'{x:>{w}}'}|", f"""{f"{f'{x}'}"}""", f'''{f"""{f"{f'{x}'}"}"""}''')
print(f"{(lambda v: v * 2)(3)}", f"{ {'a': 1}['a'] }", f"{ {1, 2} == {2, 1} }", f"{[i for i in range(3)]}")
print(f"{x != 1}", f"{x == 42}", f"{x >= 1}", f"{x <= 1}", f"{x > 1}", f"{x < 1}", f"{x!=1!r}", f"{x >> 1}")
print(f"{(z := 5)}", z, f"{x:=5}", f"{d['k'] if d else 'none'}", f"{x, y}", f"{x,}", f"{*[1, 2], 3}")
print(f"{[1, 2, 3][1:]}", f"{[1, 2, 3][::-1]}", f"{'abc'[1:2]}", f"{ 'a' 'b' }", f"{math.pi:.3f}")
print(f"a" "b", "a" f"{x}", "{" f"{x}" "}", f"{x}" "{y}", "{}" f"", "a{b}" f"c{{d}}", "{" "}" f"{x}")
print(rf"\d{x}\n", fr"\{x}", Rf"{x}\\", f"\x41\t{x}\u00e9", f"\{x}", f"\x7b{x}\x7d", F"{x}", f"\101", R"\n", B"a", bR"\n")
print(f"""{x}
two
{y:.1f}""")
print(f"{x}"
      f"{y}" 'z')
print(f"""{
x
}""", f'''{
    [
        1,
        2
    ]
}''')
print(f"""{d["k"]}""", f"""{d['k']} " '' {"q"}""", f'''{"a" + 'b'}''')
print(f"{'a' if x else 'b'!r}", f"{x!r}" f"{x!s}", f"{None}", f"{True:d}", f"{'nested ' + f'{name}'}")
print("%s" % f"{x}%", f"{x}".join("ab"), f"{x}"[0], f"{name}".upper(), f"%{x}")


class Show:
    def __format__(self, spec):
        return f"<{spec}>"

    def __repr__(self):
        return "R"

    def __str__(self):
        return "S"


s = Show()
print(f"{s}", f"{s:a b}", f"{s!r}", f"{s!s}", f"{s=}", f"{s=:q}", f"{s:{x}-{y}}", f"{s:{'{'}}")


def generator():
    got = f"{(yield 1)}"
    print("got", got)


it = generator()
next(it)
try:
    it.send("sent")
except StopIteration:
    pass
print([f"{i}{j}" for i in "ab" for j in "cd"], {f"{i}": i for i in range(2)})
print(f"{lambda_}" if (lambda_ := 1) else 0)
print(max(f"{i}" for i in range(3)), (lambda q: f"{q}")(1))


def doc():
    f"not a doc string"
    return 1


print(doc())


def attempt(code):
    try:
        eval(code)
        print("fine:", code)
    except SyntaxError as error:
        print(error.args[0], "|", code)


attempt('f"{}"')
attempt('f"{ }"')
attempt('f"{x"')
attempt('f"{x!}"')
attempt('f"{x:{y"')
attempt('f"}"')
attempt('f"{a\\\\b}"')
attempt('f"{#}"')
attempt('f"{a)}"')
attempt('f"{a]}"')
attempt('f"{(a]}"')
attempt('f"{x:{y:{z}}}"')
attempt("f'''{x'''")
attempt('f"{!r}"')
attempt('f"{=}"')
attempt('f"a" b"b"')
attempt('f"{x!r!s}"')
attempt('f"{a["b"]}"')
