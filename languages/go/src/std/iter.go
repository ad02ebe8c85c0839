package iter

type Seq[V any] func(yield func(V) bool)

type Seq2[K, V any] func(yield func(K, V) bool)

// pulled is the state of a Pull: values come from a goroutine of its own, which runs only while
// next or stop waits for it.
type pulled struct {
	ask, answer   chan bool
	started, done bool
	panicked      any
}

// turn lets body run to its next value, after which it calls ready; more says whether one is wanted.
func (p *pulled) turn(more bool, body func(ready func() bool)) bool {
	if !p.started {
		p.started = true
		go p.run(body)
	}
	p.ask <- more
	found := <-p.answer
	if v := p.panicked; v != nil {
		p.panicked = nil
		panic(v)
	}
	return found
}

func (p *pulled) run(body func(ready func() bool)) {
	defer func() {
		p.done = true
		p.panicked = recover()
		p.answer <- false
	}()
	if <-p.ask {
		body(func() bool {
			p.answer <- true
			return <-p.ask
		})
	}
}

func Pull[V any](seq Seq[V]) (next func() (V, bool), stop func()) {
	p := &pulled{ask: make(chan bool), answer: make(chan bool)}
	var value V
	body := func(ready func() bool) {
		seq(func(v V) bool {
			value = v
			return ready()
		})
	}
	next = func() (V, bool) {
		var zero V
		if p.done || !p.turn(true, body) {
			return zero, false
		}
		v := value
		value = zero
		return v, true
	}
	stop = func() {
		if !p.done && p.started {
			p.turn(false, body)
		}
		p.done = true
	}
	return next, stop
}

func Pull2[K, V any](seq Seq2[K, V]) (next func() (K, V, bool), stop func()) {
	type pair struct {
		k K
		v V
	}
	one, stop := Pull(func(yield func(pair) bool) {
		seq(func(k K, v V) bool { return yield(pair{k, v}) })
	})
	next = func() (K, V, bool) {
		p, ok := one()
		return p.k, p.v, ok
	}
	return next, stop
}
