"""What hashlib has beyond its built-in functions. Loaded when a program first asks for it."""

from hashlib import new

algorithms_guaranteed = {"md5", "sha1", "sha224", "sha256", "sha384", "sha512"}
algorithms_available = set(algorithms_guaranteed)


def pbkdf2_hmac(hash_name, password, salt, iterations, dklen=None):
    """A key made of a password, with as much work as wanted."""
    from hmac import HMAC

    if iterations < 1:
        raise ValueError("iteration value must be greater than 0.")
    mac = HMAC(bytes(password), None, hash_name)
    size = mac.digest_size
    if dklen is None:
        dklen = size
    if dklen < 1:
        raise ValueError("key length must be greater than 0.")
    inner, outer = mac._inner, mac._outer
    key = b""
    block = 0
    while len(key) < dklen:
        block += 1
        u = bytes(salt) + block.to_bytes(4, "big")
        total = 0
        for _ in range(iterations):
            h = inner.copy()
            h.update(u)
            o = outer.copy()
            o.update(h.digest())
            u = o.digest()
            total ^= int.from_bytes(u, "big")
        key += total.to_bytes(size, "big")
    return key[:dklen]


def file_digest(fileobj, digest):
    """The digest object of what is left of a file that is open for bytes."""
    h = new(digest) if isinstance(digest, str) else digest()
    while True:
        data = fileobj.read(65536)
        if not data:
            return h
        h.update(data)
