package time

import "errors"

type Duration int64

const (
	Nanosecond  Duration = 1
	Microsecond          = 1000 * Nanosecond
	Millisecond          = 1000 * Microsecond
	Second               = 1000 * Millisecond
	Minute               = 60 * Second
	Hour                 = 60 * Minute
)

const minDuration Duration = -1 << 63
const maxDuration Duration = 1<<63 - 1

func Sleep(d Duration)

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
	if d == minDuration {
		return maxDuration
	}
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
	if d < 0 {
		r := -(d % m)
		if uint64(r)*2 < uint64(m) {
			return d + r
		}
		if rounded := d - (m - r); rounded < d {
			return rounded
		}
		return minDuration
	}
	r := d % m
	if uint64(r)*2 < uint64(m) {
		return d - r
	}
	if rounded := d + (m - r); rounded > d {
		return rounded
	}
	return maxDuration
}

func (d Duration) String() string {
	u := uint64(d)
	if d < 0 {
		u = -u
	}
	s := ""
	switch {
	case u == 0:
		return "0s"
	case u < uint64(Microsecond):
		s = decimal(u, 1) + "ns"
	case u < uint64(Millisecond):
		s = decimal(u/1e3, 1) + fraction(u%1e3, 3) + "µs"
	case u < uint64(Second):
		s = decimal(u/1e6, 1) + fraction(u%1e6, 6) + "ms"
	default:
		seconds := u / 1e9
		s = decimal(seconds%60, 1) + fraction(u%1e9, 9) + "s"
		if seconds >= 60 {
			s = decimal(seconds/60%60, 1) + "m" + s
		}
		if seconds >= 3600 {
			s = decimal(seconds/3600, 1) + "h" + s
		}
	}
	if d < 0 {
		return "-" + s
	}
	return s
}

// The number with at least so many digits.
func decimal(v uint64, width int) string {
	var digits [20]byte
	at := len(digits)
	for v > 0 || width > 0 {
		at--
		digits[at] = byte('0' + v%10)
		v /= 10
		width--
	}
	return string(digits[at:])
}

func signed(v, width int) string {
	if v < 0 {
		return "-" + decimal(uint64(-v), width)
	}
	return decimal(uint64(v), width)
}

// A point and so many digits without the zeros at their end; nothing for zero.
func fraction(v uint64, width int) string {
	if v == 0 {
		return ""
	}
	for v%10 == 0 {
		v /= 10
		width--
	}
	return "." + decimal(v, width)
}

// ---- timers

func send(c chan Time, d, period Duration) int
func call(f func(), d Duration) (timer, callback int)
func stop(timer, callback int) bool
func reset(timer, callback int, f func(), d, period Duration) bool

type Timer struct {
	C        <-chan Time
	timer    int
	callback int
	f        func()
}

func NewTimer(d Duration) *Timer {
	c := make(chan Time, 1)
	t := &Timer{C: c}
	t.timer = send(c, d, 0)
	return t
}

func AfterFunc(d Duration, f func()) *Timer {
	t := &Timer{f: f}
	t.timer, t.callback = call(f, d)
	return t
}

func (t *Timer) Stop() bool {
	if t.timer == 0 {
		panic("time: Stop called on uninitialized Timer")
	}
	return stop(t.timer, t.callback)
}

func (t *Timer) Reset(d Duration) bool {
	if t.timer == 0 {
		panic("time: Reset called on uninitialized Timer")
	}
	return reset(t.timer, t.callback, t.f, d, 0)
}

func After(d Duration) <-chan Time { return NewTimer(d).C }

type Ticker struct {
	C     <-chan Time
	timer int
}

func NewTicker(d Duration) *Ticker {
	if d <= 0 {
		panic("non-positive interval for NewTicker")
	}
	c := make(chan Time, 1)
	t := &Ticker{C: c}
	t.timer = send(c, d, d)
	return t
}

func (t *Ticker) Stop() {
	if t.timer != 0 {
		stop(t.timer, 0)
	}
}

func (t *Ticker) Reset(d Duration) {
	if d <= 0 {
		panic("non-positive interval for Ticker.Reset")
	}
	if t.timer == 0 {
		panic("time: Reset called on uninitialized Ticker")
	}
	reset(t.timer, 0, nil, d, d)
}

func Tick(d Duration) <-chan Time {
	if d <= 0 {
		return nil
	}
	return NewTicker(d).C
}

// ---- moments

// A moment: seconds since the year 1, nanoseconds, the monotonic clock from 1 or 0 for none, and
// the location, which is nil for UTC; with a monotonic reading it is Local.
type Time struct {
	sec  int64
	nsec int64
	mono int64
	loc  *Location
}

const unixSeconds = 62135596800

func Now() Time

func Since(t Time) Duration { return Now().Sub(t) }
func Until(t Time) Duration { return t.Sub(Now()) }

func Unix(sec, nsec int64) Time {
	return Time{sec: unixSeconds, loc: Local}.add(sec, nsec)
}

func UnixMilli(msec int64) Time { return Unix(msec/1e3, msec%1e3*1e6) }
func UnixMicro(usec int64) Time { return Unix(usec/1e6, usec%1e6*1e3) }

func (t Time) Unix() int64      { return t.sec - unixSeconds }
func (t Time) UnixMilli() int64 { return t.Unix()*1e3 + t.nsec/1e6 }
func (t Time) UnixMicro() int64 { return t.Unix()*1e6 + t.nsec/1e3 }
func (t Time) UnixNano() int64  { return t.Unix()*1e9 + t.nsec }
func (t Time) Nanosecond() int  { return int(t.nsec) }
func (t Time) IsZero() bool     { return t.sec == 0 && t.nsec == 0 }

func (t Time) add(sec, nsec int64) Time {
	t.sec += sec + nsec/1e9
	t.nsec += nsec % 1e9
	if t.nsec >= 1e9 {
		t.sec++
		t.nsec -= 1e9
	}
	if t.nsec < 0 {
		t.sec--
		t.nsec += 1e9
	}
	return t
}

func (t Time) Add(d Duration) Time {
	t = t.add(0, int64(d))
	if t.mono != 0 {
		t.mono += int64(d)
	}
	return t
}

func (t Time) Sub(u Time) Duration {
	if t.mono != 0 && u.mono != 0 {
		return Duration(t.mono - u.mono)
	}
	d := Duration((t.sec-u.sec)*1e9 + t.nsec - u.nsec)
	if u.wall().Add(d).Equal(t.wall()) {
		return d
	}
	if t.Before(u) {
		return minDuration
	}
	return maxDuration
}

func (t Time) Compare(u Time) int {
	if t.mono != 0 && u.mono != 0 {
		return compare(t.mono, u.mono)
	}
	if t.sec != u.sec {
		return compare(t.sec, u.sec)
	}
	return compare(t.nsec, u.nsec)
}

func compare(a, b int64) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

func (t Time) After(u Time) bool  { return t.Compare(u) > 0 }
func (t Time) Before(u Time) bool { return t.Compare(u) < 0 }
func (t Time) Equal(u Time) bool  { return t.Compare(u) == 0 }

// The moment without its monotonic reading.
func (t Time) wall() Time { return t.in(t.Location()) }

func (t Time) in(loc *Location) Time {
	t.mono = 0
	t.loc = loc
	if loc == UTC {
		t.loc = nil
	}
	return t
}

// What is left over by whole steps of d since the year 1.
func (t Time) rest(d Duration) Duration {
	m := uint64(d)
	seconds := uint64(t.sec) % m
	r := uint64(0)
	for bit := 1 << 29; bit > 0; bit >>= 1 {
		r = r * 2 % m
		if 1000000000&bit != 0 {
			r = (r + seconds) % m
		}
	}
	return Duration((r + uint64(t.nsec)) % m)
}

func (t Time) Truncate(d Duration) Time {
	t = t.wall()
	if d <= 0 {
		return t
	}
	return t.Add(-t.rest(d))
}

func (t Time) Round(d Duration) Time {
	t = t.wall()
	if d <= 0 {
		return t
	}
	r := t.rest(d)
	if uint64(r)*2 < uint64(d) {
		return t.Add(-r)
	}
	return t.Add(d - r)
}

// ---- locations

type Location struct {
	name   string
	zone   string
	offset int
}

var UTC = &Location{"UTC", "UTC", 0}
var Local = &Location{"Local", "UTC", 0}

func FixedZone(name string, offset int) *Location {
	return &Location{name, name, offset}
}

func (l *Location) String() string { return l.name }

func (t Time) Location() *Location {
	if t.mono != 0 {
		return Local
	}
	if t.loc == nil {
		return UTC
	}
	return t.loc
}

func (t Time) UTC() Time   { return t.in(UTC) }
func (t Time) Local() Time { return t.in(Local) }

func (t Time) In(loc *Location) Time {
	if loc == nil {
		panic("time: missing Location in call to Time.In")
	}
	return t.in(loc)
}

func (t Time) IsDST() bool { return false }

func (t Time) Zone() (name string, offset int) {
	loc := t.Location()
	return loc.zone, loc.offset
}

// ---- the calendar

type Month int

const (
	January Month = 1 + iota
	February
	March
	April
	May
	June
	July
	August
	September
	October
	November
	December
)

var monthNames = [...]string{"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"}

func (m Month) String() string {
	if January <= m && m <= December {
		return monthNames[m-1]
	}
	return "%!Month(" + decimal(uint64(m), 1) + ")"
}

type Weekday int

const (
	Sunday Weekday = iota
	Monday
	Tuesday
	Wednesday
	Thursday
	Friday
	Saturday
)

var dayNames = [...]string{"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"}

func (d Weekday) String() string {
	if Sunday <= d && d <= Saturday {
		return dayNames[d]
	}
	return "%!Weekday(" + decimal(uint64(d), 1) + ")"
}

// How often n goes into m and what is left over, which is not negative.
func divide(m, n int64) (int64, int64) {
	q, r := m/n, m%n
	if r < 0 {
		return q - 1, r + n
	}
	return q, r
}

// Days from the first day of the year 1. Years begin in March here, so that a leap day is the
// last of its year.
func daysTo(year, month, day int64) int64 {
	more, index := divide(month-3, 12)
	year += more
	leaps, _ := divide(year, 4)
	centuries, _ := divide(year, 100)
	eras, _ := divide(year, 400)
	return year*365 + leaps - centuries + eras + (index*153+2)/5 + day - 307
}

func date(days int64) (year int, month Month, day int) {
	era, d := divide(days+306, 146097)
	y := (d - d/1460 + d/36524 - d/146096) / 365
	d -= y*365 + y/4 - y/100
	m := (d*5 + 2) / 153
	day = int(d-(m*153+2)/5) + 1
	y += era * 400
	if m >= 10 {
		return int(y) + 1, Month(m - 9), day
	}
	return int(y), Month(m + 3), day
}

// Days since the year 1 and seconds of the day, at the location's clock.
func (t Time) local() (days, seconds int64) {
	return divide(t.sec+int64(t.Location().offset), 86400)
}

func Date(year int, month Month, day, hour, min, sec, nsec int, loc *Location) Time {
	if loc == nil {
		panic("time: missing Location in call to Date")
	}
	days := daysTo(int64(year), int64(month), int64(day))
	seconds := days*86400 + int64(hour)*3600 + int64(min)*60 + int64(sec) - int64(loc.offset)
	return Time{}.add(seconds, int64(nsec)).in(loc)
}

func (t Time) Date() (year int, month Month, day int) {
	days, _ := t.local()
	return date(days)
}

func (t Time) Clock() (hour, min, sec int) {
	_, s := t.local()
	return int(s / 3600), int(s / 60 % 60), int(s % 60)
}

func (t Time) Year() int {
	year, _, _ := t.Date()
	return year
}

func (t Time) Month() Month {
	_, month, _ := t.Date()
	return month
}

func (t Time) Day() int {
	_, _, day := t.Date()
	return day
}

func (t Time) Hour() int {
	hour, _, _ := t.Clock()
	return hour
}

func (t Time) Minute() int {
	_, min, _ := t.Clock()
	return min
}

func (t Time) Second() int {
	_, _, sec := t.Clock()
	return sec
}

func (t Time) Weekday() Weekday {
	days, _ := t.local()
	_, day := divide(days+1, 7)
	return Weekday(day)
}

func (t Time) YearDay() int {
	days, _ := t.local()
	year, _, _ := date(days)
	return int(days-daysTo(int64(year), 1, 1)) + 1
}

func (t Time) ISOWeek() (year, week int) {
	days, _ := t.local()
	_, weekday := divide(days, 7)
	year, _, _ = date(days - weekday + 3)
	return year, int(days-weekday+3-daysTo(int64(year), 1, 1))/7 + 1
}

func (t Time) AddDate(years, months, days int) Time {
	year, month, day := t.Date()
	hour, min, sec := t.Clock()
	return Date(year+years, month+Month(months), day+days, hour, min, sec, int(t.nsec), t.Location())
}
