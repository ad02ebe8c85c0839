# profile: cpython-3.9
# Up to 3.9 a thread's name does not say what it runs.
import threading


def work():
    print(threading.current_thread().name)


for _ in range(2):
    t = threading.Thread(target=work)
    t.start()
    t.join()
print(threading.Thread(target=work, name="own").name, threading.Timer(1, work).name)
