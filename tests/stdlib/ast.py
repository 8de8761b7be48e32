import ast

texts = [
    "1", "-1", "+5", "1_000", "0xff", "0o17", "0b101", "1.5", ".5", "5.", "1e3", "-1.5e-3", "2j", "1+2j", "-1-2.5j", "'text'", '"it\'s"', "'''a\nb'''", "'a' 'b'", "b'bytes'", "b'a' b'b'", r"r'\n'",
    r"'\n\x41\u00e9\\'", "u'x'", "None", "True", "False", "...", "[]", "[1, 2, [3]]", "[1,]", "()", "(1,)", "(1)", "(1, 2)", "1, 2", "1,", "{}", "{'a': 1, 'b': [1, (2,)], 3: None}", "{1,}", "set()", " 1", "\t[1]", "[1, # comment\n 2]",
    "{'a': -1, 'b': +2.5}", "[\n1,\n2\n]", "  'x'  ", "100000000000000000000", "{(1, 2): 'x'}", "[True, False, None]", "-0.0", "'a,b]'", '{"x": "}"}', "1.", "{'k': {'n': {}}}",
]
for text in texts:
    value = ast.literal_eval(text)
    print(repr(text), repr(value), type(value).__name__ if value is not ... else "")
bad = ["x", "--3", "f()", "1 + 2", "[1, x]", "__import__('os')", "'a' + 'b'", "[x for x in y]", "lambda: 0", "1 if 2 else 3", "a.b", "(1).x", "[1][0]", "f'x'", "-'a'", "+[]", "1j + 1j", "not 1", "{**{}}", "set([1])", "open('x')"]
for text in bad:
    try:
        print("taken", text, ast.literal_eval(text))
    except (ValueError, SyntaxError) as e:
        print(text, "refused")
for text in ["[1, 2", "1 2", "", "   ", "[1,,2]", "{1: 2, 3}", "{1, 2: 3}", "'open", "(", ")", "[)", "1..2", "08", "$", "{1:}", "'a\nb'", "b'a' 'b'"]:
    try:
        print("taken", text, ast.literal_eval(text))
    except (SyntaxError, ValueError) as e:
        print(repr(text), "refused")
for thing in (3, None, [1], b"1"):
    try:
        print(ast.literal_eval(thing))
    except (ValueError, TypeError) as e:
        print(type(thing).__name__, "refused") if not isinstance(thing, bytes) else print("bytes")
data = {"name": "x", "items": [1, 2.5, (None, True)], "nested": {"set": {1, 2}, "b": b"\x00\xff"}, "uni": "ü\n'\""}
print(ast.literal_eval(repr(data)) == data)
deep = "[" * 90 + "]" * 90
print(len(repr(ast.literal_eval(deep))))
try:
    ast.literal_eval("(" * 1000 + ")" * 1000)
except (MemoryError, SyntaxError, RecursionError) as e:
    print("too deep")
