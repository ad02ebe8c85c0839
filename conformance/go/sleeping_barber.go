// A barber, three chairs, and customers that leave when all chairs are taken.
package main

import (
	"fmt"
	"time"
)

type customer struct {
	name string
	done chan struct{}
}

func barber(chairs <-chan customer) {
	for c := range chairs {
		time.Sleep(50 * time.Millisecond)
		fmt.Println("barber cuts", c.name)
		close(c.done)
	}
}

func main() {
	chairs := make(chan customer, 2)
	go barber(chairs)
	var served []customer
	for _, name := range []string{"ann", "bob", "cid", "dan", "eve"} {
		c := customer{name, make(chan struct{})}
		select {
		case chairs <- c:
			served = append(served, c)
		default:
			fmt.Println(name, "leaves")
		}
		time.Sleep(20 * time.Millisecond)
	}
	for _, c := range served {
		<-c.done
	}
	fmt.Println("served", len(served))
}
