# pair: The lambda reads the loop's variable when its thread runs, and by then the loop may have gone on.
# expect: assertion
import threading

greeted = []
threads = []
for name in ("ana", "ben"):
    thread = threading.Thread(target=lambda: greeted.append(name))
    thread.start()
    threads.append(thread)
for thread in threads:
    thread.join()
assert sorted(greeted) == ["ana", "ben"], f"greeted {greeted}"
print("greeted", sorted(greeted))
