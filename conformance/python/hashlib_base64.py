import hashlib
import base64


def attempt(f):
    try:
        result = f()
        if result is not None:
            print(repr(result))
    except Exception as e:
        print(type(e).__name__ + ":", e)


attempt(lambda: hashlib.sha256(b"abc").hexdigest())
attempt(lambda: hashlib.md5(b"abc").hexdigest())
attempt(lambda: hashlib.sha1(b"abc").hexdigest())
attempt(lambda: hashlib.sha512(b"abc").hexdigest())
attempt(lambda: hashlib.sha384(b"").hexdigest())
attempt(lambda: hashlib.sha224(b"").hexdigest())
attempt(lambda: hashlib.md5().hexdigest())
attempt(lambda: hashlib.sha256(b"a" * 1000).hexdigest())
attempt(lambda: hashlib.md5(b"a" * 55).hexdigest())
attempt(lambda: hashlib.md5(b"a" * 56).hexdigest())
attempt(lambda: hashlib.md5(b"a" * 64).hexdigest())
attempt(lambda: hashlib.new("sha256", b"x").hexdigest())
attempt(lambda: hashlib.sha256(b"a").digest()[:4])
attempt(lambda: hashlib.sha256().digest_size)
attempt(lambda: hashlib.sha256().name)
attempt(lambda: hashlib.sha512(b"a" * 112).hexdigest())
attempt(lambda: hashlib.sha1(b"x" * 119).hexdigest())


def case_1():
    h = hashlib.sha256()
    h.update(b"a")
    h.update(b"bc")
    c = h.copy()
    c.update(b"d")
    print(h.hexdigest() == hashlib.sha256(b"abc").hexdigest(), c.hexdigest())


attempt(case_1)
attempt(lambda: hashlib.sha256("abc"))
attempt(lambda: hashlib.new("foo"))
attempt(lambda: base64.b64encode(b"hello"))
attempt(lambda: base64.b64encode(b""))
attempt(lambda: base64.b64encode(b"ab"))
attempt(lambda: base64.b64decode(b"aGVsbG8="))
attempt(lambda: base64.b64decode("aGk="))
attempt(lambda: base64.urlsafe_b64encode(b"\xff\xfe"))
attempt(lambda: base64.urlsafe_b64decode(b"__4="))
attempt(lambda: base64.b16encode(b"ab"))
attempt(lambda: base64.b16decode("6162"))
attempt(lambda: base64.b64decode("aGVs bG8=\n"))
attempt(lambda: base64.b64encode("abc"))
attempt(lambda: base64.b64decode("abc"))
attempt(lambda: base64.b64decode("a"))
