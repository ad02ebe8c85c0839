# Large pieces are hashed while other threads run; the digests are the same in any thread.
import hashlib
import threading
from concurrent.futures import ThreadPoolExecutor

blocks = [bytes([n]) * (3000 * (n + 1)) for n in range(4)]


def digest(block):
    h = hashlib.sha256()
    for start in range(0, len(block), 2500):
        h.update(block[start:start + 2500])
    return h.hexdigest()


with ThreadPoolExecutor(4) as pool:
    several = list(pool.map(digest, blocks))
print(several == [hashlib.sha256(block).hexdigest() for block in blocks])
shared = hashlib.md5()
lock = threading.Lock()


def feed():
    for _ in range(3):
        with lock:
            shared.update(b"x" * 4096)


threads = [threading.Thread(target=feed) for _ in range(3)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(shared.hexdigest() == hashlib.md5(b"x" * 4096 * 9).hexdigest(), shared.copy().hexdigest()[:8])
