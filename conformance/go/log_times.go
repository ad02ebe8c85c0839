// log's standard flags: the form of date and time.
package main

import (
	"fmt"
	"log"
	"strings"
)

func form(s string) string {
	return strings.Map(func(r rune) rune {
		if '0' <= r && r <= '9' {
			return '9'
		}
		return r
	}, s)
}

func main() {
	var sb strings.Builder
	for _, flags := range []int{log.LstdFlags, log.Ldate, log.Ltime, log.Lmicroseconds, log.LstdFlags | log.Lmicroseconds, log.LstdFlags | log.Lshortfile, log.LUTC | log.Ltime, log.LstdFlags | log.Lmsgprefix, log.Lshortfile | log.Lmsgprefix, 0} {
		l := log.New(&sb, "pre ", flags)
		l.Print("text")
		l.Printf("%d", 5)
		l.Println("a", 1)
		l.Output(1, "out")
	}
	fmt.Print(form(sb.String()))
	l := log.New(&sb, "", log.Lshortfile)
	sb.Reset()
	l.Print("line")
	func() {
		l.Print("in a literal")
	}()
	helper(l)
	fmt.Print(sb.String())
	l.SetOutput(&sb)
	fmt.Println(l.Writer() == &sb, l.Prefix() == "", l.Flags() == log.Lshortfile)
}

func helper(l *log.Logger) {
	l.Println("in a helper")
}
