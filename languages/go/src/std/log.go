package log

import (
	"fmt"
	"io"
	"os"
)

const (
	Ldate = 1 << iota
	Ltime
	Lmicroseconds
	Llongfile
	Lshortfile
	LUTC
	Lmsgprefix
	LstdFlags = Ldate | Ltime
)

type Logger struct {
	prefix string
	flag   int
	out    io.Writer
}

var std = &Logger{"", LstdFlags, os.Stderr}

func New(out io.Writer, prefix string, flag int) *Logger { return &Logger{prefix, flag, out} }

func Default() *Logger { return std }

// The nanoseconds since the program began.
func now() int64

// Who called: the nearest line of the program.
func caller() (file string, line int)

func pad(n int64, width int) string { return fmt.Sprintf("%0*d", width, n) }

// The program begins at 2009-11-10 23:00:00 UTC.
func (l *Logger) header() string {
	s := ""
	if l.flag&Lmsgprefix == 0 {
		s = l.prefix
	}
	ns := now()
	sec := ns/1e9 + 23*3600
	if l.flag&Ldate != 0 {
		s += date(sec/86400) + " "
	}
	if l.flag&(Ltime|Lmicroseconds) != 0 {
		sec %= 86400
		s += pad(sec/3600, 2) + ":" + pad(sec/60%60, 2) + ":" + pad(sec%60, 2)
		if l.flag&Lmicroseconds != 0 {
			s += "." + pad(ns/1000%1000000, 6)
		}
		s += " "
	}
	if l.flag&(Llongfile|Lshortfile) != 0 {
		file, line := caller()
		for i := len(file) - 1; i > 0 && l.flag&Lshortfile != 0; i-- {
			if file[i-1] == '/' {
				file = file[i:]
				break
			}
		}
		s += fmt.Sprint(file, ":", line, ": ")
	}
	if l.flag&Lmsgprefix != 0 {
		s += l.prefix
	}
	return s
}

// The day so many days after 2009-11-10.
func date(days int64) string {
	year, month, day := int64(2009), 11, 10+days
	for {
		length := int64(31)
		switch month {
		case 2:
			length = 28
			if year%4 == 0 && (year%100 != 0 || year%400 == 0) {
				length = 29
			}
		case 4, 6, 9, 11:
			length = 30
		}
		if day <= length {
			return pad(year, 4) + "/" + pad(int64(month), 2) + "/" + pad(day, 2)
		}
		day -= length
		month++
		if month > 12 {
			month, year = 1, year+1
		}
	}
}

func (l *Logger) Output(calldepth int, s string) error {
	s = l.header() + s
	if len(s) == 0 || s[len(s)-1] != '\n' {
		s += "\n"
	}
	_, err := l.out.Write([]byte(s))
	return err
}

func (l *Logger) SetOutput(w io.Writer)   { l.out = w }
func (l *Logger) SetPrefix(prefix string) { l.prefix = prefix }
func (l *Logger) SetFlags(flag int)       { l.flag = flag }
func (l *Logger) Flags() int              { return l.flag }
func (l *Logger) Prefix() string          { return l.prefix }
func (l *Logger) Writer() io.Writer       { return l.out }

func (l *Logger) Print(v ...any)                 { l.Output(2, fmt.Sprint(v...)) }
func (l *Logger) Printf(format string, v ...any) { l.Output(2, fmt.Sprintf(format, v...)) }
func (l *Logger) Println(v ...any)               { l.Output(2, fmt.Sprintln(v...)) }

func (l *Logger) fatal(s string) {
	l.Output(2, s)
	os.Exit(1)
}

func (l *Logger) Fatal(v ...any)                 { l.fatal(fmt.Sprint(v...)) }
func (l *Logger) Fatalf(format string, v ...any) { l.fatal(fmt.Sprintf(format, v...)) }
func (l *Logger) Fatalln(v ...any)               { l.fatal(fmt.Sprintln(v...)) }

func (l *Logger) panic(s string) {
	l.Output(2, s)
	panic(s)
}

func (l *Logger) Panic(v ...any)                 { l.panic(fmt.Sprint(v...)) }
func (l *Logger) Panicf(format string, v ...any) { l.panic(fmt.Sprintf(format, v...)) }
func (l *Logger) Panicln(v ...any)               { l.panic(fmt.Sprintln(v...)) }

func SetOutput(w io.Writer)   { std.out = w }
func SetPrefix(prefix string) { std.prefix = prefix }
func SetFlags(flag int)       { std.flag = flag }
func Flags() int              { return std.flag }
func Prefix() string          { return std.prefix }
func Writer() io.Writer       { return std.out }

func Print(v ...any)                 { std.Output(2, fmt.Sprint(v...)) }
func Printf(format string, v ...any) { std.Output(2, fmt.Sprintf(format, v...)) }
func Println(v ...any)               { std.Output(2, fmt.Sprintln(v...)) }
func Fatal(v ...any)                 { std.fatal(fmt.Sprint(v...)) }
func Fatalf(format string, v ...any) { std.fatal(fmt.Sprintf(format, v...)) }
func Fatalln(v ...any)               { std.fatal(fmt.Sprintln(v...)) }
func Panic(v ...any)                 { std.panic(fmt.Sprint(v...)) }
func Panicf(format string, v ...any) { std.panic(fmt.Sprintf(format, v...)) }
func Panicln(v ...any)               { std.panic(fmt.Sprintln(v...)) }
