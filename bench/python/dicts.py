# Dicts by int and by str: inserts, look-ups, updates, deletions, items.
def main():
    counts = {}
    for i in range(300_000):
        key = i % 1000
        counts[key] = counts.get(key, 0) + i
    words = ["alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta"]
    seen = {}
    for i in range(300_000):
        word = words[i & 7]
        if word in seen:
            seen[word] += 1
        else:
            seen[word] = 1
    big = {}
    for i in range(100_000):
        big[i * 7] = i
    for i in range(0, 100_000, 2):
        del big[i * 7]
    total = 0
    for key, value in big.items():
        total += key ^ value
    print(len(counts), seen["eta"], len(big), total)


main()
