package main

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"strings"
	"time"
)

var verbose = flag.Bool("v", false, "talk more")

type list []string

func (l *list) String() string     { return strings.Join(*l, "+") }
func (l *list) Set(s string) error { *l = append(*l, s); return nil }

func main() {
	workers := flag.Int("workers", 4, "number of workers")
	name := flag.String("name", "pool", "the pool's name")
	var timeout time.Duration
	flag.DurationVar(&timeout, "timeout", 2*time.Second, "how long to wait")
	ratio := flag.Float64("ratio", 0.5, "the ratio")
	flag.Parse()
	fmt.Println(*workers, *name, timeout, *ratio, *verbose, flag.NArg(), flag.Args(), flag.Arg(0) == "", flag.Parsed(), flag.NFlag())

	var l list
	for _, args := range []string{"-n 5 -s x rest more", "-n=7 --s=y=z -b", "-n x", "-n 99999999999999999999", "-q", "-n", "-b=maybe", "-help", "-l a -l b -- -n 3", "-d 1m30s -", "-=3"} {
		fs := flag.NewFlagSet("tool", flag.ContinueOnError)
		fs.SetOutput(os.Stdout)
		n := fs.Int("n", 1, "a `count`")
		s := fs.String("s", "", "a string")
		b := fs.Bool("b", false, "a switch")
		d := fs.Duration("d", time.Minute, "a time")
		fs.Var(&l, "l", "a list")
		err := fs.Parse(strings.Fields(args))
		fmt.Println(*n, *s, *b, *d, l, err, fs.Args(), fs.NFlag(), errors.Is(err, flag.ErrHelp))
		fs.Visit(func(f *flag.Flag) { fmt.Print(f.Name, "=", f.Value, " ") })
		fmt.Println()
	}
}
