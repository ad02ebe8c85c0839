package time

type Duration int64

const (
	Nanosecond  Duration = 1
	Microsecond          = 1000 * Nanosecond
	Millisecond          = 1000 * Microsecond
	Second               = 1000 * Millisecond
	Minute               = 60 * Second
	Hour                 = 60 * Minute
)

func Sleep(d Duration)

func now() int64

type Time struct{ ns int64 }

func Now() Time                    { return Time{now()} }
func Since(t Time) Duration        { return Duration(now() - t.ns) }
func (t Time) Sub(u Time) Duration { return Duration(t.ns - u.ns) }
func (t Time) Add(d Duration) Time { return Time{t.ns + int64(d)} }
func (t Time) After(u Time) bool   { return t.ns > u.ns }
func (t Time) Before(u Time) bool  { return t.ns < u.ns }
func (t Time) UnixNano() int64     { return t.ns }

func (d Duration) Nanoseconds() int64  { return int64(d) }
func (d Duration) Microseconds() int64 { return int64(d) / 1000 }
func (d Duration) Milliseconds() int64 { return int64(d) / 1000000 }
func (d Duration) Seconds() float64 {
	return float64(d/Second) + float64(d%Second)/1e9
}
func (d Duration) Minutes() float64 {
	return float64(d/Minute) + float64(d%Minute)/(60*1e9)
}
func (d Duration) Hours() float64 {
	return float64(d/Hour) + float64(d%Hour)/(60*60*1e9)
}
func (d Duration) Abs() Duration {
	if d < 0 {
		return -d
	}
	return d
}
func (d Duration) Truncate(m Duration) Duration {
	if m <= 0 {
		return d
	}
	return d - d%m
}
func (d Duration) Round(m Duration) Duration {
	if m <= 0 {
		return d
	}
	r := d % m
	if d < 0 {
		r = -r
		if r+r < m {
			return d + r
		}
		return d - m + r
	}
	if r+r < m {
		return d - r
	}
	return d + m - r
}

func digits(v uint64) string {
	if v == 0 {
		return "0"
	}
	s := ""
	for v > 0 {
		s = string(rune('0'+v%10)) + s
		v /= 10
	}
	return s
}

func fraction(v uint64, prec int) (string, uint64) {
	s := ""
	show := false
	for i := 0; i < prec; i++ {
		digit := v % 10
		show = show || digit != 0
		if show {
			s = string(rune('0'+digit)) + s
		}
		v /= 10
	}
	if show {
		s = "." + s
	}
	return s, v
}

func (d Duration) String() string {
	u := uint64(d)
	neg := d < 0
	if neg {
		u = -u
	}
	s := ""
	if u < uint64(Second) {
		if u == 0 {
			return "0s"
		}
		unit := "ns"
		prec := 0
		if u >= uint64(Millisecond) {
			unit = "ms"
			prec = 6
		} else if u >= uint64(Microsecond) {
			unit = "µs"
			prec = 3
		}
		f, v := fraction(u, prec)
		s = digits(v) + f + unit
	} else {
		f, v := fraction(u, 9)
		s = digits(v%60) + f + "s"
		v /= 60
		if v > 0 {
			s = digits(v%60) + "m" + s
			v /= 60
			if v > 0 {
				s = digits(v) + "h" + s
			}
		}
	}
	if neg {
		return "-" + s
	}
	return s
}
