import io
import logging

stream = io.StringIO()
handler = logging.StreamHandler(stream)
handler.setFormatter(logging.Formatter("%(levelname)-8s|%(name)s|%(message)s"))
log = logging.getLogger("shop.orders")
log.addHandler(handler)
log.setLevel(logging.INFO)
log.propagate = False
log.debug("hidden")
log.info("order %d for %s", 7, "Ann")
log.warning("low stock: %(item)s", {"item": "pen"})
log.error("failed")
try:
    1 / 0
except ZeroDivisionError:
    log.exception("while dividing")
lines = stream.getvalue().splitlines()
print(*lines[:3], lines[3], lines[-1], sep="\n")
print(log.name, log.level, logging.getLevelName(30), log.isEnabledFor(logging.DEBUG), logging.getLogger("shop.orders") is log)
print(logging.getLogger("shop").getEffectiveLevel(), logging.ERROR, log.handlers == [handler])
