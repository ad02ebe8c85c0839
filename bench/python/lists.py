# Lists: append, index, slices, comprehensions, sort, pop.
def main():
    values = []
    state = 12345
    for _ in range(200_000):
        state = (state * 1103515245 + 12345) & 0x7FFFFFFF
        values.append(state)
    squares = [v * v % 1000 for v in values if v & 1]
    for i in range(1, len(values)):
        values[i] = values[i] ^ values[i - 1]
    ordered = sorted(values)
    total = 0
    for low, high in zip(ordered, ordered[1:]):
        total += high - low
    stack = list(range(200_000))
    while stack:
        total += stack.pop()
    pairs = [(i, v) for i, v in enumerate(squares)]
    print(len(squares), total, pairs[-1], sum(squares))


main()
