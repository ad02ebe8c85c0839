# pair: Two guards see that the gate is locked and both release it: the second finds it open and fails.
# expect: exception
import threading

gate = threading.Lock()
gate.acquire()


def open_gate():
    if gate.locked():
        gate.release()


guards = [threading.Thread(target=open_gate) for _ in range(2)]
for guard in guards:
    guard.start()
for guard in guards:
    guard.join()
print("open", not gate.locked())
