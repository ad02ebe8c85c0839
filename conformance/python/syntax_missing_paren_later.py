# The bracket is open over the next statement.
value = max(1, (2 + 3)
print(value)
