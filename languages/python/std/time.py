# The broken-down times of `time`; its clocks and `sleep` are natives. The zone is UTC.

from _calendar import _DAYS, _MONTHS, _formatted, _from_ordinal, _to_ordinal

timezone = 0
altzone = 0
daylight = 0
tzname = ("UTC", "UTC")

_FIELDS = ("tm_year", "tm_mon", "tm_mday", "tm_hour", "tm_min", "tm_sec", "tm_wday", "tm_yday", "tm_isdst")


class struct_time(tuple):
    __module__ = "time"

    n_fields = 11
    n_sequence_fields = 9
    n_unnamed_fields = 0
    tm_zone = "UTC"
    tm_gmtoff = 0

    def __new__(cls, values):
        values = tuple(values)
        if len(values) < 9:
            raise TypeError(f"time.struct_time() takes an at least 9-sequence ({len(values)}-sequence given)")
        return tuple.__new__(cls, values[:9])

    @property
    def tm_year(self):
        return self[0]

    @property
    def tm_mon(self):
        return self[1]

    @property
    def tm_mday(self):
        return self[2]

    @property
    def tm_hour(self):
        return self[3]

    @property
    def tm_min(self):
        return self[4]

    @property
    def tm_sec(self):
        return self[5]

    @property
    def tm_wday(self):
        return self[6]

    @property
    def tm_yday(self):
        return self[7]

    @property
    def tm_isdst(self):
        return self[8]

    def __repr__(self):
        parts = ", ".join([f"{name}={value}" for name, value in zip(_FIELDS, self)])
        return f"time.struct_time({parts})"


def gmtime(seconds=None, /):
    if seconds is None:
        seconds = time()
    days, left = divmod(int(seconds // 1), 86400)
    ordinal = 719163 + days
    year, month, day = _from_ordinal(ordinal)
    in_year = ordinal - _to_ordinal(year, 1, 1) + 1
    return struct_time((year, month, day, left // 3600, left // 60 % 60, left % 60, (ordinal + 6) % 7, in_year, 0))


def localtime(seconds=None, /):
    return gmtime(seconds)


def mktime(tuple, /):
    days = _to_ordinal(tuple[0], tuple[1], tuple[2]) - 719163
    return float(days * 86400 + tuple[3] * 3600 + tuple[4] * 60 + tuple[5])


def strftime(format, tuple=None, /):
    if tuple is None:
        tuple = gmtime()
    clock = (tuple[3], tuple[4], tuple[5], 0)
    format = format.replace("%z", "+0000")
    return _formatted(format, tuple[0], tuple[1], tuple[2], clock, None, "UTC")


def asctime(tuple=None, /):
    return strftime("%c", gmtime() if tuple is None else tuple)


def ctime(seconds=None, /):
    return asctime(gmtime(seconds))


def thread_time():
    return process_time()


def thread_time_ns():
    return monotonic_ns()


def process_time_ns():
    return monotonic_ns()
