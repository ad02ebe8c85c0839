// A panic in a deferred call while another panic is on its way: both are reported.
package main

import "fmt"

func main() {
	done := make(chan bool)
	go func() {
		defer close(done)
		defer func() {
			fmt.Println("cleaning up")
			panic("cleanup failed")
		}()
		panic("work failed")
	}()
	<-done
	select {}
}
