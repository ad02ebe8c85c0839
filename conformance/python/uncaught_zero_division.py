# An uncaught exception: the rows of the traceback, the last line, exit code 1.
def mean(values):
    return sum(values) / len(values)


def report(groups):
    for group in groups:
        print(mean(group))


report([[1, 2, 3], []])
