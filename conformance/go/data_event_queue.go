package main

import (
	"container/heap"
	"fmt"
	"math/rand"
)

type event struct {
	at   int
	name string
	run  func(now int)
}

type queue []*event

func (q queue) Len() int           { return len(q) }
func (q queue) Less(i, j int) bool { return q[i].at < q[j].at }
func (q queue) Swap(i, j int)      { q[i], q[j] = q[j], q[i] }
func (q *queue) Push(x any)        { *q = append(*q, x.(*event)) }
func (q *queue) Pop() any {
	n := len(*q) - 1
	e := (*q)[n]
	*q = (*q)[:n]
	return e
}

type simulation struct {
	events queue
	rnd    *rand.Rand
	served int
	waits  []int
}

func (s *simulation) after(now, delay int, name string, run func(int)) {
	heap.Push(&s.events, &event{now + delay, name, run})
}

func (s *simulation) arrive(now int) {
	arrived := now
	s.after(now, 1+s.rnd.Intn(5), "serve", func(now int) {
		s.served++
		s.waits = append(s.waits, now-arrived)
	})
	if len(s.waits)+len(s.events) < 12 {
		s.after(now, s.rnd.Intn(4), "arrive", s.arrive)
	}
}

func main() {
	s := &simulation{rnd: rand.New(rand.NewSource(2024))}
	s.after(0, 0, "arrive", s.arrive)
	for s.events.Len() > 0 {
		e := heap.Pop(&s.events).(*event)
		fmt.Println(e.at, e.name, len(s.events))
		e.run(e.at)
	}
	fmt.Println(s.served, s.waits)
	perm := s.rnd.Perm(6)
	fmt.Println(perm, s.rnd.Float64() < 1)
}
