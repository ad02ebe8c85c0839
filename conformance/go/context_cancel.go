package main

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"
)

type own struct {
	done chan struct{}
}

func (o *own) Deadline() (t time.Time, ok bool) { return t, false }
func (o *own) Done() <-chan struct{}            { return o.done }
func (o *own) Value(key any) any                { return nil }
func (o *own) Err() error {
	select {
	case <-o.done:
		return errors.New("own error")
	default:
		return nil
	}
}

func main() {
	root, cancel := context.WithCancel(context.Background())
	a, cancelA := context.WithCancelCause(root)
	b, cancelB := context.WithCancel(a)
	c, cancelC := context.WithTimeout(context.WithValue(root, 1, 2), time.Hour)
	defer cancelB()
	defer cancelC()
	cancelA(errors.New("a failed"))
	fmt.Println(a.Err(), context.Cause(a), "|", b.Err(), context.Cause(b), "|", root.Err(), c.Err(), context.Cause(c))
	fmt.Println(a.Err() == context.Canceled, errors.Is(b.Err(), context.Canceled))
	cancelA(errors.New("again"))
	fmt.Println(context.Cause(b))

	var wg sync.WaitGroup
	for range 5 {
		wg.Go(func() { <-c.Done() })
	}
	cancel()
	wg.Wait()
	cancel()
	fmt.Println(c.Err(), context.Cause(c))
	late, cancelLate := context.WithCancelCause(c)
	<-late.Done()
	fmt.Println(late.Err(), context.Cause(late))
	cancelLate(errors.New("late"))
	fmt.Println(context.Cause(late))
	nilCause, cancelNil := context.WithCancelCause(context.Background())
	cancelNil(nil)
	fmt.Println(nilCause.Err(), context.Cause(nilCause))

	o := &own{make(chan struct{})}
	child, cancelChild := context.WithCancel(o)
	grandchild, cancelGrandchild := context.WithCancelCause(child)
	defer cancelChild()
	defer cancelGrandchild(nil)
	close(o.done)
	<-grandchild.Done()
	fmt.Println(child.Err(), grandchild.Err(), context.Cause(grandchild), child)

	gone, cancelGone := context.WithCancel(context.Background())
	calls := make(chan string)
	stop := context.AfterFunc(gone, func() { calls <- "after" })
	never := context.AfterFunc(gone, func() { calls <- "never" })
	fmt.Println(never(), never())
	cancelGone()
	fmt.Println(<-calls, stop())
	context.AfterFunc(gone, func() { calls <- "at once" })
	fmt.Println(<-calls)

	results := make(chan int)
	worker, stopWorker := context.WithCancel(context.Background())
	go func() {
		defer close(results)
		for i := 0; ; i++ {
			select {
			case <-worker.Done():
				return
			case results <- i:
			}
		}
	}()
	for i := range results {
		if i == 3 {
			stopWorker()
			break
		}
	}
	for range results {
	}
	fmt.Println(worker.Err())
}
