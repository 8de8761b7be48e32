import requests

r = requests.get(base + "/redirect?/echo")
print(r.status_code, r.url == base + "/echo", r.json()["method"])
r = requests.get(base + "/redirect?/echo", allow_redirects=False)
print(r.status_code, r.is_redirect, r.headers["location"])
r = requests.post(base + "/redirect?/echo", data={"a": 1})
print(r.json()["method"], repr(r.json()["body"]), sorted(r.json()["headers"].items()))
r = requests.head(base + "/redirect?/echo")
print(r.status_code, r.headers["location"])
