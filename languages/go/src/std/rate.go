package rate

import (
	"context"
	"fmt"
	"math"
	"time"
)

// Limit is how many events a second are let through.
type Limit float64

const Inf = Limit(math.MaxFloat64)

const InfDuration = time.Duration(math.MaxInt64)

func Every(interval time.Duration) Limit {
	if interval <= 0 {
		return Inf
	}
	return 1 / Limit(interval.Seconds())
}

// Limiter is a bucket that starts full and is refilled at a steady rate; an event takes a token.
type Limiter struct {
	limit  Limit
	burst  int
	tokens float64
	last   time.Time
	latest time.Time
}

func NewLimiter(r Limit, b int) *Limiter {
	return &Limiter{limit: r, burst: b, tokens: float64(b)}
}

func (lim *Limiter) Limit() Limit                 { return lim.limit }
func (lim *Limiter) Burst() int                   { return lim.burst }
func (lim *Limiter) Tokens() float64              { return lim.TokensAt(time.Now()) }
func (lim *Limiter) TokensAt(t time.Time) float64 { return lim.filled(t) }

func (lim *Limiter) SetLimit(newLimit Limit) { lim.SetLimitAt(time.Now(), newLimit) }

func (lim *Limiter) SetLimitAt(t time.Time, newLimit Limit) {
	lim.advance(t)
	lim.limit = newLimit
}

func (lim *Limiter) SetBurst(newBurst int) { lim.SetBurstAt(time.Now(), newBurst) }

func (lim *Limiter) SetBurstAt(t time.Time, newBurst int) {
	lim.advance(t)
	lim.burst = newBurst
}

// The tokens at a moment, without taking any.
func (lim *Limiter) filled(t time.Time) float64 {
	elapsed := time.Duration(0)
	if t.After(lim.last) {
		elapsed = t.Sub(lim.last)
	}
	return min(float64(lim.burst), lim.tokens+lim.limit.tokensFrom(elapsed))
}

func (lim *Limiter) advance(t time.Time) {
	lim.tokens = lim.filled(t)
	lim.last = t
}

func (limit Limit) tokensFrom(d time.Duration) float64 {
	if limit <= 0 {
		return 0
	}
	return d.Seconds() * float64(limit)
}

func (limit Limit) durationFrom(tokens float64) time.Duration {
	if limit <= 0 {
		return InfDuration
	}
	d := tokens / float64(limit) * float64(time.Second)
	if d > float64(math.MaxInt64) {
		return InfDuration
	}
	return time.Duration(d)
}

// Reservation is a permission to act after a delay.
type Reservation struct {
	ok     bool
	lim    *Limiter
	tokens int
	when   time.Time
	limit  Limit
}

func (r *Reservation) OK() bool             { return r.ok }
func (r *Reservation) Delay() time.Duration { return r.DelayFrom(time.Now()) }
func (r *Reservation) Cancel()              { r.CancelAt(time.Now()) }

func (r *Reservation) DelayFrom(t time.Time) time.Duration {
	if !r.ok {
		return InfDuration
	}
	return max(0, r.when.Sub(t))
}

// What later reservations were made with is not given back.
func (r *Reservation) CancelAt(t time.Time) {
	if !r.ok || r.lim.limit == Inf || r.tokens == 0 || r.when.Before(t) {
		return
	}
	back := float64(r.tokens) - r.limit.tokensFrom(r.lim.latest.Sub(r.when))
	if back <= 0 {
		return
	}
	r.lim.tokens = min(float64(r.lim.burst), r.lim.filled(t)+back)
	r.lim.last = t
	if r.when.Equal(r.lim.latest) {
		before := r.when.Add(r.limit.durationFrom(-float64(r.tokens)))
		if !before.Before(t) {
			r.lim.latest = before
		}
	}
}

func (lim *Limiter) reserve(t time.Time, n int, longest time.Duration) *Reservation {
	if lim.limit == Inf {
		return &Reservation{ok: true, lim: lim, tokens: n, when: t}
	}
	tokens := lim.filled(t) - float64(n)
	wait := time.Duration(0)
	if tokens < 0 {
		wait = lim.limit.durationFrom(-tokens)
	}
	r := &Reservation{lim: lim, limit: lim.limit}
	if n > lim.burst || wait > longest {
		return r
	}
	r.ok, r.tokens, r.when = true, n, t.Add(wait)
	lim.last, lim.tokens, lim.latest = t, tokens, r.when
	return r
}

func (lim *Limiter) Allow() bool { return lim.AllowN(time.Now(), 1) }

func (lim *Limiter) AllowN(t time.Time, n int) bool { return lim.reserve(t, n, 0).ok }

func (lim *Limiter) Reserve() *Reservation { return lim.ReserveN(time.Now(), 1) }

func (lim *Limiter) ReserveN(t time.Time, n int) *Reservation {
	return lim.reserve(t, n, InfDuration)
}

func (lim *Limiter) Wait(ctx context.Context) error { return lim.WaitN(ctx, 1) }

func (lim *Limiter) WaitN(ctx context.Context, n int) error {
	if n > lim.burst && lim.limit != Inf {
		return fmt.Errorf("rate: Wait(n=%d) exceeds limiter's burst %d", n, lim.burst)
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	now, longest := time.Now(), InfDuration
	if deadline, ok := ctx.Deadline(); ok {
		longest = deadline.Sub(now)
	}
	r := lim.reserve(now, n, longest)
	if !r.ok {
		return fmt.Errorf("rate: Wait(n=%d) would exceed context deadline", n)
	}
	delay := r.DelayFrom(now)
	if delay == 0 {
		return nil
	}
	timer := time.NewTimer(delay)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		r.Cancel()
		return ctx.Err()
	}
}

// Sometimes performs an action only now and then: the first times, every so many times, and after
// an interval, whichever comes first.
type Sometimes struct {
	First    int
	Every    int
	Interval time.Duration
	count    int
	last     time.Time
}

func (s *Sometimes) Do(f func()) {
	if s.count == 0 || s.count < s.First || s.Every > 0 && s.count%s.Every == 0 || s.Interval > 0 && time.Since(s.last) >= s.Interval {
		f()
		if s.Interval > 0 {
			s.last = time.Now()
		}
	}
	s.count++
}
