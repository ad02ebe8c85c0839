// Where Print, Println and Fprint put spaces; what they return; where it goes.
package main

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"os"
	"strings"
)

type upper struct{ w io.Writer }

func (u upper) Write(p []byte) (int, error) {
	return u.w.Write(bytes.ToUpper(p))
}

type failing struct{ left int }

func (f *failing) Write(p []byte) (int, error) {
	if len(p) > f.left {
		return f.left, io.ErrShortWrite
	}
	f.left -= len(p)
	return len(p), nil
}

type Text string
type Num int

func main() {
	fmt.Print("a", "b", 1, 2, true, "c", 3.5, 'x', nil, nil, "\n")
	fmt.Print(1, 2, "\n")
	fmt.Print("x", 1, "\n")
	fmt.Print(1, "x", 2, "\n")
	fmt.Print([]int{1}, []int{2}, struct{}{}, "\n")
	fmt.Print(Text("t"), Text("u"), Num(1), Num(2), Text("v"), "\n")
	fmt.Print(error(nil), error(nil), "\n")
	fmt.Println()
	fmt.Println("a", "b", 1, nil, Text("t"))
	fmt.Println("")
	fmt.Println(" ", "\t", "x")
	fmt.Print()
	fmt.Printf("")
	n, err := fmt.Print("héllo\n")
	fmt.Println(n, err)
	n, err = fmt.Printf("%5d|%-5s|\n", 42, "é")
	fmt.Println(n, err)
	n, err = fmt.Println()
	fmt.Println(n, err)
	var buf bytes.Buffer
	fmt.Fprint(&buf, "a", 1, 2, "b")
	fmt.Fprintf(&buf, "[%v]", []string{"x"})
	fmt.Fprintln(&buf, "end", 1)
	fmt.Printf("%q\n", buf.String())
	w := bufio.NewWriter(os.Stdout)
	fmt.Fprintf(w, "buffered %d\n", 1)
	fmt.Fprintln(w, "and", "more")
	w.Flush()
	fmt.Fprintln(upper{os.Stdout}, "shout", 1)
	var sb strings.Builder
	fmt.Fprintf(io.MultiWriter(&sb, os.Stdout), "both %x\n", "hi")
	fmt.Print(sb.String())
	f := &failing{10}
	fmt.Println(fmt.Fprint(f, "12345"))
	fmt.Println(fmt.Fprintf(f, "%s", "123456789"))
	fmt.Println(fmt.Fprintln(io.Discard, "nothing"))
	fmt.Fprint(os.Stdout, "no newline")
	fmt.Fprint(os.Stdout, "\n")
	fmt.Println(fmt.Sprint("a", 1, 2, "b"), fmt.Sprintf("%d%%", 5), fmt.Sprintln("z"))
	args := []any{1, "two", 3.0}
	fmt.Println(args...)
	fmt.Println(args)
	fmt.Printf("%v %v %v\n", args...)
	fmt.Println(fmt.Sprint(args...), fmt.Sprint(args))
	func(a ...any) { fmt.Print(len(a), a, "\n") }(args...)
}
