# nonlocal at module level.
print(1)
nonlocal x
