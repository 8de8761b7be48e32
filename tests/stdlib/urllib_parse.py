import urllib.parse as u
from urllib.parse import parse_qs, parse_qsl, quote, quote_plus, unquote, unquote_plus, urldefrag, urlencode, urljoin, urlparse, urlsplit, urlunparse, urlunsplit


def error(function, *args, **keywords):
    try:
        return function(*args, **keywords)
    except Exception as e:
        return type(e).__name__, str(e)


for url in (
    "http://www.example.com/a/b;p=1?q=2&r=3#frag", "https://user:pa%20ss@Host.Example:8080/x", "//host/path", "/only/path?x", "mailto:a@b.example", "http://[::1]:80/a", "ftp://h", "", "http://h:99999/", "http://h:abc/", "HTTP://A/B", "a:b:c", "1a:b", "file:///etc/x", "http://h?q", "http://h#f", "http://u@h", "http://u:@h:/", "data:text/plain;base64,AAAA", "x;y/z;w", "  http://h/ \n", "ht\ttp://h", "http://h/a%20b?c=%C3%A9#d", "svn+ssh://h/p", "http:///p", "tel:+1-2;ext=3", "path with space", "http://[fe80::1%eth0]/",
):
    p, s = urlparse(url), urlsplit(url)
    print(p, s, p.geturl(), s.geturl(), p.hostname, p.username, p.password, error(lambda: p.port), s.hostname, s.netloc, urlunparse(p), urlunsplit(s))
print(urlparse("//h/p", "https"), urlsplit("a#b", allow_fragments=False), error(urlsplit, "http://[::1/"), tuple(urlsplit("http://h/p"))[1], urlparse("http://h/p")._replace(path="/q", query="z=1").geturl(), urlparse("http://h/p").path, len(urlparse("x")), urlparse("http://a/") == urlparse("http://a/"))
base = "http://a/b/c/d;p?q"
for r in (
    "g:h", "g", "./g", "g/", "/g", "//g", "?y", "g?y", "#s", "g#s", "g?y#s", ";x", "g;x", "g;x?y#s", "", ".", "./", "..", "../", "../g", "../..", "../../", "../../g", "../../../g", "/./g", "/../g", "g.", ".g", "..g", "./../g", "./g/.", "g/./h", "g/../h", "g;x=1/../y", "g?y/./x", "g#s/../x", "http:g", "https://z/q", "a//b",
):
    print(r, urljoin(base, r), urljoin("http://h", r), urljoin("/x/y", r), urljoin("http://h/a/", r))
print(urljoin("", "x"), urljoin("x", ""), urljoin("mailto:a", "b"), urldefrag("http://h/p#f"), urldefrag("x"), urldefrag("http://h/p#f").url, urldefrag("a#b").geturl())
for s in ("", "abc", "a b&c=d/e?f", "é ü€", "~_.-", "100%", "a+b", "\n\t", "日本", "%41", "<>\"'()*!"):
    print(repr(s), quote(s), quote(s, safe=""), quote_plus(s), quote(s, safe="/ é"), unquote(quote(s)) == s, unquote_plus(quote_plus(s)) == s, quote(s.encode()), u.quote_from_bytes(s.encode()))
for s in ("a%20b", "%C3%A9", "%zz", "%", "%4", "%41%42", "a+b", "é%20ü", "%E9", "%ff%41", "%2", "100%25", "%e4%b8%ad", "x%0Ay", "% 1"):
    print(s, repr(unquote(s)), repr(unquote_plus(s)), u.unquote_to_bytes(s), unquote(s, "latin-1"))
print(quote("é", encoding="latin-1"), error(quote, 3)[0], error(u.quote_from_bytes, "x"), unquote(b"a%20b"), error(unquote, 3)[0])
print(urlencode({"a": 1, "b": "x y", "c": "é&="}), urlencode([("a", 1), ("a", 2)]), urlencode({"a": [1, 2]}), urlencode({"a": [1, 2], "b": ("x",), "c": "yz"}, doseq=True), urlencode({}), urlencode({"k": "a/b c"}, quote_via=quote), urlencode({"k": "a/b"}, safe="/"), urlencode({b"k": b"\xff"}), urlencode({"n": None, "t": True, "f": 1.5}), error(urlencode, ["ab"])[0], error(urlencode, 3)[0])
for q in ("a=1&b=2", "a=1&a=2&b=", "a", "a=&b", "", "&&a=1", "a=b=c", "a=%20x+y&%C3%A9=z", "a;b=1", "x=1;y=2", "=v"):
    print(q, parse_qs(q), parse_qsl(q), parse_qs(q, keep_blank_values=True), error(parse_qs, q, strict_parsing=True), parse_qsl(q, separator=";"))
print(error(parse_qs, "a=1&b=2", max_num_fields=1), error(parse_qsl, "a", separator=""), dict(parse_qsl("a=1&b=2")))


# What programs do with them.
def with_query(url, **params):
    parts = urlsplit(url)
    query = dict(parse_qsl(parts.query))
    query.update(params)
    return urlunsplit(parts._replace(query=urlencode(query)))


print(with_query("https://h/p?a=1&b=2#f", b=3, c="x y"), [urljoin("https://h/docs/index.html", link) for link in ("intro.html", "/about", "../x")], sorted({urlparse(x).netloc for x in ("http://a/1", "http://b/2", "http://a/3")}))
