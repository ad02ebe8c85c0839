package semaphore

import "context"

type waiter struct {
	n     int64
	ready chan struct{}
}

// Weighted is a semaphore whose units are acquired several at a time, first come first served.
type Weighted struct {
	size    int64
	cur     int64
	waiters []*waiter
}

func NewWeighted(n int64) *Weighted { return &Weighted{size: n} }

func (s *Weighted) Acquire(ctx context.Context, n int64) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if s.TryAcquire(n) {
		return nil
	}
	done := ctx.Done()
	if n > s.size {
		<-done
		return ctx.Err()
	}
	w := &waiter{n, make(chan struct{})}
	s.enqueue(w)
	select {
	case <-w.ready:
		return nil
	case <-done:
	}
	select {
	case <-w.ready:
		return nil
	default:
	}
	s.forget(w)
	return ctx.Err()
}

func (s *Weighted) enqueue(w *waiter) {
	s.waiters = append(s.waiters, w)
	// Something may have been released while the channel was made.
	s.notify()
}

func (s *Weighted) forget(w *waiter) {
	for i, other := range s.waiters {
		if other == w {
			s.waiters = append(s.waiters[:i], s.waiters[i+1:]...)
			break
		}
	}
	s.notify()
}

func (s *Weighted) TryAcquire(n int64) bool {
	if s.size-s.cur < n || len(s.waiters) > 0 {
		return false
	}
	s.cur += n
	return true
}

func (s *Weighted) Release(n int64) {
	s.cur -= n
	if s.cur < 0 {
		panic("semaphore: released more than held")
	}
	s.notify()
}

// Gives the first waiters what they want, until one wants more than there is.
func (s *Weighted) notify() {
	for len(s.waiters) > 0 && s.size-s.cur >= s.waiters[0].n {
		w := s.waiters[0]
		s.waiters = s.waiters[1:]
		s.cur += w.n
		close(w.ready)
	}
}
