import textwrap

text = "The quick brown fox, jumped over the lazy-dog's well-known back -- and then--quite suddenly--fell asleep. It's a-b-c and 12-34, foo--bar, state-of-the-art, --option=value, x_y-z_w."
for width in (1, 2, 5, 8, 10, 13, 20, 30, 47, 70, 200):
    print(width, textwrap.wrap(text, width))
    print(textwrap.wrap(text, width, break_long_words=False))
    print(textwrap.wrap(text, width, break_on_hyphens=False))
    print(textwrap.wrap("   lead\tand  tail \n\nx  ", width, drop_whitespace=False))
print(textwrap.fill("  Hello\tthere  my   friend. How are you?  Fine!  ", 15))
print(textwrap.fill("one two three four five six seven", width=14, initial_indent="* ", subsequent_indent="    "))
print(textwrap.wrap("He said hi. She left! Why? \"No.\" End.", 60, fix_sentence_endings=True))
print(textwrap.wrap("a\tb\nc", 40, expand_tabs=False), textwrap.wrap("a\tb\nc", 40, expand_tabs=False, replace_whitespace=False), textwrap.wrap("a\tb", tabsize=4))
for lines in (1, 2, 3, 99):
    print(textwrap.wrap(text, 30, max_lines=lines), textwrap.wrap(text, 12, max_lines=lines, placeholder="~"))
print(textwrap.shorten("Hello  world!", width=12), textwrap.shorten("Hello  world!", width=11), textwrap.shorten("Hello world", width=10, placeholder="..."), repr(textwrap.shorten("", 5)))
for bad in (lambda: textwrap.wrap("x", 0), lambda: textwrap.wrap("hello", 3, max_lines=1), lambda: textwrap.shorten("hello world", 3)):
    try:
        bad()
    except ValueError as e:
        print(e)
print(repr(textwrap.dedent("""
    def f():
        return 1

      # x
\t
    end""")))
print(repr(textwrap.dedent("  a\n\tb")), repr(textwrap.dedent("   a\n  b\n   c\n")), repr(textwrap.dedent("")), repr(textwrap.dedent("x\n  y")), repr(textwrap.dedent("  \n  a\n     \n")))
print(repr(textwrap.indent("a\n\n  \nb\n", "> ")), repr(textwrap.indent("a\n\nb", "+", lambda line: True)))
w = textwrap.TextWrapper(width=20)
w.initial_indent = "- "
w.subsequent_indent = "  "
print(w.wrap(text), w.fill("x " * 20))
print(textwrap.wrap(""), textwrap.wrap("   "), repr(textwrap.fill("")), textwrap.wrap("a" * 25, 10), textwrap.wrap("Überlänge-wörter können-brechen", 9))
print(textwrap.wrap("aaa-bbb-ccc-ddd eee", 5), textwrap.wrap("--foo-bar", 4), textwrap.wrap("this-is-a-useful-feature", 10))
