import copy
import uuid
from uuid import UUID


def error(function, *args, **keywords):
    try:
        return function(*args, **keywords)
    except Exception as e:
        return type(e).__name__, str(e)


names = "hex int bytes bytes_le fields time_low time_mid time_hi_version clock_seq_hi_variant clock_seq_low clock_seq node time urn variant version".split()
for u in (
    UUID("12345678-1234-5678-1234-567812345678"), UUID("{12345678123456781234567812345678}"), UUID("urn:uuid:6ba7b810-9dad-11d1-80b4-00c04fd430c8"), UUID(int=0), UUID(int=2**128 - 1), UUID(bytes=bytes(range(16))), UUID(bytes_le=bytes(range(16))), UUID(fields=(1, 2, 3, 4, 5, 6)), UUID(int=5, version=4), uuid.NAMESPACE_DNS, uuid.NAMESPACE_URL, uuid.NAMESPACE_OID, uuid.NAMESPACE_X500,
):
    print(repr(u), u, [getattr(u, name) for name in names], int(u) == u.int, hash(u) == hash(UUID(int=u.int)), f"{u}", UUID(bytes_le=u.bytes_le) == u, UUID(fields=u.fields) == u)
print(uuid.uuid3(uuid.NAMESPACE_DNS, "python.org"), uuid.uuid5(uuid.NAMESPACE_DNS, "python.org"), uuid.uuid5(uuid.NAMESPACE_URL, "https://h/ü"), uuid.uuid3(uuid.NAMESPACE_OID, "").version)
a, b = UUID(int=1), UUID(int=2)
print(a < b, a <= b, a > b, a >= b, a == b, a != b, a == 1, sorted([b, a]), {a: "x"}[UUID(int=1)], error(lambda: a < 3)[0], copy.copy(a) == a, copy.deepcopy([a]) == [a])
print(error(UUID), error(UUID, "x"), error(UUID, "12345678-1234"), error(UUID, int=-1), error(UUID, int=2**128), error(UUID, bytes=b"1"), error(UUID, bytes_le=b"1"), error(UUID, fields=(1,)), error(UUID, fields=(2**32, 0, 0, 0, 0, 0)), error(UUID, int=1, version=6), error(UUID, hex="1", int=1), error(UUID, "g" * 32), error(setattr, a, "int", 3))
for make in (uuid.uuid1, uuid.uuid4):
    u, v = make(), make()
    print(u != v, u.version, u.variant == uuid.RFC_4122, len(str(u)), len(u.hex), UUID(str(u)) == u)
print(uuid.uuid1(node=5, clock_seq=9).node, uuid.uuid1(5, 9).clock_seq, 0 < uuid.getnode() < 2**48, uuid.getnode() == uuid.getnode(), len({uuid.uuid4() for _ in range(200)}), uuid.uuid1().time < uuid.uuid1().time)
