package main

import (
	"fmt"
	"strings"
)

func main() {
	fmt.Println(strings.Repeat("-", 3))
	n := -1
	fmt.Println(strings.Repeat("-", n))
}
