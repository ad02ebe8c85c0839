# The quotes are not closed.
print("start)
print("end")
