// pair: A constructor makes the channel.
// expect: clean
package main

import "fmt"

type download struct {
	size int
	done chan bool
}

func newDownload() *download {
	return &download{done: make(chan bool)}
}

func (d *download) run() {
	d.size = 512
	d.done <- true
}

func main() {
	d := newDownload()
	go d.run()
	<-d.done
	fmt.Println("size", d.size)
}
