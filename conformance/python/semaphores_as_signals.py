# Semaphores that hand control back and forth: ping and pong, and a rendezvous of several.
import threading

ping, pong = threading.Semaphore(1), threading.Semaphore(0)
log = []


def player(own, other, word):
    for n in range(3):
        own.acquire()
        log.append((word, n))
        other.release()


threads = [
    threading.Thread(target=player, args=(pong, ping, "pong")),
    threading.Thread(target=player, args=(ping, pong, "ping")),
]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(log)
order = []
gates = [threading.Semaphore(0) for _ in range(4)]


def step(n):
    gates[n].acquire()
    order.append(n)
    if n + 1 < len(gates):
        gates[n + 1].release()


threads = [threading.Thread(target=step, args=(n,)) for n in (2, 0, 3, 1)]
for t in threads:
    t.start()
gates[0].release()
for t in threads:
    t.join()
print(order)
many = threading.Semaphore(0)
woken = []


def waits():
    with many:
        woken.append(1)
    finished.release()


finished = threading.Semaphore(0)
threads = [threading.Thread(target=waits) for _ in range(3)]
for t in threads:
    t.start()
many.release(n=2)
for _ in range(3):
    finished.acquire()
print(len(woken), many._value)
