import datetime as d
from datetime import datetime, date, time, timedelta, timezone


def attempt(f):
    try:
        result = f()
        if result is not None:
            print(repr(result))
    except Exception as e:
        print(type(e).__name__ + ":", e)


attempt(lambda: date(2023, 2, 29))
attempt(lambda: date(2024, 13, 1))
attempt(lambda: datetime(2024, 1, 1, 25))
attempt(lambda: datetime(2024, 1, 1) - datetime(2024, 1, 1, tzinfo=timezone.utc))
attempt(lambda: datetime(2024, 1, 1) < datetime(2024, 1, 1, tzinfo=timezone.utc))
attempt(lambda: datetime.strptime("abc", "%Y"))
attempt(lambda: datetime.fromisoformat("abc"))
attempt(lambda: date("a", 1, 1))
attempt(lambda: datetime.strptime("2024 x", "%Y"))
attempt(lambda: isinstance(datetime(2024, 1, 1), date))
attempt(lambda: type(datetime.now()).__name__)
attempt(lambda: d.datetime is datetime)
attempt(lambda: (datetime.now() - datetime.now()).days <= 0)
