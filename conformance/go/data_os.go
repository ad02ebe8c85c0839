package main

import (
	"fmt"
	"io"
	"os"
)

func main() {
	fmt.Println(len(os.Args), os.Getenv("YIELDPOINT_NO_SUCH_VARIABLE") == "")
	_, ok := os.LookupEnv("YIELDPOINT_NO_SUCH_VARIABLE")
	fmt.Println(ok)
	n, err := os.Stdout.WriteString("direct\n")
	fmt.Println(n, err)
	n, err = fmt.Fprintln(os.Stdout, "through fmt")
	fmt.Println(n, err)
	io.WriteString(os.Stderr, "to stderr\n")
	all, err := io.ReadAll(os.Stdin)
	fmt.Println(len(all), err, os.Stdout.Name())
	defer fmt.Println("never")
	os.Exit(3)
}
