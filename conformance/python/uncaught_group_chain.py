# A group with a cause, and many members.
def work():
    try:
        raise ExceptionGroup("first", [ValueError(n) for n in range(18)])
    except* ValueError as group:
        raise RuntimeError("while handling") from group


work()
