# pair: The name is handed to the thread as an argument, which is read when the thread is made.
# expect: clean
import threading

greeted = []
greeting = threading.Lock()
threads = []


def greet(name):
    with greeting:
        greeted.append(name)


for name in ("ana", "ben"):
    thread = threading.Thread(target=greet, args=(name,))
    thread.start()
    threads.append(thread)
for thread in threads:
    thread.join()
assert sorted(greeted) == ["ana", "ben"], f"greeted {greeted}"
print("greeted", sorted(greeted))
