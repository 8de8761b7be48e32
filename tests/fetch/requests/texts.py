import requests

r = requests.get(base + "/latin")
print(r.encoding, r.text == "\u00e4\u00ff")
r.encoding = "latin-1"
print(r.text == "\u00e4\u00ff")
r = requests.get(base + "/utf8")
print(r.encoding, r.text == "\u00e4\u20ac")
r = requests.get(base + "/html")
print(r.encoding, r.text == "\u00c3\u00a4")
r.encoding = "utf-8"
print(r.text == "\u00e4")
r = requests.get(base + "/empty")
print(r.status_code, r.content, r.text == "", r.encoding)
