// select without cases never ends; when nothing else can run, that is a deadlock.
package main

import (
	"fmt"
	"time"
)

func main() {
	go func() {
		time.Sleep(5 * time.Millisecond)
		fmt.Println("the last goroutine ends")
	}()
	select {}
}
