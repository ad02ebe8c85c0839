// make with sizes that cannot be: what the runtime says, and that it can be recovered from.
package main

import "fmt"

type wide [1 << 20]int

func try(name string, f func()) {
	defer func() { fmt.Println(name+":", recover()) }()
	f()
	fmt.Println(name, "is done")
}

func main() {
	negative, huge, half := -1, 1<<62, 5
	try("negative length", func() { _ = make([]int, negative) })
	try("huge length", func() { _ = make([]int, huge) })
	try("huge bytes", func() { _ = make([]byte, huge) })
	try("large elements", func() { _ = make([]wide, 1<<(half*6)) })
	try("capacity below length", func() { _ = make([]int, 10, half) })
	try("negative capacity", func() { _ = make([]int, 0, negative) })
	try("huge capacity", func() { _ = make([]int, half, huge) })
	try("negative channel", func() { _ = make(chan int, negative) })
	try("huge channel", func() { _ = make(chan int, huge) })
	try("nothing to keep", func() { fmt.Println(len(make([]struct{}, huge))) })
	try("a map's hint", func() { fmt.Println(len(make(map[int]int, negative))) })
	fmt.Println("then more than there is:")
	_ = make([]int, 1<<(half*8+1))
}
