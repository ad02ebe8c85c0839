package strconv

import "errors"

const IntSize = 64

var ErrRange = errors.New("value out of range")
var ErrSyntax = errors.New("invalid syntax")

type NumError struct {
	Func string
	Num  string
	Err  error
}

func (e *NumError) Error() string {
	return "strconv." + e.Func + ": parsing " + Quote(e.Num) + ": " + e.Err.Error()
}

func (e *NumError) Unwrap() error { return e.Err }

func Itoa(i int) string
func formatInt(i int64, base int) string
func formatUint(i uint64, base int) string
func FormatFloat(f float64, fmt byte, prec, bitSize int) string
func parseInt(s string, base int, bitSize int) (n int64, code int)
func parseUint(s string, base int, bitSize int) (n uint64, code int)
func parseFloat(s string, bitSize int) (f float64, code int)
func Quote(s string) string
func QuoteToASCII(s string) string
func QuoteRune(r rune) string
func QuoteRuneToASCII(r rune) string
func unquote(s string) (t string, ok bool)
func CanBackquote(s string) bool
func IsPrint(r rune) bool

// The error of a code that the parsers give, nil for 0.
func numError(fn, s string, code, base, bitSize int) error {
	var err error
	switch code {
	case 0:
		return nil
	case 1:
		err = ErrSyntax
	case 2:
		err = ErrRange
	case 3:
		err = errors.New("invalid base " + Itoa(base))
	case 4:
		err = errors.New("invalid bit size " + Itoa(bitSize))
	}
	return &NumError{fn, s, err}
}

func checkBase(base int) {
	if base < 2 || base > 36 {
		panic("strconv: illegal AppendInt/FormatInt base")
	}
}

func FormatInt(i int64, base int) string {
	checkBase(base)
	return formatInt(i, base)
}

func FormatUint(i uint64, base int) string {
	checkBase(base)
	return formatUint(i, base)
}

func FormatBool(b bool) string {
	if b {
		return "true"
	}
	return "false"
}

func Atoi(s string) (int, error) {
	n, code := parseInt(s, 10, 64)
	return int(n), numError("Atoi", s, code, 10, 64)
}

func ParseInt(s string, base int, bitSize int) (i int64, err error) {
	n, code := parseInt(s, base, bitSize)
	return n, numError("ParseInt", s, code, base, bitSize)
}

func ParseUint(s string, base int, bitSize int) (uint64, error) {
	n, code := parseUint(s, base, bitSize)
	return n, numError("ParseUint", s, code, base, bitSize)
}

func ParseFloat(s string, bitSize int) (float64, error) {
	f, code := parseFloat(s, bitSize)
	return f, numError("ParseFloat", s, code, 0, bitSize)
}

func ParseBool(str string) (bool, error) {
	switch str {
	case "1", "t", "T", "true", "TRUE", "True":
		return true, nil
	case "0", "f", "F", "false", "FALSE", "False":
		return false, nil
	}
	return false, numError("ParseBool", str, 1, 0, 0)
}

func Unquote(s string) (string, error) {
	t, ok := unquote(s)
	if !ok {
		return "", ErrSyntax
	}
	return t, nil
}

func AppendInt(dst []byte, i int64, base int) []byte {
	return append(dst, FormatInt(i, base)...)
}

func AppendUint(dst []byte, i uint64, base int) []byte {
	return append(dst, FormatUint(i, base)...)
}

func AppendFloat(dst []byte, f float64, fmt byte, prec, bitSize int) []byte {
	return append(dst, FormatFloat(f, fmt, prec, bitSize)...)
}

func AppendBool(dst []byte, b bool) []byte { return append(dst, FormatBool(b)...) }

func AppendQuote(dst []byte, s string) []byte { return append(dst, Quote(s)...) }

func AppendQuoteRune(dst []byte, r rune) []byte { return append(dst, QuoteRune(r)...) }
