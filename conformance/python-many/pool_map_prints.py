# map keeps the order of results, not that of what workers print.
import time
from concurrent.futures import ThreadPoolExecutor


def square(number):
    time.sleep(0.0005)
    print("worked on", number)
    return number * number


with ThreadPoolExecutor(max_workers=3) as pool:
    print(list(pool.map(square, [1, 2, 3])))
