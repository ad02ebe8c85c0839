package os

type File struct{ fd int }

var Stdout = &File{1}
var Stderr = &File{2}

func Exit(code int)

func write(fd int, s string)

func (f *File) Write(p []byte) (n int, err error) {
	write(f.fd, string(p))
	return len(p), nil
}

func (f *File) WriteString(s string) (n int, err error) {
	write(f.fd, s)
	return len(s), nil
}
