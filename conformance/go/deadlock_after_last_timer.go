// As long as a timer is pending there is no deadlock; it is reported when the last one is over.
package main

import (
	"fmt"
	"time"
)

func main() {
	never := make(chan bool)
	time.AfterFunc(20*time.Millisecond, func() { fmt.Println("the last timer") })
	select {
	case <-never:
	case <-time.After(5 * time.Millisecond):
		fmt.Println("timeout")
	}
	<-never
}
