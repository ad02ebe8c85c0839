# pair: The guest waits only while there is no soup, so it does not matter when the bell was rung.
# expect: clean
import threading

bell = threading.Condition()
soup = None


def guest():
    with bell:
        while soup is None:
            bell.wait()
        print("eats", soup)


eater = threading.Thread(target=guest)
eater.start()
with bell:
    soup = "lentil"
    bell.notify()
eater.join()
