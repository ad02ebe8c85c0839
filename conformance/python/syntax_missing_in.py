# A loop without in.
print([n for n range(3)])
