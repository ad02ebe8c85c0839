# The loop variable of a comprehension.
print([n := n + 1 for n in range(3)])
