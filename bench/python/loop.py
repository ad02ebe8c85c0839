# A loop of three million steps over ints.
def main():
    total = 0
    for i in range(3_000_000):
        total += i & 7
    print(total)


main()
