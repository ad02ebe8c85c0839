// pair: The channel of the download was declared but never made, so both sides wait for ever.
// expect: deadlock
package main

import "fmt"

type download struct {
	size int
	done chan bool
}

func (d *download) run() {
	d.size = 512
	d.done <- true
}

func main() {
	d := &download{}
	go d.run()
	<-d.done
	fmt.Println("size", d.size)
}
