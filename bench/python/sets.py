# Sets and tuples as keys: a flood fill, then unions and differences.
def main():
    start = (0, 0)
    seen = {start}
    queue = [start]
    while queue:
        x, y = queue.pop()
        for dx, dy in ((1, 0), (-1, 0), (0, 1), (0, -1)):
            at = (x + dx, y + dy)
            if 0 <= at[0] < 150 and 0 <= at[1] < 150 and at not in seen:
                seen.add(at)
                queue.append(at)
    evens = set(range(0, 100_000, 2))
    threes = set(range(0, 100_000, 3))
    print(len(seen), len(evens & threes), len(evens | threes), len(evens - threes))


main()
