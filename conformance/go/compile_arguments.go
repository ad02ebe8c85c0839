// Too few arguments: the message lists what was given and what is wanted.
package main

import "sync"

func work(id int, wg *sync.WaitGroup) { wg.Done() }

func main() {
	var wg sync.WaitGroup
	wg.Add(1)
	go work(1)
	wg.Wait()
}
