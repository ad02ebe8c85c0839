import json


def attempt(f):
    try:
        result = f()
        if result is not None:
            print(repr(result))
    except Exception as e:
        print(type(e).__name__ + ":", e)


attempt(lambda: json.dumps({"a": 1, "b": [1, 2.5, None, True, "x\"é"], "c": {}}))
attempt(lambda: json.dumps([]))
attempt(lambda: json.dumps("é", ensure_ascii=False))
attempt(lambda: json.dumps({"b": 1, "a": 2}, sort_keys=True))
attempt(lambda: json.dumps([1, 2], indent=2))
attempt(lambda: json.dumps({"a": {"b": [1]}}, indent=4))
attempt(lambda: json.dumps([1, 2], separators=(",", ":")))
attempt(lambda: json.dumps({1: 2, None: 3, True: 4, 1.5: 5}))
attempt(lambda: json.dumps((1, 2)))
attempt(lambda: json.dumps(1e20))
attempt(lambda: json.dumps(float("nan")))
attempt(lambda: json.dumps({"a": [], "b": {}}, indent=1))
attempt(lambda: json.dumps("\u2028\n\t\x01"))
attempt(lambda: json.dumps(10**30))
attempt(lambda: json.dumps([1, [2, [3]]], indent="\t"))
attempt(lambda: json.dumps("😀"))
attempt(lambda: json.dumps({1, 2}))
attempt(lambda: json.dumps({(1, 2): 3}))
attempt(lambda: json.dumps({1, 2}, default=list))
attempt(lambda: json.dumps({"a": object}, default=str))
attempt(lambda: json.dumps([{1}, 2], default=sorted))
attempt(lambda: json.dumps({(1, 2): 1, "a": 2}, skipkeys=True))
attempt(lambda: json.dumps(float("nan"), allow_nan=False))


def case_1():
    x = []
    x.append(x)
    json.dumps(x)


attempt(case_1)
