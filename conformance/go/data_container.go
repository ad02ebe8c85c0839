package main

import (
	"container/heap"
	"container/list"
	"container/ring"
	"fmt"
)

type intHeap []int

func (h intHeap) Len() int           { return len(h) }
func (h intHeap) Less(i, j int) bool { return h[i] < h[j] }
func (h intHeap) Swap(i, j int)      { h[i], h[j] = h[j], h[i] }
func (h *intHeap) Push(x any)        { *h = append(*h, x.(int)) }
func (h *intHeap) Pop() any {
	old := *h
	x := old[len(old)-1]
	*h = old[:len(old)-1]
	return x
}

type item struct {
	value           string
	priority, index int
}

type queue []*item

func (q queue) Len() int           { return len(q) }
func (q queue) Less(i, j int) bool { return q[i].priority > q[j].priority }
func (q queue) Swap(i, j int) {
	q[i], q[j] = q[j], q[i]
	q[i].index, q[j].index = i, j
}
func (q *queue) Push(x any) {
	it := x.(*item)
	it.index = len(*q)
	*q = append(*q, it)
}
func (q *queue) Pop() any {
	old := *q
	it := old[len(old)-1]
	old[len(old)-1] = nil
	it.index = -1
	*q = old[:len(old)-1]
	return it
}

func values(l *list.List) (out []any) {
	for e := l.Front(); e != nil; e = e.Next() {
		out = append(out, e.Value)
	}
	for e := l.Back(); e != nil; e = e.Prev() {
		out = append(out, e.Value)
	}
	return out
}

func main() {
	h := &intHeap{5, 2, 8}
	heap.Init(h)
	heap.Push(h, 3)
	fmt.Println((*h)[0], *h)
	(*h)[2] = 1
	heap.Fix(h, 2)
	fmt.Println(*h)
	fmt.Println(heap.Remove(h, 1))
	fmt.Println(*h)
	for h.Len() > 0 {
		fmt.Print(heap.Pop(h), " ")
	}
	fmt.Println()

	q := queue{}
	for i, word := range []string{"banana", "apple", "pear", "fig"} {
		heap.Push(&q, &item{value: word, priority: (i * 7) % 5})
	}
	last := q[len(q)-1]
	last.priority = 10
	heap.Fix(&q, last.index)
	for q.Len() > 0 {
		it := heap.Pop(&q).(*item)
		fmt.Printf("%d:%s ", it.priority, it.value)
	}
	fmt.Println()

	l := list.New()
	four := l.PushBack(4)
	one := l.PushFront(1)
	l.InsertBefore(3, four)
	l.InsertAfter(2, one)
	fmt.Println(l.Len(), values(l))
	l.MoveToFront(four)
	l.MoveToBack(one)
	fmt.Println(values(l), l.Remove(four), l.Len(), four.Next() == nil)
	l.MoveBefore(one, l.Front())
	l.MoveAfter(one, l.Back())
	other := list.New()
	other.PushBack("x")
	other.PushBack("y")
	l.PushBackList(other)
	l.PushFrontList(other)
	l.PushBackList(l)
	fmt.Println(values(l), l.Len())
	var zero list.List
	fmt.Println(zero.Len(), zero.Front() == nil, zero.PushBack(7).Value, zero.Len(), l.InsertAfter(1, four) == nil)
	for e := l.Front(); e != nil; {
		next := e.Next()
		if _, ok := e.Value.(string); ok {
			l.Remove(e)
		}
		e = next
	}
	fmt.Println(values(l))
	l.Init()
	fmt.Println(l.Len(), l.Back())

	r := ring.New(5)
	for i := range r.Len() {
		r.Value = i
		r = r.Next()
	}
	r.Do(func(v any) { fmt.Print(v, " ") })
	removed := r.Move(1).Unlink(2)
	fmt.Println(r.Len(), removed.Len(), r.Prev().Value, r.Move(-2).Value)
	r.Link(removed).Do(func(v any) { fmt.Print(v, " ") })
	fmt.Println(ring.New(0) == nil, ring.New(1).Len())
	var single ring.Ring
	fmt.Println(single.Len(), single.Next() == &single)
}
