"""Functions of the host that take their time, beside other tasks."""

import _host

from . import events
from .futures import Future


class Call(Future):
    """A call of a function of the host that was started."""

    def _collect(self, number):
        try:
            result = _host.collect(number)
        except Exception as error:
            self.set_exception(error)
        else:
            self.set_result(result)

    def cancel(self, msg=None):
        if not super().cancel(msg):
            return False
        calls = self._loop._calls
        for number in calls:
            if calls[number] is self:
                del calls[number]
                _host.cancel(number)
                break
        return True


def _start(function, args, kwargs):
    loop = events.get_running_loop()
    call = Call(loop=loop)
    loop._calls[_host.start(function, args, kwargs)] = call
    return call


async def call_host(function, args, kwargs):
    """What a call gives of a function of the host that is to be awaited."""
    return await _start(function, args, kwargs)


async def to_thread(function, *args, **kwargs):
    """Calls a function of the host while other tasks go on. There are no threads
    here: any other function is called at once, and they wait for it."""
    if isinstance(function, _host.function):
        return await _start(function, args, kwargs)
    return function(*args, **kwargs)
