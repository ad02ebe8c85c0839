# The bracket that is never closed is named, not the line where it is noticed.
print("never printed")
total = sum([1, 2, 3)
print(total)
