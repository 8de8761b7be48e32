import requests


def show(r):
    said = r.json()
    print(said["method"], said["path"], said["body"], sorted(said["headers"].items()))


show(requests.get(base + "/echo", params={"q": "a b&c"}))
show(requests.get(base + "/echo", params=[("a", 1), ("b", "\u00e4/?"), ("a", None), ("c", [1, 2])]))
show(requests.get(base + "/echo?x=1", params="y=2&z"))
show(requests.get(base + "/echo", params={}))
show(requests.get(base + "/echo/a b"))
show(requests.get(base + "/echo#part", params={"q": 1}))
show(requests.post(base + "/echo", data={"name": "a b=\u00e4"}))
show(requests.post(base + "/echo", data=[("a", "1"), ("a", "2"), ("b", ["x", "y"])]))
show(requests.post(base + "/echo", data="raw text"))
show(requests.post(base + "/echo", data=b"raw bytes"))
show(requests.post(base + "/echo", json={"a": [1, None, True]}))
show(requests.post(base + "/echo", json=[]))
show(requests.put(base + "/echo", data="x", headers={"Content-Type": "text/x", "X-Thing": "y"}))
show(requests.patch(base + "/echo", json={"a": 1}, headers={"content-type": "application/merge+json"}))
show(requests.get(base + "/echo", auth=("user", "pass word")))
show(requests.get(base + "/echo", cookies={"a": "b"}))
show(requests.get(base + "/echo", headers={"X-None": None, "X-Bytes": b"abc"}))
