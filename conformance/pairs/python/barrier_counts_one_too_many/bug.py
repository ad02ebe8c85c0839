# pair: The barrier is made for two runners and the referee, but the referee never comes to it.
# expect: deadlock
import threading

start_line = threading.Barrier(3)


def run():
    start_line.wait()


runners = [threading.Thread(target=run) for _ in range(2)]
for runner in runners:
    runner.start()
for runner in runners:
    runner.join()
print("the race is over")
