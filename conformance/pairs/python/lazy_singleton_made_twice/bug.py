# pair: Two clients find no connection and both open one, because the look and the opening are two steps.
# expect: assertion
import threading


class Connection:
    opened = 0

    def __init__(self):
        Connection.opened += 1


connection = None


def shared_connection():
    global connection
    if connection is None:
        connection = Connection()
    return connection


clients = [threading.Thread(target=shared_connection) for _ in range(2)]
for client in clients:
    client.start()
for client in clients:
    client.join()
assert Connection.opened == 1, f"opened {Connection.opened} times"
print("opened", Connection.opened)
