package context

import (
	"errors"
	"time"
)

type Context interface {
	Deadline() (deadline time.Time, ok bool)
	Done() <-chan struct{}
	Err() error
	Value(key any) any
}

type CancelFunc func()
type CancelCauseFunc func(cause error)

var Canceled = errors.New("context canceled")

var DeadlineExceeded error = deadlineExceededError{}

type deadlineExceededError struct{}

func (deadlineExceededError) Error() string   { return "context deadline exceeded" }
func (deadlineExceededError) Timeout() bool   { return true }
func (deadlineExceededError) Temporary() bool { return true }

func typeName(v any) string
func comparable(v any) bool

type stringer interface{ String() string }

func nameOf(v any) string {
	if s, ok := v.(stringer); ok {
		return s.String()
	}
	return typeName(v)
}

// ---- contexts that are never cancelled

type emptyCtx struct{}

func (emptyCtx) Deadline() (deadline time.Time, ok bool) { return deadline, false }
func (emptyCtx) Done() <-chan struct{}                   { return nil }
func (emptyCtx) Err() error                              { return nil }
func (emptyCtx) Value(key any) any                       { return nil }

type backgroundCtx struct{ emptyCtx }

func (backgroundCtx) String() string { return "context.Background" }

type todoCtx struct{ emptyCtx }

func (todoCtx) String() string { return "context.TODO" }

func Background() Context { return backgroundCtx{} }
func TODO() Context       { return todoCtx{} }

type withoutCancelCtx struct {
	emptyCtx
	c Context
}

func WithoutCancel(parent Context) Context {
	need(parent)
	return withoutCancelCtx{c: parent}
}

func (c withoutCancelCtx) Value(key any) any {
	if key == any(cancelKey{}) {
		return nil
	}
	return c.c.Value(key)
}

func (c withoutCancelCtx) String() string { return nameOf(c.c) + ".WithoutCancel" }

func need(parent Context) {
	if parent == nil {
		panic("cannot create context from nil parent")
	}
}

// ---- values

type valueCtx struct {
	Context
	key, val any
}

func WithValue(parent Context, key, val any) Context {
	need(parent)
	if key == nil {
		panic("nil key")
	}
	if !comparable(key) {
		panic("key is not comparable")
	}
	return &valueCtx{parent, key, val}
}

func (c *valueCtx) Value(key any) any {
	if c.key == key {
		return c.val
	}
	return c.Context.Value(key)
}

func (c *valueCtx) String() string {
	return nameOf(c.Context) + ".WithValue(" + shown(c.key) + ", " + shown(c.val) + ")"
}

func shown(v any) string {
	if v == nil {
		return "<nil>"
	}
	if s, ok := v.(string); ok {
		return s
	}
	return nameOf(v)
}

// ---- cancellation

// The key under which a context gives what cancels it.
type cancelKey struct{}

// A context that can be cancelled. Those that are cancelled with it are its list of children, in
// the order in which they came.
type cancelCtx struct {
	Context
	done        chan struct{}
	err         error
	cause       error
	first, last *cancelCtx
	prev, next  *cancelCtx
	above       *cancelCtx
	leave       func() bool
	after       func()
	timer       *time.Timer
}

func (c *cancelCtx) Done() <-chan struct{} {
	if c.done == nil {
		done := make(chan struct{})
		if c.done == nil {
			c.done = done
			if c.err != nil {
				close(done)
			}
		}
	}
	return c.done
}

func (c *cancelCtx) Err() error { return c.err }

func (c *cancelCtx) Value(key any) any {
	if key == any(cancelKey{}) {
		return c
	}
	return c.Context.Value(key)
}

func (c *cancelCtx) String() string { return nameOf(c.Context) + ".WithCancel" }

// From now on the context is cancelled when its parent is.
func (c *cancelCtx) follow(parent Context) {
	c.Context = parent
	done := parent.Done()
	if done == nil {
		return
	}
	if parent.Err() != nil {
		c.inherit()
		return
	}
	above, ok := parent.Value(cancelKey{}).(*cancelCtx)
	if ok && above.Done() == done {
		c.join(above)
		return
	}
	if a, ok := parent.(interface{ AfterFunc(func()) func() bool }); ok {
		c.leave = a.AfterFunc(c.inherit)
		return
	}
	go func() {
		select {
		case <-done:
			c.inherit()
		case <-c.Done():
		}
	}()
}

func (c *cancelCtx) inherit() { c.cancel(c.Context.Err(), Cause(c.Context)) }

func (c *cancelCtx) join(above *cancelCtx) {
	if above.err != nil {
		c.cancel(above.err, above.cause)
		return
	}
	c.above, c.prev = above, above.last
	if above.last == nil {
		above.first = c
	} else {
		above.last.next = c
	}
	above.last = c
}

// Takes the context off its parent's list.
func (c *cancelCtx) part() {
	if c.leave != nil {
		c.leave()
		c.leave = nil
	}
	above := c.above
	if above == nil {
		return
	}
	if c.prev == nil {
		above.first = c.next
	} else {
		c.prev.next = c.next
	}
	if c.next == nil {
		above.last = c.prev
	} else {
		c.next.prev = c.prev
	}
	c.above, c.prev, c.next = nil, nil, nil
}

func (c *cancelCtx) cancel(err, cause error) {
	if c.err != nil {
		return
	}
	if cause == nil {
		cause = err
	}
	c.err, c.cause = err, cause
	if c.done != nil {
		close(c.done)
	}
	for c.first != nil {
		child := c.first
		child.part()
		child.cancel(err, cause)
	}
	c.part()
	if c.timer != nil {
		c.timer.Stop()
		c.timer = nil
	}
	if f := c.after; f != nil {
		c.after = nil
		go f()
	}
}

func WithCancel(parent Context) (ctx Context, cancel CancelFunc) {
	need(parent)
	c := &cancelCtx{}
	c.follow(parent)
	return c, func() { c.cancel(Canceled, nil) }
}

func WithCancelCause(parent Context) (ctx Context, cancel CancelCauseFunc) {
	need(parent)
	c := &cancelCtx{}
	c.follow(parent)
	return c, func(cause error) { c.cancel(Canceled, cause) }
}

func Cause(c Context) error {
	err := c.Err()
	if err == nil {
		return nil
	}
	if p, ok := c.Value(cancelKey{}).(*cancelCtx); ok && p.cause != nil {
		return p.cause
	}
	return err
}

func AfterFunc(ctx Context, f func()) (stop func() bool) {
	c := &cancelCtx{after: f}
	c.follow(ctx)
	return func() bool {
		waiting := c.halt()
		if waiting {
			c.cancel(Canceled, nil)
		}
		return waiting
	}
}

// Whether the function was still to be called; it will not be.
func (c *cancelCtx) halt() bool {
	waiting := c.after != nil
	c.after = nil
	return waiting
}

// ---- deadlines

type timerCtx struct {
	cancelCtx
	deadline time.Time
}

func (c *timerCtx) Deadline() (deadline time.Time, ok bool) { return c.deadline, true }

func (c *timerCtx) String() string {
	return nameOf(c.Context) + ".WithDeadline(" + c.deadline.String() + " [" + time.Until(c.deadline).String() + "])"
}

func WithDeadline(parent Context, d time.Time) (Context, CancelFunc) {
	return WithDeadlineCause(parent, d, nil)
}

func WithDeadlineCause(parent Context, d time.Time, cause error) (Context, CancelFunc) {
	need(parent)
	if earlier, ok := parent.Deadline(); ok && earlier.Before(d) {
		return WithCancel(parent)
	}
	c := &timerCtx{deadline: d}
	c.follow(parent)
	left := time.Until(d)
	if left <= 0 {
		c.cancel(DeadlineExceeded, cause)
	} else if c.err == nil {
		c.timer = time.AfterFunc(left, func() { c.cancel(DeadlineExceeded, cause) })
	}
	return c, func() { c.cancel(Canceled, nil) }
}

func WithTimeout(parent Context, timeout time.Duration) (Context, CancelFunc) {
	return WithDeadline(parent, time.Now().Add(timeout))
}

func WithTimeoutCause(parent Context, timeout time.Duration, cause error) (Context, CancelFunc) {
	return WithDeadlineCause(parent, time.Now().Add(timeout), cause)
}
