# Main looks at a result that the thread may not have stored yet.
import sys
import threading

sys.setswitchinterval(1e-6)
result = []


def work():
    total = 0
    for number in range(3000):
        total += number
    result.append(total)


thread = threading.Thread(target=work)
thread.start()
early = list(result)
thread.join()
print(early, result)
