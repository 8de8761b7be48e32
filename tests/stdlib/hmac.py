import hashlib
import hmac
import secrets


def error(function, *args, **keywords):
    try:
        return function(*args, **keywords)
    except Exception as e:
        return type(e).__name__, str(e)


for name in ("md5", "sha1", "sha224", "sha256", "sha384", "sha512"):
    for key in (b"", b"key", b"k" * 64, b"k" * 200):
        h = hmac.new(key, b"message", name)
        print(name, h.hexdigest(), h.digest_size, h.block_size, h.name, hmac.digest(key, b"message", name) == h.digest(), hmac.new(key, b"message", getattr(hashlib, name)).digest() == h.digest())
h = hmac.new(b"key", digestmod="sha256")
h.update(b"mess")
c = h.copy()
h.update(b"age")
print(h.hexdigest() == hmac.new(b"key", b"message", "sha256").hexdigest(), c.hexdigest() == h.hexdigest(), hmac.new(b"key", bytearray(b"x"), hashlib.sha1).hexdigest(), hmac.HMAC(b"key", b"m", digestmod="md5").hexdigest())
print(error(hmac.new, "key", b"m", "md5"), error(hmac.new, b"k", b"m"), error(hmac.new, b"k", "m", "md5")[0], error(hmac.new, b"k", b"m", "nope")[0])
print(hmac.compare_digest(b"abc", b"abc"), hmac.compare_digest(b"abc", b"abd"), hmac.compare_digest(b"abc", b"ab"), hmac.compare_digest("abc", "abc"), hmac.compare_digest("", ""), error(hmac.compare_digest, "é", "é"), error(hmac.compare_digest, "a", b"a"), hmac.compare_digest(b"", b"x"))

# secrets, of which only the shape can be compared
print(len(secrets.token_bytes()), len(secrets.token_bytes(5)), len(secrets.token_hex(8)), secrets.token_hex(4).isalnum(), len(secrets.token_urlsafe(16)), set(secrets.token_urlsafe(40)) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"), secrets.token_hex() != secrets.token_hex())
print(all(0 <= secrets.randbelow(7) < 7 for _ in range(50)), 0 <= secrets.randbits(10) < 1024, secrets.choice("abc") in "abc", secrets.compare_digest("a", "a"), error(secrets.randbelow, 0), error(secrets.choice, [])[0], secrets.SystemRandom().random() < 1, len({secrets.token_hex(8) for _ in range(100)}))
signature = hmac.new(b"secret", b"payload", hashlib.sha256).hexdigest()
print(signature, hmac.compare_digest(signature, hmac.new(b"secret", b"payload", hashlib.sha256).hexdigest()))
