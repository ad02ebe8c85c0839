// Several senders: whoever finishes last closes, so that the receiver can range.
package main

import (
	"fmt"
	"sync/atomic"
)

func main() {
	const senders = 4
	out := make(chan int)
	var working atomic.Int32
	working.Store(senders)
	for s := range senders {
		go func() {
			for i := range 5 {
				out <- s*10 + i
			}
			if working.Add(-1) == 0 {
				close(out)
			}
		}()
	}
	sum, count := 0, 0
	for n := range out {
		sum += n
		count++
	}
	fmt.Println(count, sum)
}
