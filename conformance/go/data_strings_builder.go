package main

import (
	"fmt"
	"io"
	"os"
	"strings"
)

func main() {
	var b strings.Builder
	for i := 3; i >= 1; i-- {
		fmt.Fprintf(&b, "%d...", i)
	}
	b.WriteString("ignition")
	b.WriteByte('!')
	n, err := b.WriteRune('é')
	fmt.Println(n, err, b.Len(), b.String())
	b.Write([]byte(" ok"))
	fmt.Println(b.String(), b.Len())
	b.Reset()
	fmt.Printf("%q %d\n", b.String(), b.Len())
	b.Grow(100)
	fmt.Println(b.Len(), b.Cap() >= 100)

	r := strings.NewReader("héllo, world")
	fmt.Println(r.Len(), r.Size())
	buf := make([]byte, 4)
	m, err := r.Read(buf)
	fmt.Printf("%d %v %q\n", m, err, buf[:m])
	c, err := r.ReadByte()
	fmt.Println(c, err, r.UnreadByte(), r.Len())
	r.Seek(1, io.SeekStart)
	ch, size, err := r.ReadRune()
	fmt.Println(string(ch), size, err, r.UnreadRune(), r.UnreadRune())
	at, err := r.Seek(-5, io.SeekEnd)
	fmt.Println(at, err)
	k, err := r.WriteTo(os.Stdout)
	fmt.Println()
	fmt.Println(k, err)
	_, err = r.ReadByte()
	fmt.Println(err, err == io.EOF)
	_, err = r.Seek(-1, io.SeekStart)
	fmt.Println(err)
	m, err = r.ReadAt(buf, 10)
	fmt.Println(m, err)
	r.Reset("again")
	all, err := io.ReadAll(r)
	fmt.Println(string(all), err)

	defer func() { fmt.Println(recover()) }()
	c2 := b
	c2.WriteString("copied")
}
