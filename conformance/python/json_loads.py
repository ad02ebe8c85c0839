import json


def attempt(f):
    try:
        result = f()
        if result is not None:
            print(repr(result))
    except Exception as e:
        print(type(e).__name__ + ":", e)


attempt(lambda: json.loads('{"a": [1, 2.5, null, true, "x\\n\\u00e9"], "b": {"c": -1e5}}'))
attempt(lambda: json.loads("[]"))
attempt(lambda: json.loads(" 5 "))
attempt(lambda: json.loads('"\\ud83d\\ude00"'))
attempt(lambda: json.loads("1E2"))
attempt(lambda: json.loads("-0"))
attempt(lambda: json.loads("-0.0"))
attempt(lambda: json.loads(b'{"a": 1}'))
attempt(lambda: json.loads("12345678901234567890"))
attempt(lambda: json.loads("NaN"))
attempt(lambda: json.loads('{"a": 1, "a": 2}'))
attempt(lambda: json.loads('{"a": {"b": 1}}', object_hook=lambda d: sorted(d)))
attempt(lambda: json.loads("[1.5, 2]", parse_float=str))
attempt(lambda: json.loads('{"a": 1}', object_pairs_hook=list))
attempt(lambda: json.loads(""))
attempt(lambda: json.loads("{"))
attempt(lambda: json.loads("[1,]"))
attempt(lambda: json.loads('{"a": 1,}'))
attempt(lambda: json.loads("{'a': 1}"))
attempt(lambda: json.loads('{"a" 1}'))
attempt(lambda: json.loads("[1 2]"))
attempt(lambda: json.loads('"abc'))
attempt(lambda: json.loads('"a\nb"'))
attempt(lambda: json.loads("[1] x"))
attempt(lambda: json.loads('"\\x"'))
attempt(lambda: json.loads('{"a":\n  foo}'))
attempt(lambda: json.loads("01"))
attempt(lambda: json.loads("1."))
attempt(lambda: json.loads(5))
attempt(lambda: json.loads('"\\u12"'))
