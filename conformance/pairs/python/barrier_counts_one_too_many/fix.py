# pair: The barrier is made for as many as come to it.
# expect: clean
import threading

start_line = threading.Barrier(2)


def run():
    start_line.wait()


runners = [threading.Thread(target=run) for _ in range(2)]
for runner in runners:
    runner.start()
for runner in runners:
    runner.join()
print("the race is over")
