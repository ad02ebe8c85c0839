package utf8

const (
	RuneError = '\uFFFD'
	RuneSelf  = 0x80
	MaxRune   = '\U0010FFFF'
	UTFMax    = 4
)

func RuneCountInString(s string) int
func ValidString(s string) bool

func RuneCount(p []byte) int { return RuneCountInString(string(p)) }

func Valid(p []byte) bool { return ValidString(string(p)) }

func ValidRune(r rune) bool {
	return 0 <= r && r < 0xd800 || 0xdfff < r && r <= MaxRune
}

func RuneLen(r rune) int {
	switch {
	case !ValidRune(r):
		return -1
	case r < 1<<7:
		return 1
	case r < 1<<11:
		return 2
	case r < 1<<16:
		return 3
	}
	return 4
}

func RuneStart(b byte) bool { return b&0xc0 != 0x80 }

func DecodeRuneInString(s string) (rune, int) {
	first, found := RuneError, false
	for i, r := range s {
		if found {
			return first, i
		}
		first, found = r, true
	}
	return first, len(s)
}

func DecodeRune(p []byte) (rune, int) {
	return DecodeRuneInString(string(p[:min(len(p), UTFMax)]))
}

func DecodeLastRuneInString(s string) (rune, int) {
	for n := min(len(s), UTFMax); n > 1; n-- {
		if r, size := DecodeRuneInString(s[len(s)-n:]); size == n {
			return r, n
		}
	}
	if len(s) == 0 {
		return RuneError, 0
	}
	r, _ := DecodeRuneInString(s[len(s)-1:])
	return r, 1
}

func DecodeLastRune(p []byte) (rune, int) {
	return DecodeLastRuneInString(string(p[max(len(p)-UTFMax, 0):]))
}

func EncodeRune(p []byte, r rune) int {
	s := string(r)
	_ = p[len(s)-1]
	return copy(p, s)
}

func AppendRune(p []byte, r rune) []byte { return append(p, string(r)...) }

func FullRuneInString(s string) bool {
	if len(s) == 0 {
		return false
	}
	want := 1
	switch c := s[0]; {
	case c >= 0xf0 && c < 0xf5:
		want = 4
	case c >= 0xe0 && c < 0xf0:
		want = 3
	case c >= 0xc2 && c < 0xe0:
		want = 2
	}
	for i := 1; i < min(want, len(s)); i++ {
		if RuneStart(s[i]) {
			return true
		}
	}
	return len(s) >= want
}

func FullRune(p []byte) bool { return FullRuneInString(string(p)) }
