# pair: An event can be set by as many as like to.
# expect: clean
import threading

gate = threading.Event()


def open_gate():
    gate.set()


guards = [threading.Thread(target=open_gate) for _ in range(2)]
for guard in guards:
    guard.start()
for guard in guards:
    guard.join()
print("open", gate.is_set())
