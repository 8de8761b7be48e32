import keyword

print(keyword.kwlist, [w for w in ("for", "x", "None", "match", "self") if keyword.iskeyword(w)], [w for w in ("match", "case", "_", "if") if keyword.issoftkeyword(w)], len(keyword.kwlist))
