import hashlib


def error(function, *args, **keywords):
    try:
        return function(*args, **keywords)
    except Exception as e:
        return type(e).__name__, str(e)


for name in ("md5", "sha1", "sha224", "sha256", "sha384", "sha512"):
    make = getattr(hashlib, name)
    h = make()
    print(name, h.name, h.digest_size, h.block_size, h.hexdigest())
    for n in (1, 55, 56, 63, 64, 65, 111, 112, 119, 127, 128, 129, 1000):
        h.update(b"x" * n)
        print(n, h.hexdigest(), len(h.digest()), make(b"a" * n).hexdigest() == hashlib.new(name, b"a" * n).hexdigest())
    c = h.copy()
    c.update(b"more")
    print(c.hexdigest() != h.hexdigest(), hashlib.new(name.upper()).name)
print(error(hashlib.md5, "text")[0], error(hashlib.new, "nope"), hashlib.md5(b"x", usedforsecurity=False).hexdigest(), hashlib.sha256(bytearray(b"ab")).hexdigest(), hashlib.sha256(string=b"q").hexdigest()[:8])

import io

print({"md5", "sha1", "sha256", "sha512"} <= hashlib.algorithms_guaranteed, "sha384" in hashlib.algorithms_available, hasattr(hashlib, "nothing"))
for name in ("sha1", "sha256", "sha512"):
    print(hashlib.pbkdf2_hmac(name, b"password", b"salt", 10).hex(), hashlib.pbkdf2_hmac(name, b"p" * 200, b"s", 3, 100).hex(), hashlib.pbkdf2_hmac(name, bytearray(b""), b"", 1, dklen=5))
print(hashlib.file_digest(io.BytesIO(b"x" * 100000), "sha256").hexdigest(), hashlib.file_digest(io.BytesIO(b""), hashlib.md5).hexdigest())
