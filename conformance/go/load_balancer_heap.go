// A balancer that gives each request to the worker with the fewest pending ones.
package main

import (
	"container/heap"
	"fmt"
)

type worker struct {
	id, pending, total, index int
	requests                  chan int
}

type pool []*worker

func (p pool) Len() int { return len(p) }
func (p pool) Less(i, j int) bool {
	return p[i].pending < p[j].pending || p[i].pending == p[j].pending && p[i].id < p[j].id
}
func (p pool) Swap(i, j int) {
	p[i], p[j] = p[j], p[i]
	p[i].index, p[j].index = i, j
}
func (p *pool) Push(w any) {
	w.(*worker).index = len(*p)
	*p = append(*p, w.(*worker))
}
func (p *pool) Pop() any {
	last := (*p)[len(*p)-1]
	*p = (*p)[:len(*p)-1]
	return last
}

func main() {
	var p pool
	done := make(chan *worker)
	for id := range 3 {
		w := &worker{id: id, requests: make(chan int, 8)}
		go func() {
			for range w.requests {
				done <- w
			}
		}()
		heap.Push(&p, w)
	}
	for request := range 8 {
		w := heap.Pop(&p).(*worker)
		w.pending++
		w.total++
		w.requests <- request
		heap.Push(&p, w)
	}
	for range 8 {
		w := <-done
		w.pending--
		heap.Fix(&p, w.index)
	}
	for _, w := range []*worker{p[0], p[1], p[2]} {
		fmt.Println("pending", w.pending, "at least two requests:", w.total >= 2)
	}
}
