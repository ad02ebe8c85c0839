// Endless recursion in a goroutine.
package main

import "fmt"

type node struct{ parent *node }

func (n *node) depth() int {
	if n == nil {
		return 0
	}
	return n.parent.depth() + 1
}

func main() {
	root := &node{}
	leaf := &node{parent: &node{parent: root}}
	depths := make(chan int)
	go func() { depths <- leaf.depth() }()
	fmt.Println(<-depths)
	root.parent = leaf
	go func() { depths <- leaf.depth() }()
	fmt.Println(<-depths)
}
