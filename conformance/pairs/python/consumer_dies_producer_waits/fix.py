# pair: An error costs one parcel and not the thread: it is caught for each.
# expect: clean
import queue
import threading

parcels = queue.Queue(maxsize=1)


def deliver():
    while (address := parcels.get()) is not None:
        try:
            address.upper()
        except AttributeError:
            continue


driver = threading.Thread(target=deliver)
driver.start()
for address in (12, "Main Street", None):
    parcels.put(address)
driver.join()
print("delivered")
