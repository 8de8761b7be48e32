"""HTMLParser, in the manner of CPython's: methods that are called for tags, text and the
rest of a document, however broken. Where a document is broken, its pieces may be told in
another way than CPython's. Text is held back until it is known where it ends; close() gives
what is left.
"""

import re

from . import unescape

_NAME = re.compile("([a-zA-Z][^\t\n\r\f />\0]*)")
_ATTRIBUTE = re.compile("[\\s/]*([^\\s/>][^\\s/=>]*)(\\s*=+\\s*(\"[^\"]*\"|'[^']*'|(?![\"'])[^>\\s]*))?")
_CHARACTER = re.compile("&(?:(?:#([0-9]+|[xX][0-9a-fA-F]+)|([a-zA-Z][-.a-zA-Z0-9]*));?)?")


class HTMLParser:
    CDATA_CONTENT_ELEMENTS = ("script", "style")

    def __init__(self, *, convert_charrefs=True):
        self.convert_charrefs = convert_charrefs
        self.reset()

    def reset(self):
        self.rawdata = ""
        self.lasttag = "???"
        self.cdata_elem = None
        self._line, self._column = 1, 0
        self._starttag = None

    def feed(self, data):
        self.rawdata += data
        self._go(False)

    def close(self):
        self._go(True)

    def getpos(self):
        return self._line, self._column

    def get_starttag_text(self):
        return self._starttag

    def set_cdata_mode(self, elem):
        self.cdata_elem = elem.lower()

    def clear_cdata_mode(self):
        self.cdata_elem = None

    def _go(self, end):
        text = self.rawdata
        at = 0
        while at < len(text):
            if self.cdata_elem:
                found = re.compile("</" + self.cdata_elem + "(?=[\\s/>])", re.I).search(text, at)
                start = found.start() if found else -1
            else:
                start = text.find("<", at)
            if start != at:
                stop = start if start > at else len(text)
                if start < 0 and not end:
                    if self.cdata_elem or self.convert_charrefs:
                        break  # more of it may come
                    ampersand = text.rfind("&", max(at, stop - 34))
                    stop = ampersand if ampersand >= 0 and ";" not in text[ampersand:] else stop
                    if stop == at:
                        break
                self._text(text[at:stop])
                at = self._advanced(text, at, stop)
                continue
            stop = self._markup(text, at)
            if stop < 0:
                if not end:
                    break
                self.handle_data("<")
                stop = at + 1
            at = self._advanced(text, at, stop)
        self.rawdata = text[at:]

    def _advanced(self, text, at, stop):
        lines = text.count("\n", at, stop)
        if lines:
            self._line += lines
            self._column = stop - text.rfind("\n", at, stop) - 1
        else:
            self._column += stop - at
        return stop

    def _text(self, text):
        if self.cdata_elem or self.convert_charrefs:
            self.handle_data(text if self.cdata_elem else unescape(text))
            return
        at = 0
        for found in _CHARACTER.finditer(text):
            if found.start() > at:
                self.handle_data(text[at : found.start()])
            if found.group(1):
                self.handle_charref(found.group(1))
            elif found.group(2):
                self.handle_entityref(found.group(2))
            else:
                self.handle_data("&")
            at = found.end()
        if at < len(text):
            self.handle_data(text[at:])

    def _markup(self, text, at):
        """Where what begins with < at a place ends; -1 if not yet."""
        if text.startswith("<!--", at):
            if text.startswith(">", at + 4) or text.startswith("->", at + 4):
                stop = text.index(">", at)
                self.handle_comment("")
                return stop + 1
            stop = text.find("-->", at + 4)
            if stop >= 0:
                self.handle_comment(text[at + 4 : stop])
                return stop + 3
            return -1
        stop = text.find(">", at + 1)
        following = text[at + 1 : at + 2]
        if following == "!":
            if text.startswith("<![", at):
                stop = text.find("]]>" if text.startswith("<![CDATA[", at) else "]>", at)
                if stop >= 0:
                    self.unknown_decl(text[at + 3 : stop])
                    return text.index(">", stop) + 1
                return -1
            if stop >= 0:
                if text[at + 2 : at + 9].lower() == "doctype":
                    self.handle_decl(text[at + 2 : stop])
                else:
                    self.handle_comment(text[at + 2 : stop])
            return stop + 1 if stop >= 0 else -1
        if following == "?":
            if stop >= 0:
                self.handle_pi(text[at + 2 : stop])
            return stop + 1 if stop >= 0 else -1
        if following == "/":
            return self._end_tag(text, at, stop)
        if _NAME.match(text, at + 1):
            return self._start_tag(text, at)
        if not following:
            return -1
        self.handle_data("<")
        return at + 1

    def _end_tag(self, text, at, stop):
        if stop < 0:
            return -1
        found = _NAME.match(text, at + 2)
        if found:
            name = found.group(1).lower()
            self.handle_endtag(name)
            self.clear_cdata_mode()
        elif stop > at + 2:
            self.handle_comment(text[at + 2 : stop])
        return stop + 1

    def _start_tag(self, text, at):
        found = _NAME.match(text, at + 1)
        tag = found.group(1).lower()
        place = found.end()
        attributes = []
        while True:
            found = _ATTRIBUTE.match(text, place)
            if not found:
                break
            name, rest, value = found.groups()
            if value and value[0] in "\"'":
                value = value[1:-1]
            attributes.append((name.lower(), unescape(value) if value else "" if rest else None))
            place = found.end()
        stop = text.find(">", place)
        if stop < 0:
            return -1
        self._starttag = text[at : stop + 1]
        self.lasttag = tag
        if text[stop - 1] == "/":
            self.handle_startendtag(tag, attributes)
        else:
            self.handle_starttag(tag, attributes)
            if tag in self.CDATA_CONTENT_ELEMENTS:
                self.set_cdata_mode(tag)
        return stop + 1

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_starttag(self, tag, attrs):
        pass

    def handle_endtag(self, tag):
        pass

    def handle_charref(self, name):
        pass

    def handle_entityref(self, name):
        pass

    def handle_data(self, data):
        pass

    def handle_comment(self, data):
        pass

    def handle_decl(self, decl):
        pass

    def handle_pi(self, data):
        pass

    def unknown_decl(self, data):
        pass
