# Nothing between the braces.
name = "x"
print(f"hello {}")
