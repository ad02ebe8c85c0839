# pair: The thread that empties the queue dies of an error, and who fills the queue waits for room for ever.
# expect: deadlock
import queue
import threading

parcels = queue.Queue(maxsize=1)


def deliver():
    while (address := parcels.get()) is not None:
        address.upper()


driver = threading.Thread(target=deliver)
driver.start()
for address in (12, "Main Street", None):
    parcels.put(address)
driver.join()
print("delivered")
