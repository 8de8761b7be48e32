"""Credentials."""

import binascii


class HTTPBasicAuth:
    """A user and a password, which each request says in clear."""

    def __init__(self, username, password):
        self.username = username
        self.password = password

    def header(self):
        pair = "{}:{}".format(self.username, self.password)
        return "Basic " + binascii.b2a_base64(pair.encode()).decode().strip()
