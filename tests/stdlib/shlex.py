import shlex

texts = ["ls -l 'my file' \"other file\"", "a\\ b c", "x='1 2' y=\"3 \\\" 4\"", "", "   ", "a # comment", "''", "a '' b", "it\\'s", "'a'\\''b'", "\"a\\nb\\$c\\\\\"", "tab\there\nnewline", "cmd | grep x > out && echo 'done'; exit", "mixed'quo'\"tes\"here", "ü é", "-v --opt=val", "a\"\"b"]
for text in texts:
    print(repr(text), shlex.split(text), shlex.split(text, comments=True))
    try:
        print(shlex.split(text, posix=False))
    except ValueError as e:
        print(e)
    try:
        print(list(shlex.shlex(text)), list(shlex.shlex(text, posix=True)))
    except ValueError as e:
        print(e)
    print(list(shlex.shlex(text, posix=True, punctuation_chars=True)))
for bad in ("'open", '"open', "trail\\", "a 'b"):
    try:
        print(shlex.split(bad))
    except ValueError as e:
        print(bad, e)
for text in ("plain", "with space", "", "it's", "$HOME", "a/b.c-d_e+f=g:h,i@j%k", "ü", "a\nb", "*"):
    print(shlex.quote(text), shlex.split(shlex.quote(text)) == [text])
print(shlex.join(["echo", "two words", "it's", ""]), shlex.split(shlex.join(["a b", "'", '"', "\\"])))
lex = shlex.shlex("a = 'b c' + d", posix=True)
print(lex.get_token(), lex.get_token(), lex.get_token())
lex.push_token("pushed")
print(list(lex), lex.get_token(), lex.lineno)
lex = shlex.shlex("one,two,,three", posix=True)
lex.whitespace = ","
lex.whitespace_split = True
print(list(lex))
lex = shlex.shlex("a && b || c; d >'abc'; (def \"ghi\")", punctuation_chars=True)
lex.whitespace_split = True
print(list(lex))
