# Quotes out of a word processor.
print(“hello”)
