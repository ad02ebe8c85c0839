package os

import "io"

type File struct{ fd int }

var Stdin = &File{0}
var Stdout = &File{1}
var Stderr = &File{2}

var Args = []string{"/tmp/main"}

func Exit(code int)

func write(fd int, s string)

func Getenv(key string) string { return "" }

func LookupEnv(key string) (string, bool) { return "", false }

func Getpid() int { return 1 }

func (f *File) Name() string {
	return [...]string{"/dev/stdin", "/dev/stdout", "/dev/stderr"}[f.fd]
}

func (f *File) Write(p []byte) (n int, err error) { return f.WriteString(string(p)) }

func (f *File) WriteString(s string) (n int, err error) {
	write(f.fd, s)
	return len(s), nil
}

func (f *File) Read(p []byte) (n int, err error) {
	if len(p) == 0 {
		return 0, nil
	}
	return 0, io.EOF
}

func (f *File) Close() error { return nil }
func (f *File) Sync() error  { return nil }
