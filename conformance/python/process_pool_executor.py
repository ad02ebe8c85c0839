# The pool of processes of concurrent.futures: results, order, exceptions, shutdown.
from concurrent.futures import ProcessPoolExecutor, as_completed


def square(number):
    if number == 3:
        raise ValueError(f"no {number}")
    return number * number


def power(base, exponent):
    return base ** exponent


if __name__ == "__main__":
    with ProcessPoolExecutor(max_workers=3) as pool:
        print(list(pool.map(square, [1, 2, 4, 5])))
        print(list(pool.map(power, [2, 3, 4], [5, 2, 1], chunksize=2)))
        future = pool.submit(power, 2, exponent=10)
        print(future.result(), future.done(), future.exception())
        futures = {pool.submit(square, number): number for number in (1, 3, 6)}
        for future in sorted(as_completed(futures), key=futures.get):
            error = future.exception()
            print(futures[future], error if error else future.result())
        print(type(error).__name__, error)
        try:
            pool.submit(square, 3).result()
        except ValueError as caught:
            cause = caught.__cause__
            print(type(cause).__module__, type(cause).__name__)
            print(str(cause).strip().splitlines()[-2])
    try:
        pool.submit(square, 1)
    except RuntimeError as error:
        print(error)
    try:
        ProcessPoolExecutor(0)
    except ValueError as error:
        print(error)
