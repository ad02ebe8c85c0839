package strconv

type NumError struct {
	Func string
	Num  string
	Err  error
}

type errorString struct{ s string }

func (e *errorString) Error() string { return e.s }

var ErrSyntax error = &errorString{"invalid syntax"}
var ErrRange error = &errorString{"value out of range"}

func (e *NumError) Error() string {
	return "strconv." + e.Func + ": parsing " + Quote(e.Num) + ": " + e.Err.Error()
}

func (e *NumError) Unwrap() error { return e.Err }

func Quote(s string) string

func Itoa(i int) string { return FormatInt(int64(i), 10) }

func FormatInt(i int64, base int) string {
	if i == 0 {
		return "0"
	}
	u := uint64(i)
	if i < 0 {
		u = -u
	}
	s := ""
	for u > 0 {
		s = string("0123456789abcdefghijklmnopqrstuvwxyz"[u%uint64(base)]) + s
		u /= uint64(base)
	}
	if i < 0 {
		return "-" + s
	}
	return s
}

func FormatBool(b bool) string {
	if b {
		return "true"
	}
	return "false"
}

func Atoi(s string) (int, error) {
	t := s
	neg := false
	if len(t) > 0 && (t[0] == '-' || t[0] == '+') {
		neg = t[0] == '-'
		t = t[1:]
	}
	if len(t) == 0 {
		return 0, &NumError{"Atoi", s, ErrSyntax}
	}
	n := 0
	for i := 0; i < len(t); i++ {
		if t[i] < '0' || t[i] > '9' {
			return 0, &NumError{"Atoi", s, ErrSyntax}
		}
		if n > (1<<63-1-9)/10 {
			return 0, &NumError{"Atoi", s, ErrRange}
		}
		n = n*10 + int(t[i]-'0')
	}
	if neg {
		n = -n
	}
	return n, nil
}
