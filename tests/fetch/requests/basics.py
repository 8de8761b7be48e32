import requests

r = requests.get(base + "/json")
print(r, r.status_code, r.reason, r.ok, bool(r), r.url == base + "/json")
print(r.json()["items"], r.headers["CONTENT-TYPE"], "content-type" in r.headers, r.headers.get("nothing"))
print(r.encoding, r.text == r.content.decode(), type(r.content).__name__)
print(r.is_redirect, r.history, r.request.method, r.request.url == r.url)

with requests.get(base + "/lines", stream=True) as r:
    print([line for line in r.iter_lines()])
with requests.get(base + "/lines", stream=True) as r:
    print(list(r.iter_content(chunk_size=6)))

for method in ("get", "post", "put", "patch", "delete", "options"):
    print(method, getattr(requests, method)(base + "/echo").json()["method"])
print(requests.request("delete", base + "/echo").json()["method"])
r = requests.head(base + "/json")
print(r.status_code, r.content, r.headers["content-type"])
