# A process runs a copy of the program's memory: what it changes is its own.
import multiprocessing
import os

counter = [0]


def work(name, times):
    counter[0] += times
    print(name, "counts", counter[0], os.getpid() == multiprocessing.current_process().pid)


if __name__ == "__main__":
    for number in (3, 5):
        process = multiprocessing.Process(target=work, args=(f"child {number}", number))
        print(process.pid, process.is_alive(), process.exitcode)
        process.start()
        process.join()
        print(process.pid != os.getpid(), process.is_alive(), process.exitcode)
    print("parent counts", counter[0])
