// The first error is reported; which one comes first is open.
package main

import (
	"errors"
	"fmt"
	"sync"
)

type group struct {
	wg   sync.WaitGroup
	once sync.Once
	err  error
}

func (g *group) run(work func() error) {
	g.wg.Go(func() {
		if err := work(); err != nil {
			g.once.Do(func() { g.err = err })
		}
	})
}

func main() {
	var g group
	g.run(func() error { return errors.New("no such host") })
	g.run(func() error { return nil })
	g.run(func() error { return errors.New("no route") })
	g.wg.Wait()
	fmt.Println(g.err)
}
