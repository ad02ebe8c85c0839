# Strings: built by +=, joined, formatted, split, searched, taken apart.
def main():
    text = ""
    for i in range(200_000):
        text += "x"
    parts = []
    for i in range(100_000):
        parts.append(f"{i}:{i * 2}")
    joined = ",".join(parts)
    fields = joined.split(",")
    total = 0
    for field in fields:
        left, right = field.split(":")
        total += int(left) + len(right)
    vowels = 0
    for char in "the quick brown fox jumps over the lazy dog" * 2000:
        if char in "aeiou":
            vowels += 1
    upper = [word.upper().replace("X", "y") for word in joined[:100_000].split(":")]
    print(len(text), len(joined), total, vowels, len(upper), text.count("x"))


main()
