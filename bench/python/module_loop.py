# A loop at the top of a module, as beginners write it: every name is global.
total = 0
for i in range(1_000_000):
    if i % 5 != 0:
        total = total + i
print(total)
