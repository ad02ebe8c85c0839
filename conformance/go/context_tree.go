// Cancelling a context cancels everything below it and nothing above or beside it.
package main

import (
	"context"
	"fmt"
)

func main() {
	root, cancelRoot := context.WithCancel(context.Background())
	left, cancelLeft := context.WithCancel(root)
	right, cancelRight := context.WithCancel(root)
	leaf, cancelLeaf := context.WithCancel(left)
	defer cancelRight()
	defer cancelLeaf()

	show := func(when string) {
		fmt.Println(when)
		for _, node := range []struct {
			name string
			ctx  context.Context
		}{{"root", root}, {"left", left}, {"right", right}, {"leaf", leaf}} {
			fmt.Printf("  %-5s %v\n", node.name, node.ctx.Err())
		}
	}
	show("at first")
	cancelLeft()
	<-leaf.Done()
	show("left cancelled")
	cancelLeft()
	cancelRoot()
	<-right.Done()
	show("root cancelled")
	late, cancel := context.WithCancel(root)
	defer cancel()
	fmt.Println("born cancelled:", late.Err())
}
