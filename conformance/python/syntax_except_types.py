# Several types without brackets.
try:
    x = int("a")
except ValueError, TypeError:
    x = 0
