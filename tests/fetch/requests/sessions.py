import requests


def show(r):
    print(sorted(r.json()["headers"].items()), r.json()["path"])


with requests.Session() as s:
    s.headers.update({"X-Thing": "one"})
    s.params = {"key": "k"}
    show(s.get(base + "/echo"))
    show(s.get(base + "/echo", headers={"x-thing": "two"}, params={"q": "v"}))
    s.headers["X-Thing"] = None
    show(s.get(base + "/echo"))
    s.auth = ("a", "b")
    show(s.post(base + "/echo"))

s = requests.Session()
r = s.get(base + "/cookie")
print(r.cookies["t"])
show(s.get(base + "/echo"))
show(requests.get(base + "/echo"))
