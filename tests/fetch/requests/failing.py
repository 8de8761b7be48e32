import requests
from requests.exceptions import HTTPError, RequestException

for status in (200, 302, 400, 404, 418, 500, 503):
    r = requests.get(base + "/status/" + str(status))
    try:
        r.raise_for_status()
        print(status, r.ok)
    except HTTPError as error:
        print(status, r.ok, str(error).replace(base, ""), error.response is r)

try:
    requests.get(base + "/text").json()
except ValueError as error:
    print("no JSON", isinstance(error, requests.JSONDecodeError))

for url in ("example.com/x", ""):
    try:
        requests.get(url)
    except RequestException as error:
        print(type(error).__name__, error)

for what in ({"X-A": "a\r\nb"}, {"X-A": 1}):
    try:
        requests.get(base, headers=what)
    except RequestException as error:
        print(type(error).__name__)

try:
    requests.get(base + "/slow", timeout=0.2)
except requests.Timeout as error:
    print("slow", isinstance(error, RequestException), isinstance(error, OSError))

try:
    requests.get(closed)
except requests.ConnectionError as error:
    print("closed", isinstance(error, RequestException))

try:
    requests.get(base + "/loop")
except requests.TooManyRedirects as error:
    print("loop", isinstance(error, RequestException))
