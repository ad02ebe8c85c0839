# A brace too many.
name = "x"
print(f"hello {name}}")
