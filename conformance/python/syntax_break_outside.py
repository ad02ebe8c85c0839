# break in a function inside a loop.
for n in range(3):
    def stop():
        break
    stop()
