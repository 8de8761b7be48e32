"""More handlers: files that are changed for new ones when they are full, and memory."""

import os
from logging import ERROR, FileHandler, Handler

DEFAULT_TCP_LOGGING_PORT = 9020


class RotatingFileHandler(FileHandler):
    """Renames the file to NAME.1 before it grows over a size, that to NAME.2, and so on."""

    def __init__(self, filename, mode="a", maxBytes=0, backupCount=0, encoding=None, delay=False, errors=None):
        super().__init__(filename, "a" if maxBytes > 0 else mode, encoding, delay, errors)
        self.maxBytes = maxBytes
        self.backupCount = backupCount

    def shouldRollover(self, record):
        if self.maxBytes <= 0:
            return False
        if self.stream is None:
            self.stream = self._open()
        self.stream.seek(0, 2)
        return self.stream.tell() + len(self.format(record).encode()) + 1 >= self.maxBytes

    def doRollover(self):
        if self.stream is not None:
            self.stream.close()
            self.stream = None
        for number in range(self.backupCount - 1, -1, -1):
            source = "%s.%d" % (self.baseFilename, number) if number else self.baseFilename
            if os.path.exists(source):
                os.replace(source, "%s.%d" % (self.baseFilename, number + 1))
        if not self.backupCount:
            self.mode = "w"
        self.stream = self._open()
        self.mode = "a"

    def emit(self, record):
        try:
            if self.shouldRollover(record):
                self.doRollover()
        except Exception:
            self.handleError(record)
        super().emit(record)


class MemoryHandler(Handler):
    """Keeps messages until there are many, or one is grave; then gives them to its target."""

    def __init__(self, capacity, flushLevel=ERROR, target=None, flushOnClose=True):
        super().__init__()
        self.capacity = capacity
        self.flushLevel = flushLevel
        self.target = target
        self.flushOnClose = flushOnClose
        self.buffer = []

    def setTarget(self, target):
        self.target = target

    def emit(self, record):
        self.buffer.append(record)
        if len(self.buffer) >= self.capacity or record.levelno >= self.flushLevel:
            self.flush()

    def flush(self):
        if self.target is not None:
            for record in self.buffer:
                self.target.handle(record)
            self.buffer.clear()

    def close(self):
        if self.flushOnClose:
            self.flush()
        self.target = None
        super().close()


class QueueHandler(Handler):
    """Puts messages into a queue."""

    def __init__(self, queue):
        super().__init__()
        self.queue = queue

    def prepare(self, record):
        record.msg = record.message = self.format(record)
        record.args = record.exc_info = record.exc_text = None
        return record

    def emit(self, record):
        self.queue.put_nowait(self.prepare(record))
