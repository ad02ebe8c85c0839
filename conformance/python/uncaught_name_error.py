# A misspelt name, with the hint of what was meant.
counter = 1
print(counter)
print(countr)
