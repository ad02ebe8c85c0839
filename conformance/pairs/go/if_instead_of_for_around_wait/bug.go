// pair: A woken consumer does not look again whether another one was faster and took the item.
// expect: panic
// real: passes 1000
package main

import (
	"fmt"
	"sync"
)

type queue struct {
	mu    sync.Mutex
	more  *sync.Cond
	items []string
}

func (q *queue) put(item string) {
	q.mu.Lock()
	q.items = append(q.items, item)
	q.mu.Unlock()
	q.more.Broadcast()
}

func (q *queue) take() string {
	q.mu.Lock()
	defer q.mu.Unlock()
	if len(q.items) == 0 {
		q.more.Wait()
	}
	item := q.items[0]
	q.items = q.items[1:]
	return item
}

func main() {
	q := &queue{}
	q.more = sync.NewCond(&q.mu)
	var wg sync.WaitGroup
	for range 2 {
		wg.Go(func() { q.take() })
	}
	q.put("letter")
	q.put("parcel")
	wg.Wait()
	fmt.Println("left", len(q.items))
}
