package main

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
)

func main() {
	s := bufio.NewScanner(strings.NewReader("one two\r\nthree\n\nfour"))
	for s.Scan() {
		fmt.Printf("%q ", s.Text())
	}
	fmt.Println(s.Err(), s.Scan())
	words := bufio.NewScanner(strings.NewReader("  the quick\tbrown\n fox  "))
	words.Split(bufio.ScanWords)
	count := 0
	for words.Scan() {
		count++
		fmt.Printf("%q ", words.Bytes())
	}
	fmt.Println(count)
	runes := bufio.NewScanner(strings.NewReader("hé\xff日"))
	runes.Split(bufio.ScanRunes)
	for runes.Scan() {
		fmt.Printf("%q ", runes.Text())
	}
	fmt.Println()
	one := bufio.NewScanner(strings.NewReader("abc"))
	one.Split(bufio.ScanBytes)
	for one.Scan() {
		fmt.Print(one.Text(), ",")
	}
	fmt.Println()
	commas := bufio.NewScanner(strings.NewReader("1,2,STOP,4"))
	commas.Split(func(data []byte, atEOF bool) (int, []byte, error) {
		if i := bytes.IndexByte(data, ','); i >= 0 {
			if string(data[:i]) == "STOP" {
				return i + 1, []byte("last"), bufio.ErrFinalToken
			}
			return i + 1, data[:i], nil
		}
		if atEOF && len(data) > 0 {
			return len(data), data, nil
		}
		return 0, nil, nil
	})
	for commas.Scan() {
		fmt.Print(commas.Text(), " ")
	}
	fmt.Println(commas.Err())
	long := bufio.NewScanner(strings.NewReader(strings.Repeat("x", 100) + "\n"))
	long.Buffer(make([]byte, 0, 10), 50)
	fmt.Println(long.Scan(), long.Err(), errors.Is(long.Err(), bufio.ErrTooLong))
	big := bufio.NewScanner(strings.NewReader(strings.Repeat("y", 70000)))
	fmt.Println(big.Scan(), big.Err())

	r := bufio.NewReader(strings.NewReader("first line\nsecond\nünicode tail"))
	line, err := r.ReadString('\n')
	fmt.Printf("%q %v\n", line, err)
	part, prefix, err := r.ReadLine()
	fmt.Printf("%q %v %v\n", part, prefix, err)
	peek, err := r.Peek(2)
	fmt.Printf("%q %v %d\n", peek, err, r.Buffered())
	c, size, err := r.ReadRune()
	fmt.Println(string(c), size, err, r.UnreadRune(), r.UnreadRune())
	b, err := r.ReadByte()
	fmt.Println(b, err, r.UnreadByte())
	n, err := r.Discard(3)
	fmt.Println(n, err)
	line, err = r.ReadString('\n')
	fmt.Printf("%q %v\n", line, err)
	line, err = r.ReadString('\n')
	fmt.Printf("%q %v\n", line, err)
	small := bufio.NewReaderSize(strings.NewReader("0123456789abcdefghij\nnext"), 16)
	fmt.Println(small.Size())
	for {
		line, prefix, err := small.ReadLine()
		fmt.Printf("%q %v %v; ", line, prefix, err)
		if err != nil {
			break
		}
	}
	fmt.Println()
	_, err = bufio.NewReader(strings.NewReader("ab")).Peek(5)
	fmt.Println(err)

	w := bufio.NewWriter(os.Stdout)
	fmt.Fprintf(w, "buffered %d\n", 1)
	fmt.Println("before", w.Buffered(), w.Available(), w.Size())
	w.Flush()
	tiny := bufio.NewWriterSize(os.Stdout, 4)
	tiny.WriteString("ab")
	tiny.WriteRune('é')
	tiny.Write([]byte("defghi\n"))
	fmt.Println("|", tiny.Buffered())
	tiny.Flush()
	defer w.Flush()
	fmt.Fprintln(w, "deferred")
	rw := bufio.NewReadWriter(bufio.NewReader(strings.NewReader("in\n")), w)
	in, _ := rw.ReadString('\n')
	rw.WriteString("got " + in)
	stdin := bufio.NewScanner(os.Stdin)
	fmt.Println(stdin.Scan(), stdin.Err())
	_, err = bufio.NewReader(os.Stdin).ReadString('\n')
	fmt.Println(err == io.EOF)
	defer func() { fmt.Println(recover()) }()
	s.Buffer(nil, 10)
}
