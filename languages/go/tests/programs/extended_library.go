package main

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"time"

	"golang.org/x/sync/errgroup"
	"golang.org/x/sync/semaphore"
	"golang.org/x/sync/singleflight"
	"golang.org/x/time/rate"
)

func try(f func()) {
	defer func() {
		if r := recover(); r != nil {
			fmt.Println("panic:", r)
		}
	}()
	f()
}

func groups() {
	var g errgroup.Group
	var sum atomic.Int64
	for i := range 10 {
		g.Go(func() error {
			sum.Add(int64(i))
			return nil
		})
	}
	fmt.Println(g.Wait(), sum.Load())

	failing, ctx := errgroup.WithContext(context.Background())
	for i := range 3 {
		failing.Go(func() error {
			if i == 1 {
				time.Sleep(time.Millisecond)
				return errors.New("bad 1")
			}
			<-ctx.Done()
			return ctx.Err()
		})
	}
	fmt.Println(failing.Wait(), ctx.Err(), context.Cause(ctx))

	limited := new(errgroup.Group)
	limited.SetLimit(2)
	var running, most atomic.Int32
	for range 8 {
		limited.Go(func() error {
			n := running.Add(1)
			for {
				old := most.Load()
				if n <= old || most.CompareAndSwap(old, n) {
					break
				}
			}
			time.Sleep(time.Millisecond)
			running.Add(-1)
			return nil
		})
	}
	fmt.Println(limited.Wait(), most.Load())
	block := make(chan bool)
	wait := func() error { <-block; return nil }
	fmt.Println(limited.TryGo(wait), limited.TryGo(wait), limited.TryGo(wait))
	try(func() { limited.SetLimit(5) })
	close(block)
	fmt.Println(limited.Wait())
	quiet, done := errgroup.WithContext(context.Background())
	fmt.Println(quiet.Wait(), done.Err())
}

func semaphores() {
	s := semaphore.NewWeighted(4)
	fmt.Println(s.TryAcquire(3), s.TryAcquire(2), s.TryAcquire(1))
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Millisecond)
	defer cancel()
	fmt.Println(s.Acquire(ctx, 1), s.Acquire(ctx, 1))
	order := make(chan int, 10)
	var wg sync.WaitGroup
	for i, n := range []int64{3, 1, 2} {
		wg.Go(func() {
			s.Acquire(context.Background(), n)
			order <- i
			s.Release(n)
		})
		time.Sleep(time.Millisecond)
	}
	fmt.Println(s.TryAcquire(1))
	s.Release(1)
	time.Sleep(time.Millisecond)
	fmt.Println(len(order))
	s.Release(3)
	wg.Wait()
	close(order)
	first := <-order
	fmt.Println(first, len(order))
	short, cancel2 := context.WithTimeout(context.Background(), time.Millisecond)
	defer cancel2()
	fmt.Println(s.Acquire(short, 5))
	try(func() { s.Release(1) })
}

func flights() {
	var g singleflight.Group
	var calls atomic.Int32
	var wg sync.WaitGroup
	var shared atomic.Int32
	for range 5 {
		wg.Go(func() {
			v, err, dup := g.Do("key", func() (any, error) {
				calls.Add(1)
				time.Sleep(10 * time.Millisecond)
				return "value", nil
			})
			if v != "value" || err != nil {
				fmt.Println(v, err)
			}
			if dup {
				shared.Add(1)
			}
		})
	}
	wg.Wait()
	fmt.Println(calls.Load(), shared.Load())
	fmt.Println(g.Do("other", func() (any, error) { return nil, errors.New("no") }))
	ch := g.DoChan("chan", func() (any, error) {
		time.Sleep(5 * time.Millisecond)
		return 7, nil
	})
	again := g.DoChan("chan", func() (any, error) { return 8, nil })
	fmt.Println(<-ch, <-again)
	slow := g.DoChan("forget", func() (any, error) {
		time.Sleep(5 * time.Millisecond)
		return "old", nil
	})
	g.Forget("forget")
	fmt.Println(g.Do("forget", func() (any, error) { return "new", nil }))
	fmt.Println((<-slow).Val)
}

func rates() {
	at := time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC)
	lim := rate.NewLimiter(10, 3)
	fmt.Println(lim.Limit(), lim.Burst(), rate.Every(100*time.Millisecond), rate.Every(0) == rate.Inf)
	for i := range 6 {
		fmt.Print(lim.AllowN(at.Add(time.Duration(i)*10*time.Millisecond), 1), " ")
	}
	fmt.Println(lim.AllowN(at.Add(100*time.Millisecond), 1), lim.TokensAt(at.Add(200*time.Millisecond)))
	r := lim.ReserveN(at.Add(200*time.Millisecond), 3)
	fmt.Println(r.OK(), r.DelayFrom(at.Add(200*time.Millisecond)))
	r2 := lim.ReserveN(at.Add(200*time.Millisecond), 1)
	fmt.Println(r2.OK(), r2.DelayFrom(at.Add(200*time.Millisecond)), lim.TokensAt(at.Add(200*time.Millisecond)))
	r2.CancelAt(at.Add(200 * time.Millisecond))
	fmt.Println(lim.TokensAt(at.Add(200 * time.Millisecond)))
	too := lim.ReserveN(at, 4)
	fmt.Println(too.OK(), too.DelayFrom(at) == rate.InfDuration)
	lim.SetLimitAt(at.Add(time.Second), 1)
	lim.SetBurstAt(at.Add(time.Second), 2)
	fmt.Println(lim.TokensAt(at.Add(time.Second)), lim.AllowN(at.Add(2*time.Second), 2), lim.AllowN(at.Add(2*time.Second), 1))
	fmt.Println(lim.WaitN(context.Background(), 9))
	ctx, cancel := context.WithTimeout(context.Background(), time.Millisecond)
	defer cancel()
	slow := rate.NewLimiter(rate.Every(time.Hour), 1)
	fmt.Println(slow.Wait(ctx), slow.Wait(ctx))
	cancel()
	fmt.Println(slow.Wait(ctx))
	quick := rate.NewLimiter(100, 1)
	start := time.Now()
	for range 4 {
		quick.Wait(context.Background())
	}
	fmt.Println(time.Since(start).Round(10 * time.Millisecond))
	fmt.Println(rate.NewLimiter(rate.Inf, 0).Allow(), rate.NewLimiter(0, 1).Allow(), rate.NewLimiter(1, 0).Allow())
}

func main() {
	groups()
	semaphores()
	flights()
	rates()
}
