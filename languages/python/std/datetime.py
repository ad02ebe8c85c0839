# Dates and times. The clock is the virtual one, the zone UTC.

from time import time_ns
from _calendar import _before_year, _formatted, _from_ordinal, _month_length, _offset_text, _to_ordinal
from _calendar import _DAYS, _MONTHS

MINYEAR = 1
MAXYEAR = 9999
_DAY = 86400000000


def _whole(value):
    if isinstance(value, int):
        return value
    raise TypeError(f"'{type(value).__name__}' object cannot be interpreted as an integer")


def _check_date(year, month, day):
    if not MINYEAR <= _whole(year) <= MAXYEAR:
        raise ValueError(f"year {year} is out of range")
    if not 1 <= _whole(month) <= 12:
        raise ValueError("month must be in 1..12")
    if not 1 <= _whole(day) <= _month_length(year, month):
        raise ValueError("day is out of range for month")


def _check_time(hour, minute, second, microsecond):
    if not 0 <= _whole(hour) <= 23:
        raise ValueError("hour must be in 0..23")
    if not 0 <= _whole(minute) <= 59:
        raise ValueError("minute must be in 0..59")
    if not 0 <= _whole(second) <= 59:
        raise ValueError("second must be in 0..59")
    if not 0 <= _whole(microsecond) <= 999999:
        raise ValueError("microsecond must be in 0..999999")


def _clock(hour, minute, second, microsecond, timespec="auto"):
    if timespec == "auto":
        timespec = "microseconds" if microsecond else "seconds"
    if timespec == "hours":
        return f"{hour:02}"
    if timespec == "minutes":
        return f"{hour:02}:{minute:02}"
    if timespec == "seconds":
        return f"{hour:02}:{minute:02}:{second:02}"
    if timespec == "milliseconds":
        return f"{hour:02}:{minute:02}:{second:02}.{microsecond // 1000:03}"
    if timespec == "microseconds":
        return f"{hour:02}:{minute:02}:{second:02}.{microsecond:06}"
    raise ValueError("Unknown timespec value")


class timedelta:
    def __init__(self, days=0, seconds=0, microseconds=0, milliseconds=0, minutes=0, hours=0, weeks=0):
        total = 0
        rest = 0.0
        for value, unit in ((days, _DAY), (seconds, 1000000), (microseconds, 1), (milliseconds, 1000), (minutes, 60000000), (hours, 3600000000), (weeks, 7 * _DAY)):
            if isinstance(value, int):
                total += value * unit
            elif isinstance(value, float):
                top, bottom = value.as_integer_ratio()
                whole, left = divmod(top * unit, bottom)
                total += whole
                rest += left / bottom
            else:
                raise TypeError(f"unsupported type for timedelta seconds component: {type(value).__name__}")
        self._us = total + round(rest)
        if abs(self._us) >= 1000000000 * _DAY:
            raise OverflowError(f"days={self.days}; must have magnitude <= 999999999")

    @property
    def days(self):
        return self._us // _DAY

    @property
    def seconds(self):
        return self._us % _DAY // 1000000

    @property
    def microseconds(self):
        return self._us % 1000000

    def total_seconds(self):
        return self._us / 1000000

    def __repr__(self):
        parts = []
        if self.days:
            parts.append(f"days={self.days}")
        if self.seconds:
            parts.append(f"seconds={self.seconds}")
        if self.microseconds:
            parts.append(f"microseconds={self.microseconds}")
        return f"datetime.timedelta({', '.join(parts) or '0'})"

    def __str__(self):
        minutes, second = divmod(self.seconds, 60)
        hour, minute = divmod(minutes, 60)
        text = f"{hour}:{minute:02}:{second:02}"
        if self.days:
            text = f"{self.days} day{'' if abs(self.days) == 1 else 's'}, {text}"
        return f"{text}.{self.microseconds:06}" if self.microseconds else text

    def __add__(self, other):
        return _delta(self._us + other._us) if isinstance(other, timedelta) else NotImplemented

    __radd__ = __add__

    def __sub__(self, other):
        return _delta(self._us - other._us) if isinstance(other, timedelta) else NotImplemented

    def __neg__(self):
        return _delta(-self._us)

    def __pos__(self):
        return self

    def __abs__(self):
        return _delta(abs(self._us))

    def __mul__(self, other):
        if isinstance(other, int):
            return _delta(self._us * other)
        if isinstance(other, float):
            top, bottom = other.as_integer_ratio()
            return _delta(_rounded(self._us * top, bottom))
        return NotImplemented

    __rmul__ = __mul__

    def __truediv__(self, other):
        if isinstance(other, timedelta):
            return self._us / other._us
        if isinstance(other, int):
            return _delta(_rounded(self._us, other))
        if isinstance(other, float):
            top, bottom = other.as_integer_ratio()
            return _delta(_rounded(self._us * bottom, top))
        return NotImplemented

    def __floordiv__(self, other):
        if isinstance(other, timedelta):
            return self._us // other._us
        return _delta(self._us // other) if isinstance(other, int) else NotImplemented

    def __mod__(self, other):
        return _delta(self._us % other._us) if isinstance(other, timedelta) else NotImplemented

    def __divmod__(self, other):
        return self // other, self % other

    def __bool__(self):
        return self._us != 0

    def __hash__(self):
        return hash(self._us)

    def __eq__(self, other):
        return self._us == other._us if isinstance(other, timedelta) else NotImplemented

    def __lt__(self, other):
        return self._us < other._us if isinstance(other, timedelta) else NotImplemented

    def __le__(self, other):
        return self._us <= other._us if isinstance(other, timedelta) else NotImplemented

    def __gt__(self, other):
        return self._us > other._us if isinstance(other, timedelta) else NotImplemented

    def __ge__(self, other):
        return self._us >= other._us if isinstance(other, timedelta) else NotImplemented


def _delta(us):
    return timedelta(microseconds=us)


def _rounded(top, bottom):
    if bottom < 0:
        top, bottom = -top, -bottom
    whole, rest = divmod(top, bottom)
    if rest * 2 > bottom or (rest * 2 == bottom and whole % 2):
        whole += 1
    return whole


timedelta.min = timedelta(-999999999)
timedelta.max = timedelta(days=999999999, hours=23, minutes=59, seconds=59, microseconds=999999)
timedelta.resolution = timedelta(microseconds=1)


class tzinfo:
    def utcoffset(self, dt):
        raise NotImplementedError("a tzinfo subclass must implement utcoffset()")

    def tzname(self, dt):
        raise NotImplementedError("a tzinfo subclass must implement tzname()")

    def dst(self, dt):
        raise NotImplementedError("a tzinfo subclass must implement dst()")


class timezone(tzinfo):
    def __init__(self, offset, name=None):
        if not isinstance(offset, timedelta):
            raise TypeError(f"timezone() argument 1 must be datetime.timedelta, not {type(offset).__name__}")
        if abs(offset._us) >= _DAY:
            raise ValueError(f"offset must be a timedelta strictly between -timedelta(hours=24) and timedelta(hours=24), not {offset!r}")
        self._offset = offset
        self._name = name

    def utcoffset(self, dt):
        return self._offset

    def dst(self, dt):
        return None

    def tzname(self, dt):
        if self._name is not None:
            return self._name
        return "UTC" + _offset_text(self._offset) if self._offset else "UTC"

    def __str__(self):
        return self.tzname(None)

    def __repr__(self):
        if self is timezone.utc:
            return "datetime.timezone.utc"
        if self._name is None:
            return f"datetime.timezone({self._offset!r})"
        return f"datetime.timezone({self._offset!r}, {self._name!r})"

    def __eq__(self, other):
        return self._offset == other._offset if isinstance(other, timezone) else NotImplemented

    def __hash__(self):
        return hash(self._offset)


timezone.utc = timezone(timedelta(0))
UTC = timezone.utc


class date:
    def __init__(self, year, month, day):
        _check_date(year, month, day)
        self.year = year
        self.month = month
        self.day = day

    @classmethod
    def today(cls):
        return cls.fromtimestamp(time_ns() / 1000000000)

    @classmethod
    def fromtimestamp(cls, timestamp):
        year, month, day = _from_ordinal(719163 + int(timestamp // 86400))
        return cls(year, month, day)

    @classmethod
    def fromordinal(cls, n):
        if n < 1:
            raise ValueError("ordinal must be >= 1")
        year, month, day = _from_ordinal(n)
        return cls(year, month, day)

    @classmethod
    def fromisoformat(cls, text):
        if len(text) != 10 or text[4] != "-" or text[7] != "-":
            raise ValueError(f"Invalid isoformat string: {text!r}")
        return cls(int(text[:4]), int(text[5:7]), int(text[8:]))

    def toordinal(self):
        return _to_ordinal(self.year, self.month, self.day)

    def weekday(self):
        return (self.toordinal() + 6) % 7

    def isoweekday(self):
        return self.weekday() + 1

    def isocalendar(self):
        thursday = date.fromordinal(self.toordinal() + 3 - self.weekday())
        week = (thursday.toordinal() - _to_ordinal(thursday.year, 1, 1)) // 7 + 1
        return thursday.year, week, self.weekday() + 1

    def isoformat(self):
        return f"{self.year:04}-{self.month:02}-{self.day:02}"

    def __str__(self):
        return self.isoformat()

    def __repr__(self):
        return f"datetime.date({self.year}, {self.month}, {self.day})"

    def ctime(self):
        return self.strftime("%c")

    def strftime(self, format):
        return _formatted(format, self.year, self.month, self.day, (0, 0, 0, 0), None, None)

    def __format__(self, spec):
        return self.strftime(spec) if spec else str(self)

    def replace(self, year=None, month=None, day=None):
        return type(self)(self.year if year is None else year, self.month if month is None else month, self.day if day is None else day)

    def _key(self):
        return self.year, self.month, self.day

    def _fits(self, other):
        return isinstance(other, date) and not isinstance(other, datetime)

    def __add__(self, other):
        if not isinstance(other, timedelta):
            return NotImplemented
        n = self.toordinal() + other.days
        if not 1 <= n <= 3652059:
            raise OverflowError("date value out of range")
        return type(self).fromordinal(n)

    __radd__ = __add__

    def __sub__(self, other):
        if isinstance(other, timedelta):
            return self + timedelta(-other.days)
        if self._fits(other):
            return timedelta(self.toordinal() - other.toordinal())
        return NotImplemented

    def __hash__(self):
        return hash(self._key())

    def __eq__(self, other):
        return self._key() == other._key() if self._fits(other) else NotImplemented

    def __lt__(self, other):
        return self._key() < other._key() if self._fits(other) else NotImplemented

    def __le__(self, other):
        return self._key() <= other._key() if self._fits(other) else NotImplemented

    def __gt__(self, other):
        return self._key() > other._key() if self._fits(other) else NotImplemented

    def __ge__(self, other):
        return self._key() >= other._key() if self._fits(other) else NotImplemented


date.min = date(1, 1, 1)
date.max = date(9999, 12, 31)
date.resolution = timedelta(1)


class time:
    def __init__(self, hour=0, minute=0, second=0, microsecond=0, tzinfo=None, *, fold=0):
        _check_time(hour, minute, second, microsecond)
        self.hour = hour
        self.minute = minute
        self.second = second
        self.microsecond = microsecond
        self.tzinfo = tzinfo
        self.fold = fold

    @classmethod
    def fromisoformat(cls, text):
        return cls(*_parsed_clock(text, text))

    def utcoffset(self):
        return None if self.tzinfo is None else self.tzinfo.utcoffset(None)

    def isoformat(self, timespec="auto"):
        return _clock(self.hour, self.minute, self.second, self.microsecond, timespec) + _offset_text(self.utcoffset())

    def __str__(self):
        return self.isoformat()

    def __repr__(self):
        parts = [str(self.hour), str(self.minute)]
        if self.second or self.microsecond:
            parts.append(str(self.second))
        if self.microsecond:
            parts.append(str(self.microsecond))
        if self.tzinfo is not None:
            parts.append(f"tzinfo={self.tzinfo!r}")
        return f"datetime.time({', '.join(parts)})"

    def strftime(self, format):
        return _formatted(format, 1900, 1, 1, (self.hour, self.minute, self.second, self.microsecond), self.utcoffset(), None)

    def __format__(self, spec):
        return self.strftime(spec) if spec else str(self)

    def replace(self, hour=None, minute=None, second=None, microsecond=None):
        return time(self.hour if hour is None else hour, self.minute if minute is None else minute, self.second if second is None else second, self.microsecond if microsecond is None else microsecond, self.tzinfo)

    def _key(self):
        return self.hour, self.minute, self.second, self.microsecond

    def __hash__(self):
        return hash(self._key())

    def __eq__(self, other):
        return self._key() == other._key() if isinstance(other, time) else NotImplemented

    def __lt__(self, other):
        return self._key() < other._key() if isinstance(other, time) else NotImplemented

    def __le__(self, other):
        return self._key() <= other._key() if isinstance(other, time) else NotImplemented

    def __gt__(self, other):
        return self._key() > other._key() if isinstance(other, time) else NotImplemented

    def __ge__(self, other):
        return self._key() >= other._key() if isinstance(other, time) else NotImplemented


time.min = time(0, 0)
time.max = time(23, 59, 59, 999999)


def _parsed_clock(text, whole):
    zone = None
    if text.endswith("Z"):
        text = text[:-1]
        zone = timezone.utc
    for sign in "+-":
        if sign in text:
            text, _, shift = text.partition(sign)
            parts = [int(part) for part in shift.split(":")] if ":" in shift else [int(shift[:2]), int(shift[2:] or 0)]
            offset = timedelta(hours=parts[0], minutes=parts[1] if len(parts) > 1 else 0)
            zone = timezone(-offset if sign == "-" else offset) if offset else timezone.utc
    text, _, fraction = text.partition(".")
    try:
        parts = [int(part) for part in text.split(":")]
    except ValueError:
        raise ValueError(f"Invalid isoformat string: {whole!r}") from None
    while len(parts) < 3:
        parts.append(0)
    return parts[0], parts[1], parts[2], int((fraction + "000000")[:6]) if fraction else 0, zone


class datetime(date):
    def __init__(self, year, month, day, hour=0, minute=0, second=0, microsecond=0, tzinfo=None, *, fold=0):
        _check_date(year, month, day)
        _check_time(hour, minute, second, microsecond)
        self.year = year
        self.month = month
        self.day = day
        self.hour = hour
        self.minute = minute
        self.second = second
        self.microsecond = microsecond
        self.tzinfo = tzinfo
        self.fold = fold

    @classmethod
    def _from(cls, us, tz):
        days, us = divmod(us, _DAY)
        if not 1 <= days <= 3652059:
            raise OverflowError("date value out of range")
        year, month, day = _from_ordinal(days)
        seconds, us = divmod(us, 1000000)
        return cls(year, month, day, seconds // 3600, seconds // 60 % 60, seconds % 60, us, tz)

    @classmethod
    def now(cls, tz=None):
        us = time_ns() // 1000 + 719163 * _DAY
        return cls._from(us if tz is None else us + tz.utcoffset(None)._us, tz)

    @classmethod
    def today(cls):
        return cls.now()

    @classmethod
    def utcnow(cls):
        return cls.now()

    @classmethod
    def fromtimestamp(cls, timestamp, tz=None):
        us = round(timestamp * 1000000) + 719163 * _DAY
        return cls._from(us if tz is None else us + tz.utcoffset(None)._us, tz)

    @classmethod
    def utcfromtimestamp(cls, timestamp):
        return cls.fromtimestamp(timestamp)

    @classmethod
    def combine(cls, date, time, tzinfo=None):
        return cls(date.year, date.month, date.day, time.hour, time.minute, time.second, time.microsecond, tzinfo or time.tzinfo)

    @classmethod
    def fromordinal(cls, n):
        return cls._from(n * _DAY, None)

    @classmethod
    def fromisoformat(cls, text):
        if len(text) < 10 or text[4] != "-" or text[7] != "-" or not (text[:4] + text[5:7] + text[8:10]).isdigit():
            raise ValueError(f"Invalid isoformat string: {text!r}")
        clock = _parsed_clock(text[11:], text) if len(text) > 10 else ()
        return cls(int(text[:4]), int(text[5:7]), int(text[8:10]), *clock)

    @classmethod
    def strptime(cls, text, format):
        return _scanned(cls, text, format)

    def _us(self):
        seconds = self.hour * 3600 + self.minute * 60 + self.second
        return self.toordinal() * _DAY + seconds * 1000000 + self.microsecond

    def utcoffset(self):
        return None if self.tzinfo is None else self.tzinfo.utcoffset(self)

    def tzname(self):
        return None if self.tzinfo is None else self.tzinfo.tzname(self)

    def date(self):
        return date(self.year, self.month, self.day)

    def time(self):
        return time(self.hour, self.minute, self.second, self.microsecond)

    def timetz(self):
        return time(self.hour, self.minute, self.second, self.microsecond, self.tzinfo)

    def timestamp(self):
        offset = self.utcoffset()
        us = self._us() - 719163 * _DAY
        return (us - offset._us if offset else us) / 1000000

    def astimezone(self, tz=None):
        if tz is None:
            tz = timezone.utc
        offset = self.utcoffset()
        us = self._us() - (offset._us if offset else 0)
        return type(self)._from(us + tz.utcoffset(None)._us, tz)

    def isoformat(self, sep="T", timespec="auto"):
        clock = _clock(self.hour, self.minute, self.second, self.microsecond, timespec)
        return f"{self.year:04}-{self.month:02}-{self.day:02}{sep}{clock}{_offset_text(self.utcoffset())}"

    def __str__(self):
        return self.isoformat(" ")

    def __repr__(self):
        parts = [str(part) for part in (self.year, self.month, self.day, self.hour, self.minute)]
        if self.second or self.microsecond:
            parts.append(str(self.second))
        if self.microsecond:
            parts.append(str(self.microsecond))
        if self.tzinfo is not None:
            parts.append(f"tzinfo={self.tzinfo!r}")
        return f"datetime.datetime({', '.join(parts)})"

    def strftime(self, format):
        clock = (self.hour, self.minute, self.second, self.microsecond)
        return _formatted(format, self.year, self.month, self.day, clock, self.utcoffset(), self.tzname())

    def replace(self, year=None, month=None, day=None, hour=None, minute=None, second=None, microsecond=None, tzinfo=True):
        def pick(new, old):
            return old if new is None else new
        zone = self.tzinfo if tzinfo is True else tzinfo
        return type(self)(pick(year, self.year), pick(month, self.month), pick(day, self.day), pick(hour, self.hour), pick(minute, self.minute), pick(second, self.second), pick(microsecond, self.microsecond), zone)

    def __add__(self, other):
        if not isinstance(other, timedelta):
            return NotImplemented
        return type(self)._from(self._us() + other._us, self.tzinfo)

    __radd__ = __add__

    def __sub__(self, other):
        if isinstance(other, timedelta):
            return type(self)._from(self._us() - other._us, self.tzinfo)
        if not isinstance(other, datetime):
            return NotImplemented
        a, b = self.utcoffset(), other.utcoffset()
        if (a is None) != (b is None):
            raise TypeError("can't subtract offset-naive and offset-aware datetimes")
        return _delta(self._moment() - other._moment())

    def _moment(self):
        offset = self.utcoffset()
        return self._us() - (offset._us if offset else 0)

    def _fits(self, other):
        return isinstance(other, datetime)

    def _ordered(self, other):
        if (self.utcoffset() is None) != (other.utcoffset() is None):
            raise TypeError("can't compare offset-naive and offset-aware datetimes")
        return self._moment(), other._moment()

    def __hash__(self):
        return hash(self._moment())

    def __eq__(self, other):
        if not isinstance(other, datetime):
            return NotImplemented
        if (self.utcoffset() is None) != (other.utcoffset() is None):
            return False
        return self._moment() == other._moment()

    def __lt__(self, other):
        if not isinstance(other, datetime):
            return NotImplemented
        a, b = self._ordered(other)
        return a < b

    def __le__(self, other):
        if not isinstance(other, datetime):
            return NotImplemented
        a, b = self._ordered(other)
        return a <= b

    def __gt__(self, other):
        if not isinstance(other, datetime):
            return NotImplemented
        a, b = self._ordered(other)
        return a > b

    def __ge__(self, other):
        if not isinstance(other, datetime):
            return NotImplemented
        a, b = self._ordered(other)
        return a >= b


datetime.min = datetime(1, 1, 1)
datetime.max = datetime(9999, 12, 31, 23, 59, 59, 999999)


def _digits(text, at, most):
    end = at
    while end < len(text) and end < at + most and text[end].isdigit():
        end += 1
    return end


def _scanned(cls, text, format):
    found = {"Y": 1900, "m": 1, "d": 1, "H": 0, "M": 0, "S": 0, "f": 0}
    zone = None
    afternoon = None
    mismatch = f"time data {text!r} does not match format {format!r}"
    format = format.replace("%T", "%H:%M:%S").replace("%F", "%Y-%m-%d").replace("%D", "%m/%d/%y").replace("%R", "%H:%M")
    at = 0
    spot = 0
    while spot < len(format):
        char = format[spot]
        spot += 1
        if char != "%":
            if char.isspace():
                while at < len(text) and text[at].isspace():
                    at += 1
            elif text[at:at + 1] != char:
                raise ValueError(mismatch)
            else:
                at += 1
            continue
        code = format[spot:spot + 1]
        spot += 1
        if code in ("Y", "m", "d", "H", "M", "S", "f", "y", "I", "j"):
            end = _digits(text, at, {"Y": 4, "f": 6, "j": 3}.get(code, 2))
            if end == at or (code == "Y" and end - at < 4):
                raise ValueError(mismatch)
            number = int(text[at:end])
            if code == "f":
                number = int((text[at:end] + "000000")[:6])
            elif code == "y":
                code, number = "Y", number + (2000 if number < 69 else 1900)
            elif code == "I":
                code = "H"
            found[code] = number
            at = end
        elif code in ("b", "B", "a", "A"):
            names = _MONTHS[1:] if code in "bB" else _DAYS
            names = [name[:3] for name in names] if code in "ba" else names
            for index in range(len(names)):
                if text[at:at + len(names[index])].lower() == names[index].lower():
                    if code in "bB":
                        found["m"] = index + 1
                    at += len(names[index])
                    break
            else:
                raise ValueError(mismatch)
        elif code == "p":
            word = text[at:at + 2].upper()
            if word not in ("AM", "PM"):
                raise ValueError(mismatch)
            afternoon = word == "PM"
            at += 2
        elif code == "z":
            if text[at:at + 1] == "Z":
                zone = timezone.utc
                at += 1
            else:
                end = at + (6 if text[at + 3:at + 4] == ":" else 5)
                zone = _parsed_clock("00:00" + text[at:end], text)[4]
                at = end
        elif code == "%":
            if text[at:at + 1] != "%":
                raise ValueError(mismatch)
            at += 1
        else:
            raise ValueError(f"'{code}' is a bad directive in format {format!r}")
    if at != len(text):
        raise ValueError(f"unconverted data remains: {text[at:]}")
    hour = found["H"]
    if afternoon is not None:
        hour = hour % 12 + (12 if afternoon else 0)
    return cls(found["Y"], found["m"], found["d"], hour, found["M"], found["S"], found["f"], zone)
