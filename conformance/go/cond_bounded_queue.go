// A bounded queue made of a mutex and two condition variables.
package main

import (
	"fmt"
	"sync"
)

type queue struct {
	mu       sync.Mutex
	notEmpty *sync.Cond
	notFull  *sync.Cond
	items    []int
	capacity int
	longest  int
}

func newQueue(capacity int) *queue {
	q := &queue{capacity: capacity}
	q.notEmpty, q.notFull = sync.NewCond(&q.mu), sync.NewCond(&q.mu)
	return q
}

func (q *queue) put(item int) {
	q.mu.Lock()
	defer q.mu.Unlock()
	for len(q.items) == q.capacity {
		q.notFull.Wait()
	}
	q.items = append(q.items, item)
	q.longest = max(q.longest, len(q.items))
	q.notEmpty.Signal()
}

func (q *queue) get() int {
	q.mu.Lock()
	defer q.mu.Unlock()
	for len(q.items) == 0 {
		q.notEmpty.Wait()
	}
	item := q.items[0]
	q.items = q.items[1:]
	q.notFull.Signal()
	return item
}

func main() {
	q := newQueue(3)
	go func() {
		for i := range 20 {
			q.put(i)
		}
	}()
	sum := 0
	for range 20 {
		sum += q.get()
	}
	fmt.Println("sum", sum, "never longer than 3:", q.longest <= 3, "left", len(q.items))
}
