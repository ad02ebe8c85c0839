# A comma is missing in a call.
names = ["a", "b"]
print("names:", names
      names[0], len(names))
