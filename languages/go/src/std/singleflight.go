package singleflight

import (
	"fmt"
	"runtime"
	"runtime/debug"
	"sync"
)

type call struct {
	wg    sync.WaitGroup
	val   any
	err   error
	dups  int
	chans []chan<- Result
}

type Result struct {
	Val    any
	Err    error
	Shared bool
}

// A panic of the function, given on to everybody who waits.
type panicError struct {
	value any
	stack []byte
}

func (p *panicError) Error() string {
	return fmt.Sprintf("%v\n\n%s", p.value, p.stack)
}

func (p *panicError) Unwrap() error {
	err, _ := p.value.(error)
	return err
}

type goexit struct{}

func (goexit) Error() string { return "runtime.Goexit was called" }

// Group lets one call for a key stand for all that are made while it is under way.
type Group struct {
	m map[string]*call
}

// The call under way for the key, or a new one.
func (g *Group) join(key string, ch chan<- Result) (c *call, first bool) {
	if c, ok := g.m[key]; ok {
		c.dups++
		if ch != nil {
			c.chans = append(c.chans, ch)
		}
		return c, false
	}
	c = &call{}
	if ch != nil {
		c.chans = []chan<- Result{ch}
	}
	if g.m == nil {
		g.m = map[string]*call{}
	}
	g.m[key] = c
	c.wg.Add(1)
	return c, true
}

// Later calls for the key make one of their own.
func (g *Group) part(key string, c *call) {
	if g.m[key] == c {
		delete(g.m, key)
	}
}

func (g *Group) Do(key string, fn func() (any, error)) (v any, err error, shared bool) {
	c, first := g.join(key, nil)
	if first {
		g.run(c, key, fn)
		return c.val, c.err, c.dups > 0
	}
	c.wg.Wait()
	if e, ok := c.err.(*panicError); ok {
		panic(e)
	}
	if _, ok := c.err.(goexit); ok {
		runtime.Goexit()
	}
	return c.val, c.err, true
}

func (g *Group) DoChan(key string, fn func() (any, error)) <-chan Result {
	ch := make(chan Result, 1)
	if c, first := g.join(key, ch); first {
		go g.run(c, key, fn)
	}
	return ch
}

func (g *Group) run(c *call, key string, fn func() (any, error)) {
	returned := false
	defer func() {
		if !returned && c.err == nil {
			c.err = goexit{}
		}
		g.part(key, c)
		c.wg.Done()
		e, panicked := c.err.(*panicError)
		switch {
		case panicked && len(c.chans) > 0:
			go func() { panic(e) }()
			select {}
		case panicked:
			panic(e)
		case returned:
			for _, ch := range c.chans {
				ch <- Result{c.val, c.err, c.dups > 0}
			}
		}
	}()
	func() {
		defer func() {
			if !returned {
				if r := recover(); r != nil {
					c.err = &panicError{r, debug.Stack()}
				}
			}
		}()
		c.val, c.err = fn()
		returned = true
	}()
}

func (g *Group) Forget(key string) { delete(g.m, key) }
