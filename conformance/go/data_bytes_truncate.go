package main

import (
	"bytes"
	"fmt"
	"strings"
)

func try(f func()) {
	defer func() { fmt.Println(recover()) }()
	f()
}

func main() {
	var b bytes.Buffer
	b.WriteString("0123456789")
	try(func() { b.Truncate(11) })
	try(func() { b.Truncate(-1) })
	try(func() { b.Grow(-1) })
	try(func() { bytes.Repeat([]byte("x"), -1) })
	try(func() { strings.Repeat("x", -1) })
	try(func() { strings.NewReplacer("a") })
	try(func() { new(strings.Builder).Grow(-1) })
	b.Truncate(4)
	fmt.Println(b.String())
	b.Next(2)
	b.Truncate(3)
}
