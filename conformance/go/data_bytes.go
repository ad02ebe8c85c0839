package main

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"strings"
)

func main() {
	s := []byte("banana split")
	fmt.Println(bytes.Index(s, []byte("na")), bytes.LastIndex(s, []byte("na")), bytes.Count(s, []byte("a")),
		bytes.IndexByte(s, 's'), bytes.LastIndexByte(s, 'n'), bytes.IndexAny(s, "xs"), bytes.IndexRune(s, 'l'))
	fmt.Println(bytes.Equal(s, []byte("banana split")), bytes.Compare([]byte("a"), []byte("b")), bytes.Equal(nil, []byte{}),
		bytes.EqualFold([]byte("Go"), []byte("gO")), bytes.Contains(s, []byte("spl")), bytes.HasPrefix(s, []byte("ban")))
	fmt.Printf("%q %q %q\n", bytes.ToUpper(s), bytes.Title(s), bytes.Repeat([]byte("-"), 4))
	fmt.Printf("%q %q\n", bytes.Split(s, []byte("a")), bytes.SplitN(s, []byte("a"), 2))
	fmt.Printf("%q %q\n", bytes.SplitAfter(s, []byte("a")), bytes.Fields([]byte("  a bc  d ")))
	fmt.Printf("%q %q\n", bytes.Join([][]byte{[]byte("x"), []byte("y")}, []byte(", ")), bytes.ReplaceAll(s, []byte("an"), []byte("AN")))
	fmt.Printf("%q %q %q\n", bytes.TrimSpace([]byte(" x ")), bytes.Trim([]byte("--x--"), "-"), bytes.TrimLeft([]byte("aab"), "a"))
	fmt.Println(bytes.TrimSpace([]byte("  ")) == nil, bytes.TrimPrefix(s, []byte("banana "))[0], bytes.Runes([]byte("hé")))
	before, after, ok := bytes.Cut(s, []byte(" "))
	fmt.Printf("%q %q %v\n", before, after, ok)
	before[0] = 'B'
	fields := bytes.Fields(s)
	fields[1][0] = 'S'
	fmt.Printf("%q %d\n", s, cap(fields[0]))
	clone := bytes.Clone(s)
	clone[0] = 'X'
	fmt.Printf("%q %q\n", s[:1], clone[:1])
	fmt.Printf("%q\n", bytes.Map(func(r rune) rune { return r + 1 }, []byte("HAL")))

	var b bytes.Buffer
	b.Write([]byte("hello "))
	b.WriteString("world")
	b.WriteByte('!')
	b.WriteRune('é')
	fmt.Fprintf(&b, " %d", 42)
	fmt.Println(b.String(), b.Len(), b.Cap())
	p := make([]byte, 5)
	n, err := b.Read(p)
	fmt.Println(n, err, string(p), b.Len())
	fmt.Println(string(b.Next(2)), b.UnreadByte(), string(b.Bytes()))
	c, err := b.ReadByte()
	fmt.Println(c, err)
	r, size, err := b.ReadRune()
	fmt.Println(string(r), size, err, b.UnreadRune(), b.UnreadRune())
	line, err := b.ReadString('!')
	fmt.Printf("%q %v\n", line, err)
	line, err = b.ReadString('!')
	fmt.Printf("%q %v %d\n", line, err, b.Len())
	_, err = b.ReadByte()
	fmt.Println(err)
	b.WriteString("truncate me")
	b.Truncate(8)
	fmt.Println(b.String())
	k, err := b.WriteTo(os.Stdout)
	fmt.Println("", k, err, b.Len())
	k, err = b.ReadFrom(strings.NewReader("from a reader"))
	fmt.Println(k, err, b.String())
	b.Reset()
	fmt.Printf("%q %v\n", b.String(), b.UnreadByte())
	nb := bytes.NewBufferString("a\nb\nrest")
	for {
		line, err := nb.ReadBytes('\n')
		fmt.Printf("%q %v\n", line, err)
		if err == io.EOF {
			break
		}
	}
	var none *bytes.Buffer
	fmt.Println(none.String())
	rd := bytes.NewReader([]byte("reader"))
	rd.ReadByte()
	rest, _ := io.ReadAll(rd)
	fmt.Println(string(rest), rd.Len(), rd.Size())
	grown := bytes.NewBuffer(nil)
	grown.Grow(10)
	fmt.Println(grown.Len(), grown.Cap() >= 10)
	defer func() {
		fmt.Println(recover())
		grown.Truncate(5)
	}()
	bytes.Repeat(s, -len(os.Args))
}
