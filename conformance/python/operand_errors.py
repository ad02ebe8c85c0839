def attempt(f):
    try:
        result = f()
        if result is not None:
            print(repr(result))
    except Exception as e:
        print(type(e).__name__ + ":", e)


attempt(lambda: 1 < "a")
attempt(lambda: 1 + None)
attempt(lambda: 1 @ 2)
attempt(lambda: [] + 1)
attempt(lambda: () + [])
attempt(lambda: {} + {})
attempt(lambda: None + 1)
attempt(lambda: -None)
attempt(lambda: ~1.5)
attempt(lambda: 1.5 & 1)
attempt(lambda: 1 & 1.5)
