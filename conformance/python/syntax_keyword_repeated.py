# The same keyword twice.
print("a", end="", sep=" ", end="\n")
