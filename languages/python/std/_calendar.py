# What `time` and `datetime` both know of the calendar.

_DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
_MONTHS = ["", "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"]
_LENGTHS = [0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]


def _is_leap(year):
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def _month_length(year, month):
    return 29 if month == 2 and _is_leap(year) else _LENGTHS[month]


def _before_year(year):
    year -= 1
    return year * 365 + year // 4 - year // 100 + year // 400


def _to_ordinal(year, month, day):
    days = _before_year(year) + day
    for earlier in range(1, month):
        days += _month_length(year, earlier)
    return days


def _from_ordinal(n):
    year = (n - 1) * 400 // 146097 + 1
    while _before_year(year) >= n:
        year -= 1
    while _before_year(year + 1) < n:
        year += 1
    n -= _before_year(year)
    month = 1
    while n > _month_length(year, month):
        n -= _month_length(year, month)
        month += 1
    return year, month, n


def _offset_text(offset, separator=":"):
    if offset is None:
        return ""
    total = offset._us // 1000000
    sign = "-" if total < 0 else "+"
    total = abs(total)
    text = f"{sign}{total // 3600:02}{separator}{total // 60 % 60:02}"
    return text + f"{separator}{total % 60:02}" if total % 60 else text


def _formatted(spec, year, month, day, clock, offset, name):
    hour, minute, second, microsecond = clock
    ordinal = _to_ordinal(year, month, day)
    weekday = (ordinal + 6) % 7
    in_year = ordinal - _to_ordinal(year, 1, 1) + 1
    out = []
    at = 0
    while at < len(spec):
        char = spec[at]
        at += 1
        if char != "%" or at == len(spec):
            out.append(char)
            continue
        code = spec[at]
        at += 1
        if code == "Y":
            out.append(str(year))
        elif code == "m":
            out.append(f"{month:02}")
        elif code == "d":
            out.append(f"{day:02}")
        elif code == "H":
            out.append(f"{hour:02}")
        elif code == "M":
            out.append(f"{minute:02}")
        elif code == "S":
            out.append(f"{second:02}")
        elif code == "f":
            out.append(f"{microsecond:06}")
        elif code == "y":
            out.append(f"{year % 100:02}")
        elif code == "I":
            out.append(f"{hour % 12 or 12:02}")
        elif code == "p":
            out.append("AM" if hour < 12 else "PM")
        elif code == "a":
            out.append(_DAYS[weekday][:3])
        elif code == "A":
            out.append(_DAYS[weekday])
        elif code == "b" or code == "h":
            out.append(_MONTHS[month][:3])
        elif code == "B":
            out.append(_MONTHS[month])
        elif code == "j":
            out.append(f"{in_year:03}")
        elif code == "e":
            out.append(f"{day:2}")
        elif code == "w":
            out.append(str((weekday + 1) % 7))
        elif code == "u":
            out.append(str(weekday + 1))
        elif code == "U":
            out.append(f"{(in_year + 6 - (weekday + 1) % 7) // 7:02}")
        elif code == "W":
            out.append(f"{(in_year + 6 - weekday) // 7:02}")
        elif code == "F":
            out.append(f"{year}-{month:02}-{day:02}")
        elif code == "T" or code == "X":
            out.append(f"{hour:02}:{minute:02}:{second:02}")
        elif code == "R":
            out.append(f"{hour:02}:{minute:02}")
        elif code == "D" or code == "x":
            out.append(f"{month:02}/{day:02}/{year % 100:02}")
        elif code == "c":
            out.append(f"{_DAYS[weekday][:3]} {_MONTHS[month][:3]} {day:2} {hour:02}:{minute:02}:{second:02} {year}")
        elif code == "z":
            out.append(_offset_text(offset, ""))
        elif code == "Z":
            out.append(name or "")
        elif code == "n":
            out.append("\n")
        elif code == "t":
            out.append("\t")
        elif code == "%":
            out.append("%")
        else:
            out.append("%" + code)
    return "".join(out)
