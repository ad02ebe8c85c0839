# Numbers in shared memory, with and without their locks.
import multiprocessing


def add(total, table, lock, times):
    for number in range(times):
        with lock:
            total.value += 1
        with table.get_lock():
            table[number % len(table)] += 1


if __name__ == "__main__":
    total = multiprocessing.Value("i", 0)
    table = multiprocessing.Array("l", 4)
    lock = multiprocessing.Lock()
    processes = [
        multiprocessing.Process(target=add, args=(total, table, lock, 20)) for _ in range(3)
    ]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    print(total.value, list(table), table[1:3], len(table))
    print(total)
    small = multiprocessing.Value("b", 100)
    small.value += 100
    print(small.value)
    floats = multiprocessing.Array("d", [1, 2.5])
    floats[0] = 7
    print(floats[:])
    try:
        floats[5]
    except IndexError as error:
        print(error)
    try:
        total.value = "x"
    except TypeError as error:
        print(error)
