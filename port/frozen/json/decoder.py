"""The part of json that CPython has here."""

from json import JSONDecodeError, JSONDecoder
