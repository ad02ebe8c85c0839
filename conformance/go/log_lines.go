// log: prefixes and flags, to a builder and to standard output.
package main

import (
	"fmt"
	"log"
	"os"
	"strings"
)

type server struct{ *log.Logger }

func main() {
	var sb strings.Builder
	l := log.New(&sb, "app: ", 0)
	l.Println("one", 2, 3.5)
	l.Printf("two %d", 2)
	l.Print("three", "four", 5, 6)
	l.Print("with newline\n")
	l.SetPrefix("[x] ")
	l.SetFlags(log.Lmsgprefix)
	l.Println("msg")
	fmt.Print(sb.String())
	fmt.Println(l.Prefix(), l.Flags(), log.Flags() == log.LstdFlags, log.Ldate, log.Ltime, log.Lmicroseconds, log.Llongfile, log.Lshortfile, log.LUTC, log.Lmsgprefix)
	sb.Reset()
	l.SetFlags(log.LstdFlags | log.Lmicroseconds)
	l.Println("dated")
	fmt.Println(len(sb.String()))
	log.SetOutput(os.Stdout)
	log.SetFlags(0)
	log.Println("std")
	log.SetPrefix("p: ")
	log.Printf("%v|%s", []int{1}, "x")
	log.Print()
	log.Default().Println("default")
	s := server{log.New(os.Stdout, "srv ", log.Lmsgprefix|log.Lshortfile)}
	s.Printf("embedded %d", 1)
	func() {
		defer func() { fmt.Printf("%T %v\n", recover(), "recovered") }()
		log.Panicf("oh %d", 1)
	}()
	func() {
		defer func() { fmt.Printf("%q\n", recover()) }()
		log.Panicln("oh", 2)
	}()
	log.Fatalf("fatal %d", 3)
}
