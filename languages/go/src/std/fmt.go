package fmt

import "io"

type Stringer interface{ String() string }

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

type wrapError struct {
	msg string
	err error
}

func (e *wrapError) Error() string { return e.msg }
func (e *wrapError) Unwrap() error { return e.err }

type errorString struct{ s string }

func (e *errorString) Error() string { return e.s }

func Errorf(format string, a ...any) error {
	s := Sprintf(format, a...)
	arg := 0
	for i := 0; i+1 < len(format); i++ {
		if format[i] != '%' {
			continue
		}
		i++
		if format[i] == '%' {
			continue
		}
		if format[i] == 'w' && arg < len(a) {
			if err, ok := a[arg].(error); ok {
				return &wrapError{s, err}
			}
		}
		arg++
	}
	return &errorString{s}
}
