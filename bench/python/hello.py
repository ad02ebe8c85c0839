# Start-up: what every other program's time is taken less.
print("hello, world")
