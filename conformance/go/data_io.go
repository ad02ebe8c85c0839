package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
)

// slow gives one byte at a time.
type slow struct{ r io.Reader }

func (s slow) Read(p []byte) (int, error) { return s.r.Read(p[:min(1, len(p))]) }

// broken fails after some bytes.
type broken struct{ left int }

var errBroken = errors.New("broken")

func (b *broken) Read(p []byte) (int, error) {
	if b.left == 0 {
		return 0, errBroken
	}
	b.left--
	p[0] = 'z'
	return 1, nil
}

type upper struct{ w io.Writer }

func (u upper) Write(p []byte) (int, error) { return u.w.Write([]byte(strings.ToUpper(string(p)))) }

type short struct{}

func (short) Write(p []byte) (int, error) { return len(p) / 2, nil }

func main() {
	b, err := io.ReadAll(slow{strings.NewReader("slowly")})
	fmt.Println(string(b), err)
	b, err = io.ReadAll(&broken{3})
	fmt.Println(string(b), err, errors.Is(err, errBroken))
	n, err := io.Copy(os.Stdout, strings.NewReader("copied\n"))
	fmt.Println(n, err)
	n, err = io.Copy(upper{os.Stdout}, slow{strings.NewReader("louder\n")})
	fmt.Println(n, err)
	n, err = io.CopyN(os.Stdout, strings.NewReader("only five\n"), 4)
	fmt.Println("|", n, err)
	n, err = io.CopyN(io.Discard, strings.NewReader("abc"), 10)
	fmt.Println(n, err)
	n, err = io.Copy(short{}, slow{strings.NewReader("xy")})
	fmt.Println(n, err)
	buf := make([]byte, 4)
	m, err := io.ReadFull(strings.NewReader("abcdef"), buf)
	fmt.Println(m, err, string(buf))
	m, err = io.ReadFull(strings.NewReader("ab"), buf)
	fmt.Println(m, err, err == io.ErrUnexpectedEOF)
	m, err = io.ReadFull(strings.NewReader(""), buf)
	fmt.Println(m, err)
	m, err = io.ReadAtLeast(slow{strings.NewReader("abcdef")}, buf, 2)
	fmt.Println(m, err)
	_, err = io.ReadAtLeast(strings.NewReader("abcdef"), buf, 5)
	fmt.Println(err)
	var left, right strings.Builder
	w := io.MultiWriter(&left, upper{&right})
	fmt.Fprint(w, "both ")
	io.WriteString(w, "sides")
	fmt.Println(left.String(), right.String())
	r := io.MultiReader(strings.NewReader("one "), slow{strings.NewReader("two ")}, strings.NewReader("three"))
	b, err = io.ReadAll(r)
	fmt.Println(string(b), err)
	var copied strings.Builder
	b, _ = io.ReadAll(io.TeeReader(io.LimitReader(strings.NewReader("limited text"), 7), &copied))
	fmt.Println(string(b), copied.String())
	section := io.NewSectionReader(strings.NewReader("0123456789"), 3, 4)
	b, _ = io.ReadAll(section)
	fmt.Println(string(b), section.Size())
	section.Seek(-1, io.SeekEnd)
	b, _ = io.ReadAll(section)
	fmt.Println(string(b))
	var rc io.ReadCloser = io.NopCloser(strings.NewReader("x"))
	fmt.Println(rc.Close())
	fmt.Println(io.EOF, io.ErrUnexpectedEOF, io.ErrShortWrite, io.ErrClosedPipe, io.ErrNoProgress, io.ErrShortBuffer)
	wrapped := fmt.Errorf("reading: %w", io.EOF)
	fmt.Println(wrapped, errors.Is(wrapped, io.EOF), wrapped == io.EOF)
	if sw, ok := io.Writer(&left).(io.StringWriter); ok {
		sw.WriteString("!")
		fmt.Println(left.String())
	}
}
