// sync.Pool hands out what was put back, or makes something new.
package main

import (
	"fmt"
	"strings"
	"sync"
)

var pool = sync.Pool{New: func() any { return new(strings.Builder) }}

func render(name string) string {
	b := pool.Get().(*strings.Builder)
	defer func() {
		b.Reset()
		pool.Put(b)
	}()
	fmt.Fprintf(b, "hello, %s", name)
	return b.String()
}

func main() {
	names := []string{"ann", "bob", "eve"}
	texts := make([]string, len(names))
	var wg sync.WaitGroup
	for i, name := range names {
		wg.Go(func() { texts[i] = render(name) })
	}
	wg.Wait()
	fmt.Println(strings.Join(texts, "; "))

	var empty sync.Pool
	fmt.Println(empty.Get())
}
