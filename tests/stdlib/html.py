import html
import html.entities
from html.parser import HTMLParser

for s in ("<a href=\"x\">'&'</a>", "", "plain", "ü < é"):
    print(html.escape(s), html.escape(s, quote=False), html.escape(s, False), html.unescape(html.escape(s)) == s)
for s in (
    "&lt;b&gt; &amp; &quot;x&quot; &#39;y&#39; &#x27;z&#X27;", "&copy; 2024 &eacute;&Eacute; &euro; &nbsp;|", "&amp;lt;", "&notanentity; &", "&amp without", "&ampamp;", "&copy2024", "&#65;&#x41;&#65", "&#0; &#x110000; &#55296; &#128; &#x80; &#150;", "&#1;&#11;&#13;&#9;", "& &; &#; &#x; &#xg;", "a&lt", "&notit; &apos;", "&alpha;&beta;&Omega;&rarr;&hearts;&hellip;&mdash;&ldquo;", "&AMP; &LT &COPY", "&#99999999999999999999999;", "&frac12;&sup2;&times;",
):
    print(s, repr(html.unescape(s)))
print(html.entities.name2codepoint["eacute"], html.entities.codepoint2name[8364], len(html.entities.name2codepoint), sorted(html.entities.name2codepoint.items())[:3])


class Show(HTMLParser):
    def __init__(self, **keywords):
        super().__init__(**keywords)
        self.seen = []

    def handle_starttag(self, tag, attrs):
        self.seen.append(("start", tag, attrs, self.get_starttag_text(), self.getpos()))

    def handle_endtag(self, tag):
        self.seen.append(("end", tag, self.getpos()))

    def handle_data(self, data):
        self.seen.append(("data", data))

    def handle_comment(self, data):
        self.seen.append(("comment", data))

    def handle_decl(self, decl):
        self.seen.append(("decl", decl))

    def handle_pi(self, data):
        self.seen.append(("pi", data))

    def handle_entityref(self, name):
        self.seen.append(("entity", name))

    def handle_charref(self, name):
        self.seen.append(("char", name))

    def unknown_decl(self, data):
        self.seen.append(("unknown", data))


for text in (
    "<!DOCTYPE html>\n<html><head><title>T &amp; U</title></head>\n<body class='a b' id=x data-y=\"1 &lt; 2\" hidden>text<br/>more<BR>\n  <!-- note --><p>a<p>b</body></html>", "<a href=https://h/?a=1&amp;b=2>x</a>", "<script>if (a < b) { x = '<b>'; }</script><style>p > a {}</style>", "a < b & c > d", "plain", "<?php x ?>", "<img src='a.png' alt=\"\" / >", "<p\nclass='x'\n>y</p\n>", "<input disabled value=5><td nowrap>", "&lt;&#65;&copy;&x;", "<![CDATA[x]]>", "<div><span>é ü</span></div>", "<h1>A</h1> tail",
):
    for convert in (True, False):
        parser = Show(convert_charrefs=convert)
        parser.feed(text)
        parser.close()
        print(text, parser.seen)
parser = Show()
for piece in ("<p>on", "e <", "b>tw", "o</b", "> thr", "ee</p>", " end"):
    parser.feed(piece)
parser.close()
print("".join(s[1] for s in parser.seen if s[0] == "data"), [s[:2] for s in parser.seen if s[0] != "data"])


# What programs do with them.
class Links(HTMLParser):
    def __init__(self):
        super().__init__()
        self.links, self.text, self.rows = [], [], []

    def handle_starttag(self, tag, attrs):
        if tag == "a":
            self.links.append(dict(attrs).get("href"))
        elif tag == "tr":
            self.rows.append([])

    def handle_data(self, data):
        if data.strip():
            self.text.append(data.strip())
            if self.rows:
                self.rows[-1].append(data.strip())


p = Links()
p.feed('<p>See <a href="/x?a=1&amp;b=2">this</a> and <a href=\'y\'>that</a>.</p><table><tr><td>1</td><td>2</td></tr><tr><td>3</td><td>4 &euro;</td></tr></table>')
p.close()
print(p.links, p.text, p.rows)
