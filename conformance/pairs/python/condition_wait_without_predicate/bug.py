# pair: A guest waits for the bell without looking whether the soup is there: a bell rung before is never heard.
# expect: deadlock
import threading

bell = threading.Condition()
soup = None


def guest():
    with bell:
        bell.wait()
        print("eats", soup)


eater = threading.Thread(target=guest)
eater.start()
with bell:
    soup = "lentil"
    bell.notify()
eater.join()
