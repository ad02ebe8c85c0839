# A line between two levels.
def f():
    if True:
        return 1
      return 2
