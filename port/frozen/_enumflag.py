"""The flags of the module enum: members that combine."""

from enum import Enum, ReprEnum


class FlagBoundary(Enum):
    """What becomes of bits that no member has."""

    STRICT = "strict"
    CONFORM = "conform"
    EJECT = "eject"
    KEEP = "keep"


STRICT = FlagBoundary.STRICT
CONFORM = FlagBoundary.CONFORM
EJECT = FlagBoundary.EJECT
KEEP = FlagBoundary.KEEP


class Flag(Enum):
    """Members whose values are bits, or combinations of bits."""

    _is_flag_ = True
    _keeps_unknown_ = False

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        return 1 << max([0] + [_bits(value) for value in last_values]) if last_values else start

    @staticmethod
    def _is_single_(value):
        return value > 0 and value & (value - 1) == 0

    @classmethod
    def _missing_(cls, value):
        if not isinstance(value, int):
            raise ValueError("%r is not a valid %s" % (value, cls.__qualname__))
        everything = cls.__dict__.get("_everything_")
        if everything is None:
            everything = 0
            for member in cls._member_map_.values():
                everything |= member._value_
            type.__setattr__(cls, "_everything_", everything)
        if value < 0:
            value = everything + 1 + value if not cls._keeps_unknown_ else value & _mask(everything)
            if value in cls._value2member_map_:
                return cls._value2member_map_[value]
        if value & ~everything and not cls._keeps_unknown_:
            raise ValueError(_invalid(cls, value, everything))
        return cls._combined_(value)

    @classmethod
    def _combined_(cls, value):
        data = cls._member_type_
        made = object.__new__(cls) if data is object else data.__new__(cls, value)
        names = [name for name in cls._member_names_ if cls._member_map_[name]._value_ & value]
        known = 0
        for name in names:
            known |= cls._member_map_[name]._value_
        if value & ~known:
            names.append(str(value & ~known))
        object.__setattr__(made, "_value_", value)
        object.__setattr__(made, "_name_", "|".join(names) if names and known else None)
        cls._value2member_map_[value] = made
        return made

    def __iter__(self):
        cls = type(self)
        for name in cls._member_names_:
            member = cls._member_map_[name]
            if member._value_ & self._value_:
                yield member

    def __len__(self):
        return sum(1 for _ in self)

    def __bool__(self):
        return self._value_ != 0

    def __contains__(self, other):
        if not isinstance(other, type(self)):
            raise TypeError(
                "unsupported operand type(s) for 'in': '%s' and '%s'" % (type(other).__qualname__, type(self).__qualname__)
            )
        return other._value_ & self._value_ == other._value_

    def __repr__(self):
        name = type(self).__name__
        if self._name_ is None:
            return "<%s: %r>" % (name, self._value_)
        return "<%s.%s: %r>" % (name, self._name_, self._value_)

    def __str__(self):
        name = type(self).__name__
        return "%s(%r)" % (name, self._value_) if self._name_ is None else "%s.%s" % (name, self._name_)

    def _other_(self, other):
        if isinstance(other, type(self)):
            return other._value_
        if self._keeps_unknown_ and isinstance(other, int):
            return other
        return None

    def __or__(self, other):
        value = self._other_(other)
        return NotImplemented if value is None else type(self)(self._value_ | value)

    def __and__(self, other):
        value = self._other_(other)
        return NotImplemented if value is None else type(self)(self._value_ & value)

    def __xor__(self, other):
        value = self._other_(other)
        return NotImplemented if value is None else type(self)(self._value_ ^ value)

    def __invert__(self):
        everything = 0
        for member in type(self)._member_map_.values():
            everything |= member._value_
        return type(self)(everything & ~self._value_)

    __ror__ = __or__
    __rand__ = __and__
    __rxor__ = __xor__


class IntFlag(int, ReprEnum, Flag):
    """Flags that are integers, and may have bits that no member has."""

    _keeps_unknown_ = True

    # Those of int would come first.
    __or__ = __ror__ = Flag.__or__
    __and__ = __rand__ = Flag.__and__
    __xor__ = __rxor__ = Flag.__xor__
    __invert__ = Flag.__invert__

    def __str__(self):
        return str(self._value_)

    def __format__(self, spec):
        return ("{:" + spec + "}").format(self._value_)

    def __hash__(self):
        return hash(self._value_)

    def __eq__(self, other):
        return self._value_ == other

    def __index__(self):
        return self._value_


def _bits(value):
    bits = 0
    while value >> bits:
        bits += 1
    return bits


def _mask(value):
    return (1 << _bits(value)) - 1


def _invalid(cls, value, everything):
    width = max(_bits(value), _bits(everything)) + 1
    digits = ("{:0%db}" % width).format
    return "%r invalid value %r\n    given 0b%s %s\n  allowed 0b%s %s" % (
        cls, value, digits(value)[:1], digits(value)[1:], digits(everything)[:1], digits(everything)[1:]
    )
