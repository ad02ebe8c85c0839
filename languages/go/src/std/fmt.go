package fmt

import (
	"errors"
	"io"
	"os"
	"strconv"
	"unicode/utf8"
)

type Stringer interface{ String() string }

type GoStringer interface{ GoString() string }

type Formatter interface{ Format(f State, verb rune) }

type State interface {
	Write(b []byte) (n int, err error)
	Width() (wid int, ok bool)
	Precision() (prec int, ok bool)
	Flag(c int) bool
}

func Println(a ...any) (n int, err error)
func Printf(format string, a ...any) (n int, err error)
func Print(a ...any) (n int, err error)
func Sprintln(a ...any) string
func Sprintf(format string, a ...any) string
func Sprint(a ...any) string

func Fprintln(w io.Writer, a ...any) (n int, err error) {
	return w.Write([]byte(Sprintln(a...)))
}

func Fprintf(w io.Writer, format string, a ...any) (n int, err error) {
	return w.Write([]byte(Sprintf(format, a...)))
}

func Fprint(w io.Writer, a ...any) (n int, err error) {
	return w.Write([]byte(Sprint(a...)))
}

func Append(b []byte, a ...any) []byte { return append(b, Sprint(a...)...) }

func Appendf(b []byte, format string, a ...any) []byte {
	return append(b, Sprintf(format, a...)...)
}

func Appendln(b []byte, a ...any) []byte { return append(b, Sprintln(a...)...) }

type wrapError struct {
	msg string
	err error
}

func (e *wrapError) Error() string { return e.msg }

func (e *wrapError) Unwrap() error { return e.err }

type wrapErrors struct {
	msg  string
	errs []error
}

func (e *wrapErrors) Error() string { return e.msg }

func (e *wrapErrors) Unwrap() []error { return e.errs }

// The text, and the numbers of the arguments of %w.
func errorf(format string, a ...any) (text string, wrapped []int)

func Errorf(format string, a ...any) error {
	text, wrapped := errorf(format, a...)
	switch len(wrapped) {
	case 0:
		return errors.New(text)
	case 1:
		err, _ := a[wrapped[0]].(error)
		return &wrapError{text, err}
	}
	var errs []error
	for i, arg := range wrapped {
		if i > 0 && wrapped[i-1] == arg {
			continue
		}
		if err, ok := a[arg].(error); ok {
			errs = append(errs, err)
		}
	}
	return &wrapErrors{text, errs}
}

// The methods that printing calls: what they give, and what they panic with.

func callError(v error) (text string, caught any) {
	defer func() { caught = recover() }()
	return v.Error(), nil
}

func callString(v Stringer) (text string, caught any) {
	defer func() { caught = recover() }()
	return v.String(), nil
}

func callGoString(v GoStringer) (text string, caught any) {
	defer func() { caught = recover() }()
	return v.GoString(), nil
}

func callFormat(v Formatter, verb rune, flags, wid, prec int) (text string, caught any) {
	s := &pp{flags: flags, wid: wid, prec: prec}
	defer func() {
		text, caught = string(s.buf), recover()
	}()
	v.Format(s, verb)
	return
}

// A Formatter's State: what it is to do, and what it has written.
type pp struct {
	buf   []byte
	flags int
	wid   int
	prec  int
}

func (p *pp) Write(b []byte) (n int, err error) {
	p.buf = append(p.buf, b...)
	return len(b), nil
}

func (p *pp) WriteString(s string) (n int, err error) {
	p.buf = append(p.buf, s...)
	return len(s), nil
}

func (p *pp) Width() (wid int, ok bool) { return max(p.wid, 0), p.wid >= 0 }

func (p *pp) Precision() (prec int, ok bool) { return max(p.prec, 0), p.prec >= 0 }

func (p *pp) Flag(c int) bool {
	for i, flag := range "-+# 0" {
		if c == int(flag) {
			return p.flags>>i&1 == 1
		}
	}
	return false
}

func FormatString(state State, verb rune) string {
	s := "%"
	for _, c := range " +-#0" {
		if state.Flag(int(c)) {
			s += string(c)
		}
	}
	if w, ok := state.Width(); ok {
		s += Sprint(w)
	}
	if p, ok := state.Precision(); ok {
		s += "." + Sprint(p)
	}
	return s + string(verb)
}
