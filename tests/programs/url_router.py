import re
from collections import defaultdict
from typing import Callable, NamedTuple


class Response(NamedTuple):
    status: int
    body: str
    headers: dict = {}


class HTTPError(Exception):
    status = 500

    def __init_subclass__(cls, status, **kwargs):
        super().__init_subclass__(**kwargs)
        cls.status = status


class NotFound(HTTPError, status=404):
    pass


class MethodNotAllowed(HTTPError, status=405):
    def __init__(self, allowed):
        self.allowed = sorted(allowed)
        super().__init__("use " + " or ".join(self.allowed))


class Router:
    TYPES = {"int": (r"-?\d+", int), "str": (r"[^/]+", str), "path": (r".+", str)}

    def __init__(self):
        self.routes = defaultdict(dict)
        self.before: list[Callable] = []

    def compile(self, pattern):
        converters = {}

        def replace(match):
            kind, _, name = match[1].rpartition(":")
            regex, converters[name] = self.TYPES[kind or "str"]
            return f"(?P<{name}>{regex})"

        return re.compile(re.sub(r"<([\w:]+)>", replace, pattern)), converters

    def route(self, pattern, methods=("GET",)):
        compiled = self.compile(pattern)

        def register(fn):
            for method in methods:
                self.routes[pattern][method] = (*compiled, fn)
            return fn
        return register

    def middleware(self, fn):
        self.before.append(fn)
        return fn

    def handle(self, method, url):
        path, _, query = url.partition("?")
        params = dict(pair.split("=", 1) for pair in query.split("&") if "=" in pair)
        request = {"method": method, "path": path, "query": params}
        try:
            for fn in self.before:
                if (early := fn(request)) is not None:
                    return early
            allowed = set()
            for handlers in self.routes.values():
                for m, (regex, converters, fn) in handlers.items():
                    match = regex.fullmatch(path)
                    if match and m == method:
                        arguments = {k: converters[k](v) for k, v in match.groupdict().items()}
                        result = fn(request, **arguments)
                        return result if isinstance(result, Response) else Response(200, str(result))
                    if match:
                        allowed.add(m)
            raise MethodNotAllowed(allowed) if allowed else NotFound(path)
        except HTTPError as e:
            return Response(e.status, str(e), {"X-Error": type(e).__name__})
        except Exception as e:
            return Response(500, f"{type(e).__name__}: {e}")


app = Router()


@app.route("/")
def index(request):
    return "hello " + request["query"].get("name", "world")


@app.route("/users/<int:user>", methods=["GET", "DELETE"])
def user(request, user):
    return Response(204, "") if request["method"] == "DELETE" else {"user": user + 1}


@app.route("/files/<path:name>")
def files(request, *, name):
    return name.split("/")


@app.route("/div/<int:a>/<int:b>")
def div(request, a, b):
    return a // b


@app.middleware
def guard(request):
    if request["path"].startswith("/admin"):
        return Response(403, "no")


for method, url in [("GET", "/"), ("GET", "/?name=ann&x=1"), ("GET", "/users/41"), ("DELETE", "/users/-1"), ("POST", "/users/1"), ("GET", "/users/x"),
                    ("GET", "/files/a/b.txt"), ("GET", "/div/7/2"), ("GET", "/div/7/0"), ("GET", "/admin/x")]:
    status, body, headers = app.handle(method, url)
    print(f"{method:<6} {url:<17} {status} {body} {headers or ''}".rstrip())
print(Response(1, "b")._replace(status=2), Response._fields, sorted(app.routes), NotFound.status, issubclass(NotFound, HTTPError))
