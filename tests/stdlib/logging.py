import logging
import logging.handlers
import re


class Stream:
    def __init__(self):
        self.pieces = []

    def write(self, text):
        self.pieces.append(text)


def capture(fmt=None, **keywords):
    stream = Stream()
    handler = logging.StreamHandler(stream)
    if fmt is not None:
        handler.setFormatter(logging.Formatter(fmt, **keywords))
    return stream, handler


def shown(stream):
    text = "".join(stream.pieces)
    stream.pieces.clear()
    return text


def plain(text):
    """Without what differs: files, and CPython's source lines."""
    lines = [line for line in text.splitlines() if not line.startswith("    ")]
    return "\n".join(re.sub('File ".*", line', 'File "F", line', line) for line in lines)


root = logging.getLogger()
print(root.name, root.level, logging.getLogger("") is root, logging.getLogger("root") is root, root, root.handlers)
stream, handler = capture()
logging.basicConfig(stream=stream, level=logging.INFO)
logging.debug("no")
logging.info("info %s and %d", "text", 3)
logging.warning("warning %(a)s", {"a": 1})
logging.error("50% error")
logging.critical("crit %r", [1])
logging.log(35, "level")
print(shown(stream))
logging.basicConfig(level=logging.DEBUG)
print(root.level, len(root.handlers))

log = logging.getLogger("app.db.query")
parent = logging.getLogger("app")
middle = logging.getLogger("app.db")
print(log.parent, middle.parent, parent.parent, log.getEffectiveLevel(), log.getChild("x").name, log is logging.getLogger("app.db.query"), root.getChild("kid").name)
parent.setLevel("DEBUG")
print(log, middle.isEnabledFor(logging.DEBUG), root.isEnabledFor(10))
log.debug("through the tree")
own, handler = capture("%(name)s|%(levelname)-8s|%(levelno)d|%(message)s|%(threadName)s")
parent.addHandler(handler)
parent.addHandler(handler)
log.info("twice")
parent.propagate = False
log.warning("once")
print(shown(stream), shown(own))
handler.setLevel(logging.ERROR)
log.warning("not this")
log.error("but this")
handler.setLevel(logging.NOTSET)
print(shown(own), handler.level, log.hasHandlers(), log.handlers)

for fmt, style in (("{levelname:>10}:{message}", "{"), ("${levelname} - $message", "$"), ("%(levelname)s %(message)s", "%")):
    handler.setFormatter(logging.Formatter(fmt, style=style))
    log.info("styled %s", 1)
print(shown(own))
handler.setFormatter(logging.Formatter("%(asctime)s %(message)s", datefmt="%Y!"))
log.info("x")
print(re.match(r"\d\d\d\d! x\n$", shown(own)) is not None)
handler.setFormatter(logging.Formatter("%(asctime)s - %(name)s - %(levelname)s - %(message)s"))
log.info("x")
print(re.match(r"\d\d\d\d-\d\d-\d\d \d\d:\d\d:\d\d,\d\d\d - app.db.query - INFO - x\n$", shown(own)) is not None)
handler.setFormatter(logging.Formatter("%(user)s %(message)s", defaults={"user": "nobody"}))
log.info("with", extra={"user": "ann"})
log.info("without")
print(shown(own))
for bad in (lambda: logging.Formatter("no fields"), lambda: logging.Formatter("{", style="{"), lambda: logging.Formatter("x", style="?"), lambda: logging.Formatter("x", style="$"), lambda: log.info("x", extra={"name": 1}), lambda: log.setLevel("LOUD"), lambda: log.setLevel(1.5), lambda: log.log("INFO", "x"), lambda: logging.getLogger(3)):
    try:
        bad()
    except (ValueError, KeyError, TypeError) as e:
        print(type(e).__name__, e)


def fail():
    raise ValueError("broken")


handler.setFormatter(logging.Formatter("%(levelname)s:%(message)s"))
try:
    fail()
except ValueError:
    log.exception("it failed: %s", "why")
print(plain(shown(own)))
try:
    fail()
except ValueError as e:
    log.error("given", exc_info=e)
print(plain(shown(own)))
try:
    fail()
except ValueError as e:
    log.warning("asked", exc_info=True)
print(plain(shown(own)))
log.error("none", exc_info=True)
print(plain(shown(own)))

handler.addFilter(lambda record: "secret" not in record.getMessage())
log.info("a secret")
log.info("no %s", "matter")
handler.filters.clear()
handler.addFilter(logging.Filter("app.db"))
logging.getLogger("app.dbx").error("outside")
middle.error("inside")


class Mark(logging.Filter):
    def filter(self, record):
        record.msg = "<" + record.msg + ">"
        return True


log.addFilter(Mark())
log.info("marked")
print(shown(own))
print(logging.getLevelName(20), logging.getLevelName("INFO"), logging.getLevelName(35), logging.getLevelName("x"))
logging.addLevelName(25, "NOTICE")
log.log(25, "own level")
print(shown(own), logging.getLevelName(25), logging.getLevelNamesMapping()["NOTICE"])
logging.disable(logging.ERROR)
log.error("disabled")
log.critical("enabled")
logging.disable(logging.NOTSET)
print(shown(own))
adapter = logging.LoggerAdapter(middle, {"user": "bob"})
handler.setFormatter(logging.Formatter("%(user)s:%(message)s"))
adapter.info("adapted %d", 1)
adapter.error("e")
print(shown(own), adapter)


class Prefix(logging.LoggerAdapter):
    def process(self, msg, kwargs):
        return "[%s] %s" % (self.extra["id"], msg), kwargs


handler.setFormatter(logging.Formatter("%(message)s"))
Prefix(middle, {"id": 7}).warning("hi %s", "you")
print(shown(own))


class ListHandler(logging.Handler):
    def __init__(self):
        super().__init__()
        self.records = []

    def emit(self, record):
        self.records.append(record)


kept = ListHandler()
quiet = logging.getLogger("quiet")
quiet.addHandler(kept)
quiet.propagate = False
quiet.warning("message %s", "arg")
r = kept.records[0]
print(r.name, r.msg, r.args, r.levelname, r.levelno, r.getMessage(), r.exc_info, type(r.created), 0 <= r.msecs < 1000, quiet.level, kept, r.process > 0)
quiet.addHandler(logging.NullHandler())
quiet.removeHandler(kept)
quiet.warning("nothing")
print(len(kept.records), quiet.handlers, len(logging.getLogger("app").handlers))
record = logging.makeLogRecord({"name": "made", "msg": "%s!", "args": ("x",), "levelname": "L"})
print(logging.Formatter("%(name)s %(levelname)s %(message)s").format(record), logging.Formatter().format(record))
memory = logging.handlers.MemoryHandler(3, target=kept)
buffered = logging.getLogger("buffered")
buffered.propagate = False
buffered.addHandler(memory)
for i in range(4):
    buffered.warning("%d", i)
print(len(kept.records), len(memory.buffer))
buffered.error("now")
print(len(kept.records), len(memory.buffer))
two = logging.getLogger("two.level")
print(two.parent)
one = logging.getLogger("two")
print(two.parent, one.getEffectiveLevel())
logging.basicConfig(force=True, stream=stream, format="{levelname}~{message}", style="{", level="ERROR")
logging.error("forced")
logging.warning("not")
print(shown(stream), isinstance(log, logging.Logger), logging.WARN, logging.FATAL)


class Strict(logging.StreamHandler):
    def handleError(self, record):
        print("could not log", record.msg, record.args)


strict = logging.getLogger("strict")
strict.addHandler(Strict(stream))
strict.propagate = False
strict.warning("needs %d", "number")
strict.warning("too", "many")
logging.shutdown()
