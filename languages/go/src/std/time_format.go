
// ---- layouts

const (
	Layout      = "01/02 03:04:05PM '06 -0700"
	ANSIC       = "Mon Jan _2 15:04:05 2006"
	UnixDate    = "Mon Jan _2 15:04:05 MST 2006"
	RubyDate    = "Mon Jan 02 15:04:05 -0700 2006"
	RFC822      = "02 Jan 06 15:04 MST"
	RFC822Z     = "02 Jan 06 15:04 -0700"
	RFC850      = "Monday, 02-Jan-06 15:04:05 MST"
	RFC1123     = "Mon, 02 Jan 2006 15:04:05 MST"
	RFC1123Z    = "Mon, 02 Jan 2006 15:04:05 -0700"
	RFC3339     = "2006-01-02T15:04:05Z07:00"
	RFC3339Nano = "2006-01-02T15:04:05.999999999Z07:00"
	Kitchen     = "3:04PM"
	Stamp       = "Jan _2 15:04:05"
	StampMilli  = "Jan _2 15:04:05.000"
	StampMicro  = "Jan _2 15:04:05.000000"
	StampNano   = "Jan _2 15:04:05.000000000"
	DateTime    = "2006-01-02 15:04:05"
	DateOnly    = "2006-01-02"
	TimeOnly    = "15:04:05"
)

func hasPrefix(s, prefix string) bool {
	return len(s) >= len(prefix) && s[:len(prefix)] == prefix
}

func isDigit(s string, at int) bool {
	return at < len(s) && '0' <= s[at] && s[at] <= '9'
}

// The first of the words that s begins with.
func among(s string, words ...string) string {
	for _, word := range words {
		if hasPrefix(s, word) {
			return word
		}
	}
	return ""
}

// The element of a layout that s begins with, if it does.
func element(s string) string {
	switch s[0] {
	case 'J':
		return wholeWord(s, among(s, "January", "Jan"))
	case 'M':
		return wholeWord(s, among(s, "Monday", "Mon", "MST"))
	case '0':
		return among(s, "01", "02", "03", "04", "05", "06", "002")
	case '1':
		return among(s, "15", "1")
	case '2':
		return among(s, "2006", "2")
	case '_':
		if hasPrefix(s, "_2006") {
			return ""
		}
		return among(s, "_2", "__2")
	case '3', '4', '5':
		return s[:1]
	case 'P':
		return among(s, "PM")
	case 'p':
		return among(s, "pm")
	case '-':
		return among(s, "-070000", "-07:00:00", "-0700", "-07:00", "-07")
	case 'Z':
		return among(s, "Z070000", "Z07:00:00", "Z0700", "Z07:00", "Z07")
	case '.', ',':
		return fractionElement(s)
	}
	return ""
}

// "Month" has no "Mon" in it.
func wholeWord(s, word string) string {
	if len(word) == 3 && word != "MST" && len(s) > 3 && 'a' <= s[3] && s[3] <= 'z' {
		return ""
	}
	return word
}

func fractionElement(s string) string {
	if len(s) < 2 || s[1] != '0' && s[1] != '9' {
		return ""
	}
	end := 1
	for end < len(s) && s[end] == s[1] {
		end++
	}
	if isDigit(s, end) {
		return ""
	}
	return s[:end]
}

// A layout cut at its first element.
func cut(layout string) (before, elem, after string) {
	for i := range len(layout) {
		elem = element(layout[i:])
		if elem != "" {
			return layout[:i], elem, layout[i+len(elem):]
		}
	}
	return layout, "", ""
}

func (t Time) Format(layout string) string {
	year, month, day := t.Date()
	hour, min, sec := t.Clock()
	s := ""
	for layout != "" {
		before, elem, after := cut(layout)
		s += before
		layout = after
		switch elem {
		case "":
		case "2006":
			s += signed(year, 4)
		case "06":
			s += decimal(uint64(max(year, -year))%100, 2)
		case "January":
			s += month.String()
		case "Jan":
			s += month.String()[:3]
		case "1":
			s += signed(int(month), 1)
		case "01":
			s += signed(int(month), 2)
		case "Monday":
			s += t.Weekday().String()
		case "Mon":
			s += t.Weekday().String()[:3]
		case "2":
			s += signed(day, 1)
		case "_2":
			s += padded(day, 2)
		case "02":
			s += signed(day, 2)
		case "__2":
			s += padded(t.YearDay(), 3)
		case "002":
			s += signed(t.YearDay(), 3)
		case "15":
			s += signed(hour, 2)
		case "3":
			s += signed((hour+11)%12+1, 1)
		case "03":
			s += signed((hour+11)%12+1, 2)
		case "4":
			s += signed(min, 1)
		case "04":
			s += signed(min, 2)
		case "5":
			s += signed(sec, 1)
		case "05":
			s += signed(sec, 2)
		case "PM":
			s += half(hour, "AM", "PM")
		case "pm":
			s += half(hour, "am", "pm")
		case "MST":
			s += t.zoneName()
		default:
			if elem[0] == '.' || elem[0] == ',' {
				s += t.formatFraction(elem)
			} else {
				s += t.formatOffset(elem)
			}
		}
	}
	return s
}

func padded(v, width int) string {
	s := signed(v, 1)
	for len(s) < width {
		s = " " + s
	}
	return s
}

func half(hour int, before, after string) string {
	if hour < 12 {
		return before
	}
	return after
}

func (t Time) zoneName() string {
	name, _ := t.Zone()
	if name != "" {
		return name
	}
	return t.formatOffset("-0700")
}

func (t Time) formatFraction(elem string) string {
	digits := decimal(uint64(t.nsec), 9)
	if n := len(elem) - 1; n < 9 {
		digits = digits[:n]
	}
	if elem[1] == '0' {
		for len(digits) < len(elem)-1 {
			digits += "0"
		}
		return elem[:1] + digits
	}
	for digits != "" && digits[len(digits)-1] == '0' {
		digits = digits[:len(digits)-1]
	}
	if digits == "" {
		return ""
	}
	return elem[:1] + digits
}

func (t Time) formatOffset(elem string) string {
	_, offset := t.Zone()
	if elem[0] == 'Z' && offset == 0 {
		return "Z"
	}
	s := "+"
	if offset < 0 {
		s = "-"
		offset = -offset
	}
	colon := ""
	if len(elem) > 3 && elem[3] == ':' {
		colon = ":"
	}
	s += signed(offset/3600, 2)
	if len(elem) >= 5 {
		s += colon + signed(offset/60%60, 2)
	}
	if len(elem) >= 7 {
		s += colon + signed(offset%60, 2)
	}
	return s
}

func (t Time) String() string {
	s := t.Format("2006-01-02 15:04:05.999999999 -0700 MST")
	if t.mono == 0 {
		return s
	}
	sign, mono := "+", t.mono
	if mono < 0 {
		sign, mono = "-", -mono
	}
	return s + " m=" + sign + decimal(uint64(mono)/1e9, 1) + "." + decimal(uint64(mono)%1e9, 9)
}

func (t Time) GoString() string {
	year, month, day := t.Date()
	hour, min, sec := t.Clock()
	s := "time.Date(" + signed(year, 1) + ", time." + month.String()
	for _, v := range []int{day, hour, min, sec, int(t.nsec)} {
		s += ", " + signed(v, 1)
	}
	switch loc := t.Location(); loc {
	case UTC:
		return s + ", time.UTC)"
	case Local:
		return s + ", time.Local)"
	default:
		return s + ", time.Location(" + quote(loc.name) + "))"
	}
}

func (t Time) AppendFormat(b []byte, layout string) []byte {
	return append(b, t.Format(layout)...)
}

// ---- parsing

type ParseError struct {
	Layout     string
	Value      string
	LayoutElem string
	ValueElem  string
	Message    string
}

func (e *ParseError) Error() string {
	if e.Message == "" {
		return "parsing time " + quote(e.Value) + " as " + quote(e.Layout) + ": cannot parse " + quote(e.ValueElem) + " as " + quote(e.LayoutElem)
	}
	return "parsing time " + quote(e.Value) + e.Message
}

func quote(s string) string {
	quoted := "\""
	for i := range len(s) {
		c := s[i]
		switch {
		case c == '"' || c == '\\':
			quoted += "\\" + string(rune(c))
		case c < ' ' || c >= 0x80:
			quoted += "\\x" + "0123456789abcdef"[c>>4:c>>4+1] + "0123456789abcdef"[c&15:c&15+1]
		default:
			quoted += string(rune(c))
		}
	}
	return quoted + "\""
}

// A moment being read: what is left of the value, and the fields found so far.
type parsing struct {
	value  string
	ok     bool
	beyond string
	year   int
	month  int
	day    int
	yday   int
	hour   int
	min    int
	sec    int
	nsec   int
	half   string
	zone   string
	offset int
	zoned  bool
}

func Parse(layout, value string) (Time, error) {
	return ParseInLocation(layout, value, nil)
}

func ParseInLocation(layout, value string, loc *Location) (Time, error) {
	p := &parsing{value: value, ok: true, month: -1, day: -1, yday: -1}
	rest := layout
	for {
		before, elem, after := cut(rest)
		p.skip(before)
		if !p.ok {
			return Time{}, &ParseError{layout, value, before, p.value, ""}
		}
		if elem == "" {
			break
		}
		rest = after
		held := p.value
		p.read(elem, after)
		if p.beyond != "" {
			return Time{}, &ParseError{layout, value, elem, p.value, ": " + p.beyond + " out of range"}
		}
		if !p.ok {
			return Time{}, &ParseError{layout, value, elem, held, ""}
		}
	}
	message := ": extra text: " + quote(p.value)
	if p.value == "" {
		message = p.resolve()
	}
	if message != "" {
		return Time{}, &ParseError{layout, value, "", p.value, message}
	}
	return p.time(loc), nil
}

// Passes over the layout's own text; any number of spaces stands for any other.
func (p *parsing) skip(prefix string) {
	for prefix != "" && p.ok {
		if prefix[0] == ' ' {
			p.ok = p.value == "" || p.value[0] == ' '
			if p.ok {
				prefix = withoutSpaces(prefix)
				p.value = withoutSpaces(p.value)
			}
			continue
		}
		p.ok = p.value != "" && p.value[0] == prefix[0]
		if p.ok {
			prefix = prefix[1:]
			p.value = p.value[1:]
		}
	}
}

func withoutSpaces(s string) string {
	for s != "" && s[0] == ' ' {
		s = s[1:]
	}
	return s
}

func (p *parsing) read(elem, after string) {
	switch elem {
	case "2006":
		p.year = p.number(4, 4)
	case "06":
		p.year = p.number(2, 2)
		if p.year >= 69 {
			p.year += 1900
		} else {
			p.year += 2000
		}
	case "January":
		p.month = p.name(monthNames[:], false) + 1
	case "Jan":
		p.month = p.name(monthNames[:], true) + 1
	case "1", "01":
		p.month = p.number(len(elem), 2)
		p.within("month", p.ok && (p.month < 1 || p.month > 12))
	case "Monday":
		p.name(dayNames[:], false)
	case "Mon":
		p.name(dayNames[:], true)
	case "2", "_2", "02":
		p.blanks(elem, 1)
		p.day = p.number(fixed(elem, "02"), 2)
	case "__2", "002":
		p.blanks(elem, 2)
		p.yday = p.number(fixed(elem, "002"), 3)
	case "15":
		p.hour = p.number(1, 2)
		p.within("hour", p.hour > 23)
	case "3", "03":
		p.hour = p.number(len(elem), 2)
		p.within("hour", p.hour > 12)
	case "4", "04":
		p.min = p.number(len(elem), 2)
		p.within("minute", p.min > 59)
	case "5", "05":
		p.sec = p.number(len(elem), 2)
		p.within("second", p.sec > 59)
		_, next, _ := cut(after)
		if p.ok && (next == "" || next[0] != '.' && next[0] != ',') {
			p.fraction(0)
		}
	case "PM", "pm":
		p.half = among(p.value, elem, string(rune(elem[0]-'P'+'A'))+elem[1:])
		p.ok = p.half != ""
		p.value = p.value[len(p.half):]
	case "MST":
		p.zoneName()
	default:
		switch {
		case elem[0] != '.' && elem[0] != ',':
			p.zoneOffset(elem)
		case elem[1] == '0':
			p.fraction(len(elem) - 1)
		default:
			p.fraction(0)
		}
	}
}

func fixed(elem, full string) int {
	if elem == full {
		return len(full)
	}
	return 1
}

func (p *parsing) blanks(elem string, most int) {
	for ; elem[0] == '_' && most > 0 && p.value != "" && p.value[0] == ' '; most-- {
		p.value = p.value[1:]
	}
}

func (p *parsing) within(what string, beyond bool) {
	if beyond && p.ok {
		p.beyond = what
	}
}

func (p *parsing) number(least, most int) int {
	v, n := 0, 0
	for n < most && isDigit(p.value, n) {
		v = v*10 + int(p.value[n]-'0')
		n++
	}
	if n < least {
		p.ok = false
		return 0
	}
	p.value = p.value[n:]
	return v
}

func (p *parsing) name(names []string, short bool) int {
	for i, name := range names {
		if short {
			name = name[:3]
		}
		if len(p.value) >= len(name) && lower(p.value[:len(name)]) == lower(name) {
			p.value = p.value[len(name):]
			return i
		}
	}
	p.ok = false
	return -1
}

func lower(s string) string {
	b := []byte(s)
	for i, c := range b {
		if 'A' <= c && c <= 'Z' {
			b[i] = c + 'a' - 'A'
		}
	}
	return string(b)
}

// A point and digits: exactly so many, or any number and perhaps nothing at all.
func (p *parsing) fraction(exactly int) {
	if len(p.value) < 2 || p.value[0] != '.' && p.value[0] != ',' || !isDigit(p.value, 1) {
		p.ok = exactly == 0
		return
	}
	end, scale := 1, int(1e8)
	p.nsec = 0
	for isDigit(p.value, end) && (exactly == 0 || end <= exactly) {
		p.nsec += int(p.value[end]-'0') * scale
		scale /= 10
		end++
	}
	if end <= exactly {
		p.ok = false
		return
	}
	p.value = p.value[end:]
}

func (p *parsing) zoneOffset(elem string) {
	if elem[0] == 'Z' && hasPrefix(p.value, "Z") {
		p.value = p.value[1:]
		p.zone, p.offset, p.zoned = "UTC", 0, true
		return
	}
	sign := 1
	if hasPrefix(p.value, "-") {
		sign = -1
	}
	p.ok = hasPrefix(p.value, "-") || hasPrefix(p.value, "+")
	if !p.ok {
		return
	}
	p.value = p.value[1:]
	parts := [3]int{}
	for i := range 3 {
		colon := len(elem) > 3 && elem[3] == ':'
		if i > 0 && len(elem) < i*2+3 {
			break
		}
		if i > 0 && colon {
			p.skip(":")
		}
		if p.ok {
			parts[i] = p.number(2, 2)
		}
	}
	p.within("time zone offset hour", parts[0] > 24)
	p.within("time zone offset minute", parts[1] > 60)
	p.within("time zone offset second", parts[2] > 60)
	p.offset, p.zoned = sign*((parts[0]*60+parts[1])*60+parts[2]), true
}

// Three or four capitals, of which the fourth is a T; or a number of hours, alone or after GMT.
func (p *parsing) zoneName() {
	if hasPrefix(p.value, "UTC") {
		p.zone, p.zoned = "UTC", true
		p.value = p.value[3:]
		return
	}
	n := 0
	for n < len(p.value) && n < 6 && 'A' <= p.value[n] && p.value[n] <= 'Z' {
		n++
	}
	if n == 0 || n == 3 && p.value[:3] == "GMT" {
		n += hours(p.value[n:])
	}
	switch {
	case n > 0 && isDigit(p.value, n-1):
	case n == 4:
		p.ok = p.value[3] == 'T' || p.value[:4] == "WITA"
	case n == 5:
		p.ok = p.value[4] == 'T'
	default:
		p.ok = n == 3
	}
	if p.ok {
		p.zone = p.value[:n]
		p.value = p.value[n:]
	}
}

// The length of a signed number of hours that s begins with, 0 for none.
func hours(s string) int {
	if s == "" || s[0] != '+' && s[0] != '-' {
		return 0
	}
	v, n := 0, 1
	for isDigit(s, n) {
		v = min(v*10+int(s[n]-'0'), 24)
		n++
	}
	if n == 1 || v > 23 {
		return 0
	}
	return n
}

// The offset that a name like GMT+3 tells.
func gmtOffset(zone string) int {
	v := 0
	if !hasPrefix(zone, "GMT") {
		return 0
	}
	for i := 4; i < len(zone); i++ {
		v = v*10 + int(zone[i]-'0')
	}
	if len(zone) > 3 && zone[3] == '-' {
		return -v * 3600
	}
	return v * 3600
}

// What is wrong with the fields as a whole, if anything; else they are complete.
func (p *parsing) resolve() string {
	if lower(p.half) == "pm" && p.hour < 12 {
		p.hour += 12
	} else if lower(p.half) == "am" && p.hour == 12 {
		p.hour = 0
	}
	if p.yday >= 0 {
		year := int64(p.year)
		length := daysTo(year+1, 1, 1) - daysTo(year, 1, 1)
		if p.yday < 1 || int64(p.yday) > length {
			return ": day-of-year out of range"
		}
		_, month, day := date(daysTo(year, 1, int64(p.yday)))
		if p.month >= 0 && p.month != int(month) {
			return ": day-of-year does not match month"
		}
		if p.day >= 0 && p.day != day {
			return ": day-of-year does not match day"
		}
		p.month, p.day = int(month), day
	}
	if p.month < 0 {
		p.month = 1
	}
	if p.day < 0 {
		p.day = 1
	}
	length := daysTo(int64(p.year), int64(p.month)+1, 1) - daysTo(int64(p.year), int64(p.month), 1)
	if p.day < 1 || int64(p.day) > length {
		return ": day out of range"
	}
	return ""
}

func (p *parsing) time(loc *Location) Time {
	local := loc
	if loc == nil {
		loc, local = UTC, Local
	}
	switch {
	case p.zone == "UTC" && p.offset == 0:
		loc = UTC
	case p.zoned && p.offset == local.offset && (p.zone == "" || p.zone == local.zone):
		loc = local
	case p.zoned:
		loc = FixedZone(p.zone, p.offset)
	case p.zone == local.zone:
		loc = local
	case p.zone != "":
		// A name alone does not say which moment is meant.
		return p.at(UTC).in(FixedZone(p.zone, gmtOffset(p.zone)))
	}
	return p.at(loc)
}

func (p *parsing) at(loc *Location) Time {
	return Date(p.year, Month(p.month), p.day, p.hour, p.min, p.sec, p.nsec, loc)
}

// ---- durations as text

// How many nanoseconds the unit is, 0 for what is none.
func unit(name string) uint64 {
	switch name {
	case "ns":
		return 1
	case "us", "µs", "μs":
		return 1e3
	case "ms":
		return 1e6
	case "s":
		return 1e9
	case "m":
		return 60e9
	case "h":
		return 3600e9
	}
	return 0
}

func ParseDuration(s string) (Duration, error) {
	invalid := errors.New("time: invalid duration " + quote(s))
	rest, neg := s, false
	if rest != "" && (rest[0] == '-' || rest[0] == '+') {
		neg = rest[0] == '-'
		rest = rest[1:]
	}
	if rest == "0" {
		return 0, nil
	}
	if rest == "" {
		return 0, invalid
	}
	const most = uint64(1 << 63)
	total := uint64(0)
	for rest != "" {
		whole, after, ok := digits(rest)
		if !ok {
			return 0, invalid
		}
		some := len(after) < len(rest)
		part, scale := uint64(0), 1.0
		if after != "" && after[0] == '.' {
			start := after[1:]
			after = start
			for isDigit(after, 0) {
				if part <= (most-1)/10-1 {
					part = part*10 + uint64(after[0]-'0')
					scale *= 10
				}
				after = after[1:]
			}
			some = some || len(after) < len(start)
		}
		if !some {
			return 0, invalid
		}
		n := 0
		for n < len(after) && after[n] != '.' && !isDigit(after, n) {
			n++
		}
		if n == 0 {
			return 0, errors.New("time: missing unit in duration " + quote(s))
		}
		size := unit(after[:n])
		if size == 0 {
			return 0, errors.New("time: unknown unit " + quote(after[:n]) + " in duration " + quote(s))
		}
		if whole > most/size {
			return 0, invalid
		}
		total += whole*size + uint64(float64(part)*(float64(size)/scale))
		if total > most {
			return 0, invalid
		}
		rest = after[n:]
	}
	if neg {
		return -Duration(total), nil
	}
	if total > most-1 {
		return 0, invalid
	}
	return Duration(total), nil
}

// The number that s begins with, and what is behind it; none is zero.
func digits(s string) (v uint64, rest string, ok bool) {
	const most = uint64(1 << 63)
	for isDigit(s, 0) {
		if v > most/10 {
			return 0, s, false
		}
		v = v*10 + uint64(s[0]-'0')
		if v > most {
			return 0, s, false
		}
		s = s[1:]
	}
	return v, s, true
}
