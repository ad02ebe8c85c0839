
// A string or a reader as a source of characters.
type source struct {
	s       string
	r       io.Reader
	last    int
	pending string
}

func (s *source) ReadRune() (r rune, size int, err error) {
	if s.r != nil && len(s.s) == 0 {
		buf := make([]byte, 1)
		for len(s.s) == 0 || s.s[0] >= 0xc0 && len(s.s) < 4 && !utf8.FullRuneInString(s.s) {
			n, err := s.r.Read(buf)
			s.s += string(buf[:n])
			if err != nil {
				break
			}
		}
	}
	if len(s.s) == 0 {
		return 0, 0, io.EOF
	}
	r, size = utf8.DecodeRuneInString(s.s)
	s.pending, s.s = s.s[:size], s.s[size:]
	return r, size, nil
}

func (s *source) UnreadRune() error {
	s.s, s.pending = s.pending+s.s, ""
	return nil
}

// A scan: its characters, and what a line's end means.
type ss struct {
	rs        io.RuneScanner
	nlIsSpace bool
	nlIsEnd   bool
	left      int
	width     int
}

type scanError struct{ err error }

const endOfText = -1
const noWidth = 1 << 30

func newScan(r io.Reader, nlIsSpace, nlIsEnd bool) *ss {
	rs, ok := r.(io.RuneScanner)
	if !ok {
		rs = &source{r: r}
	}
	return &ss{rs, nlIsSpace, nlIsEnd, noWidth, noWidth}
}

func Sscan(str string, a ...any) (n int, err error) {
	return newScan(&stringReader{source{s: str}}, true, false).scan(a)
}

func Sscanln(str string, a ...any) (n int, err error) {
	return newScan(&stringReader{source{s: str}}, false, true).scan(a)
}

func Sscanf(str string, format string, a ...any) (n int, err error) {
	return newScan(&stringReader{source{s: str}}, false, false).scanf(format, a)
}

func Fscan(r io.Reader, a ...any) (n int, err error) {
	return newScan(r, true, false).scan(a)
}

func Fscanln(r io.Reader, a ...any) (n int, err error) {
	return newScan(r, false, true).scan(a)
}

func Fscanf(r io.Reader, format string, a ...any) (n int, err error) {
	return newScan(r, false, false).scanf(format, a)
}

func Scan(a ...any) (n int, err error) { return Fscan(os.Stdin, a...) }

func Scanln(a ...any) (n int, err error) { return Fscanln(os.Stdin, a...) }

func Scanf(format string, a ...any) (n int, err error) { return Fscanf(os.Stdin, format, a...) }

type stringReader struct{ source }

func (r *stringReader) Read(b []byte) (n int, err error) { return 0, io.EOF }

func (s *ss) fail(text string) { panic(scanError{errors.New(text)}) }

func (s *ss) get() rune {
	if s.left <= 0 {
		return endOfText
	}
	r, _, err := s.rs.ReadRune()
	if err == io.EOF {
		return endOfText
	}
	if err != nil {
		panic(scanError{err})
	}
	s.left--
	return r
}

func (s *ss) unget() {
	s.rs.UnreadRune()
	s.left++
}

func scanSpace(r rune) bool {
	return r == ' ' || '\t' <= r && r <= '\r' || r == 0x85 || r == 0xa0 || r >= 0x2000 && (r <= 0x200a || r == 0x3000)
}

func (s *ss) skipSpace() {
	for {
		switch r := s.get(); {
		case r == endOfText:
			return
		case r == '\n' && !s.nlIsSpace:
			s.fail("unexpected newline")
		case !scanSpace(r):
			s.unget()
			return
		}
	}
}

func (s *ss) notEOF() {
	if s.get() == endOfText {
		panic(scanError{io.ErrUnexpectedEOF})
	}
	s.unget()
}

// The next character if it is one of those.
func (s *ss) accept(set string) string {
	r := s.get()
	for _, c := range set {
		if c == r {
			return string(r)
		}
	}
	if r != endOfText {
		s.unget()
	}
	return ""
}

func (s *ss) many(set string) string {
	text := ""
	for {
		next := s.accept(set)
		if next == "" {
			return text
		}
		text += next
	}
}

func (s *ss) word() string {
	text := ""
	for {
		r := s.get()
		if r == endOfText {
			return text
		}
		if scanSpace(r) {
			s.unget()
			return text
		}
		text += string(r)
	}
}

const decimal = "0123456789_"

// Sign, prefix and digits of an integer, and their base.
func (s *ss) integer(verb rune, signs string) (text string, base int) {
	s.skipSpace()
	s.notEOF()
	base, digits := 10, decimal
	switch verb {
	case 'b':
		base, digits = 2, "01_"
	case 'o':
		base, digits = 8, "01234567_"
	case 'x', 'X':
		base, digits = 16, "0123456789aAbBcCdDeEfF_"
	case 'd', 'v':
	default:
		s.fail("bad verb '%" + string(verb) + "' for integer")
	}
	sign, prefix := s.accept(signs), ""
	if verb == 'v' {
		if prefix = s.accept("0"); prefix != "" {
			base, digits = 0, "01234567_"
			if letter := s.accept("bBoOxX"); letter != "" {
				prefix += letter
				if letter == "x" || letter == "X" {
					digits = "0123456789aAbBcCdDeEfF_"
				}
			}
		}
	}
	if prefix == "" {
		s.notEOF()
		first := s.accept(digits)
		if first == "" {
			s.fail("expected integer")
		}
		prefix = first
	}
	return sign + prefix + s.many(digits), base
}

func (s *ss) signed(verb rune, bits int) int64 {
	if verb == 'c' {
		return int64(s.char())
	}
	text, base := s.integer(verb, "+-")
	n, err := strconv.ParseInt(text, base, 64)
	if err != nil {
		panic(scanError{err})
	}
	if n<<(64-bits)>>(64-bits) != n {
		s.fail("integer overflow on token " + text)
	}
	return n
}

func (s *ss) unsigned(verb rune, bits int) uint64 {
	if verb == 'c' {
		return uint64(s.char())
	}
	text, base := s.integer(verb, "")
	n, err := strconv.ParseUint(text, base, 64)
	if err != nil {
		panic(scanError{err})
	}
	if n<<(64-bits)>>(64-bits) != n {
		s.fail("unsigned integer overflow on token " + text)
	}
	return n
}

func (s *ss) char() rune {
	s.notEOF()
	return s.get()
}

func (s *ss) float(bits int) float64 {
	s.skipSpace()
	s.notEOF()
	text := s.accept("+-")
	if name := s.many("nNaAiIfFtTyY"); name != "" {
		text += name
	} else {
		text += s.many(decimal)
		text += s.accept(".")
		text += s.many(decimal)
		if e := s.accept("eEp"); e != "" {
			text += e + s.accept("+-") + s.many(decimal)
		}
	}
	f, err := strconv.ParseFloat(text, bits)
	if err != nil {
		panic(scanError{err})
	}
	return f
}

func (s *ss) bool() bool {
	s.skipSpace()
	s.notEOF()
	switch s.get() {
	case '0':
		return false
	case '1':
		return true
	case 't', 'T':
		if s.accept("rR") != "" && (s.accept("uU") == "" || s.accept("eE") == "") {
			s.fail("syntax error scanning boolean")
		}
		return true
	case 'f', 'F':
		if s.accept("aA") != "" && (s.accept("lL") == "" || s.accept("sS") == "" || s.accept("eE") == "") {
			s.fail("syntax error scanning boolean")
		}
		return false
	}
	return false
}

func (s *ss) text(verb rune) string {
	s.skipSpace()
	s.notEOF()
	if verb != 'q' {
		return s.word()
	}
	quote := s.get()
	text := string(quote)
	for quote == '"' || quote == '`' {
		r := s.char()
		text += string(r)
		if r == '\\' && quote == '"' {
			text += string(s.char())
		} else if r == quote {
			t, err := strconv.Unquote(text)
			if err != nil {
				panic(scanError{err})
			}
			return t
		}
	}
	s.fail("expected quoted string")
	return ""
}

// The pointer as one to its type's underlying basic type.
func basicPointer(arg any) any

func typeName(arg any) string { return Sprintf("%T", arg) }

func (s *ss) one(verb rune, arg any) {
	switch v := basicPointer(arg).(type) {
	case *bool:
		*v = s.bool()
	case *int:
		*v = int(s.signed(verb, 64))
	case *int8:
		*v = int8(s.signed(verb, 8))
	case *int16:
		*v = int16(s.signed(verb, 16))
	case *int32:
		*v = int32(s.signed(verb, 32))
	case *int64:
		*v = s.signed(verb, 64)
	case *uint:
		*v = uint(s.unsigned(verb, 64))
	case *uint8:
		*v = uint8(s.unsigned(verb, 8))
	case *uint16:
		*v = uint16(s.unsigned(verb, 16))
	case *uint32:
		*v = uint32(s.unsigned(verb, 32))
	case *uint64:
		*v = s.unsigned(verb, 64)
	case *float64:
		*v = s.float(64)
	case *float32:
		*v = float32(s.float(32))
	case *string:
		*v = s.text(verb)
	case *[]byte:
		*v = []byte(s.text(verb))
	default:
		name := typeName(arg)
		if name[0] != '*' {
			s.fail("type not a pointer: " + name)
		}
		s.fail("can't scan type: " + name)
	}
}

// What a failed scan panicked with.
func caughtScan(caught any, err *error) {
	switch e := caught.(type) {
	case nil:
	case scanError:
		*err = e.err
	default:
		panic(caught)
	}
}

func (s *ss) scan(a []any) (n int, err error) {
	defer func() {
		caughtScan(recover(), &err)
		if err == io.ErrUnexpectedEOF && n == 0 {
			err = io.EOF
		}
	}()
	for _, arg := range a {
		s.one('v', arg)
		n++
	}
	for s.nlIsEnd {
		r := s.get()
		if r == '\n' || r == endOfText {
			break
		}
		if !scanSpace(r) {
			s.fail("expected newline")
		}
	}
	return n, nil
}

// Matches the spaces of a format: a line's end matches one, spaces any number.
func (s *ss) matchSpace(newline bool) {
	for {
		r := s.get()
		switch {
		case r == endOfText:
			return
		case r == '\n' && newline:
			newline = false
		case r == '\n' || !scanSpace(r):
			s.unget()
			if newline {
				s.fail("newline in format does not match input")
			}
			return
		}
	}
}

func (s *ss) scanf(format string, a []any) (n int, err error) {
	defer func() { caughtScan(recover(), &err) }()
	for i := 0; i < len(format); {
		c, size := utf8.DecodeRuneInString(format[i:])
		i += size
		switch {
		case scanSpace(c):
			newline := c == '\n'
			for i < len(format) && scanSpace(rune(format[i])) {
				newline = newline || format[i] == '\n'
				i++
			}
			s.matchSpace(newline)
			continue
		case c != '%' || i < len(format) && format[i] == '%':
			if c == '%' {
				i++
				s.skipSpace()
			}
			if r := s.get(); r != c {
				if r == endOfText {
					panic(scanError{io.ErrUnexpectedEOF})
				}
				s.unget()
				s.fail("input does not match format")
			}
			continue
		}
		width := 0
		for i < len(format) && '0' <= format[i] && format[i] <= '9' {
			width = width*10 + int(format[i]-'0')
			i++
		}
		verb, size := utf8.DecodeRuneInString(format[i:])
		i += size
		if n >= len(a) {
			s.fail("too few operands for format '%" + string(verb) + "'")
		}
		if verb != 'c' {
			s.skipSpace()
		}
		if width > 0 {
			s.left = width
		}
		s.one(verb, a[n])
		s.left = noWidth
		n++
	}
	if n < len(a) {
		s.fail("too many operands")
	}
	return n, nil
}
