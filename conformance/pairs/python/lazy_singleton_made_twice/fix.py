# pair: The look and the opening happen under one lock: the second client finds what the first has made.
# expect: clean
import threading


class Connection:
    opened = 0

    def __init__(self):
        Connection.opened += 1


connection = None
opening = threading.Lock()


def shared_connection():
    global connection
    with opening:
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
