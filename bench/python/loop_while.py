# The same by hand: a counter, a comparison, a branch, a remainder.
def main():
    total = i = 0
    while i < 1_500_000:
        if i % 3 == 0:
            total += i
        else:
            total -= 1
        i += 1
    print(total)


main()
