from enum import Enum, auto


class State(Enum):
    IDLE = auto()
    RUNNING = auto()
    PAUSED = auto()
    STOPPED = auto()

    def __str__(self):
        return self.name.title()


class Event(Enum):
    START = "start"
    PAUSE = "pause"
    RESUME = "resume"
    STOP = "stop"


class Machine:
    TRANSITIONS = {
        (State.IDLE, Event.START): State.RUNNING,
        (State.RUNNING, Event.PAUSE): State.PAUSED,
        (State.PAUSED, Event.RESUME): State.RUNNING,
        (State.RUNNING, Event.STOP): State.STOPPED,
        (State.PAUSED, Event.STOP): State.STOPPED,
    }

    def __init__(self):
        self.state = State.IDLE
        self.listeners = []

    def on_change(self, fn):
        self.listeners.append(fn)
        return fn

    def send(self, name):
        event = Event(name)
        try:
            new = self.TRANSITIONS[self.state, event]
        except KeyError:
            raise RuntimeError(f"cannot {event.value} when {self.state}") from None
        old, self.state = self.state, new
        for fn in self.listeners:
            fn(old, new)


machine = Machine()
trace = []


@machine.on_change
def record(old, new):
    trace.append(f"{old}->{new}")


for name in ["start", "pause", "start", "resume", "fly", "stop"]:
    try:
        machine.send(name)
    except RuntimeError as e:
        print("refused:", e)
    except ValueError as e:
        print("unknown:", e)
print(trace, machine.state, repr(machine.state), machine.state.value)
print([s.name for s in State], State["IDLE"], State(3), State.IDLE in State, len(State))
print(Event.START, Event("stop").name, {e.value: e for e in Event}["pause"])
print(State.IDLE == State.IDLE, State.IDLE is not State.PAUSED, hash(State.IDLE) == hash(State.IDLE))
