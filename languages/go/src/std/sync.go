package sync

type noCopy struct{}

type Locker interface {
	Lock()
	Unlock()
}

type mutex struct {
	state int32
	sema  uint32
}

type Mutex struct {
	_  noCopy
	mu mutex
}

func (m *Mutex) Lock()
func (m *Mutex) TryLock() bool
func (m *Mutex) Unlock()

type RWMutex struct {
	w           Mutex
	writerSem   uint32
	readerSem   uint32
	readerCount int32
	readerWait  int32
}

func (rw *RWMutex) Lock()
func (rw *RWMutex) TryLock() bool
func (rw *RWMutex) Unlock()
func (rw *RWMutex) RLock()
func (rw *RWMutex) TryRLock() bool
func (rw *RWMutex) RUnlock()

func (rw *RWMutex) RLocker() Locker { return &rlocker{rw} }

type rlocker struct{ rw *RWMutex }

func (r *rlocker) Lock()   { r.rw.RLock() }
func (r *rlocker) Unlock() { r.rw.RUnlock() }

type WaitGroup struct {
	_ noCopy
	n int64
}

func (wg *WaitGroup) Add(delta int)
func (wg *WaitGroup) Done()
func (wg *WaitGroup) Wait()

func (wg *WaitGroup) Go(f func()) {
	wg.Add(1)
	go func() {
		defer func() {
			// Whoever waits must not get ahead of the panic that ends the program.
			if x := recover(); x != nil {
				panic(x)
			}
			wg.Done()
		}()
		f()
	}()
}

type Once struct {
	_    noCopy
	done uint32
	m    Mutex
}

func (o *Once) Do(f func()) {
	if o.done == 0 {
		o.slow(f)
	}
}

func (o *Once) slow(f func()) {
	o.m.Lock()
	defer o.m.Unlock()
	if o.done == 0 {
		defer o.finish()
		f()
	}
}

func (o *Once) finish() { o.done = 1 }

func OnceFunc(f func()) func() {
	var (
		once   Once
		valid  bool
		reason any
	)
	run := func() {
		defer func() {
			f = nil
			reason = recover()
			if !valid {
				panic(reason)
			}
		}()
		f()
		valid = true
	}
	return func() {
		once.Do(run)
		if !valid {
			panic(reason)
		}
	}
}

func OnceValue[T any](f func() T) func() T {
	var value T
	once := OnceFunc(func() {
		value = f()
		f = nil
	})
	return func() T {
		once()
		return value
	}
}

func OnceValues[T1, T2 any](f func() (T1, T2)) func() (T1, T2) {
	var (
		first  T1
		second T2
	)
	once := OnceFunc(func() {
		first, second = f()
		f = nil
	})
	return func() (T1, T2) {
		once()
		return first, second
	}
}

type notifyList struct {
	wait   uint32
	notify uint32
	lock   uintptr
	head   uintptr
	tail   uintptr
}

func (l *notifyList) add() uint32
func (l *notifyList) await(ticket uint32)
func (l *notifyList) signal()
func (l *notifyList) broadcast()

type Cond struct {
	_      noCopy
	L      Locker
	notify notifyList
	self   *Cond
}

func NewCond(l Locker) *Cond { return &Cond{L: l} }

func (c *Cond) check() {
	if c.self == nil {
		c.self = c
	}
	if c.self != c {
		panic("sync.Cond is copied")
	}
}

func (c *Cond) Wait() {
	c.check()
	t := c.notify.add()
	c.L.Unlock()
	c.notify.await(t)
	c.L.Lock()
}

func (c *Cond) Signal() {
	c.check()
	c.notify.signal()
}

func (c *Cond) Broadcast() {
	c.check()
	c.notify.broadcast()
}

// The number of the program's collections so far: each takes what was put before the last one.
func collections() uint64

type Pool struct {
	_       noCopy
	seen    uint64
	private any
	shared  []any
	victims []any
	New     func() any
}

func (p *Pool) age() {
	n := collections() - p.seen
	if n == 0 {
		return
	}
	p.seen += n
	p.victims = nil
	if n == 1 {
		p.victims = p.shared
		if p.private != nil {
			p.victims = append(p.victims, p.private)
		}
	}
	p.shared = nil
	p.private = nil
}

func (p *Pool) Put(x any) {
	if x == nil {
		return
	}
	p.age()
	if p.private == nil {
		p.private = x
		return
	}
	p.shared = append(p.shared, x)
}

func (p *Pool) Get() any {
	p.age()
	x := p.private
	p.private = nil
	if x == nil {
		x, p.shared = last(p.shared)
	}
	if x == nil {
		x, p.victims = last(p.victims)
	}
	if x == nil && p.New != nil {
		x = p.New()
	}
	return x
}

func last(list []any) (any, []any) {
	n := len(list)
	if n == 0 {
		return nil, list
	}
	x := list[n-1]
	list[n-1] = nil
	return x, list[:n-1]
}

type Map struct {
	_ noCopy
	m map[any]any
}

func (m *Map) Load(key any) (value any, ok bool) {
	value, ok = m.m[key]
	return value, ok
}

func (m *Map) Store(key, value any) { m.put(key, value) }

// What methods that have looked already store with: nobody can come in between.
func (m *Map) put(key, value any) {
	if m.m == nil {
		m.m = map[any]any{}
	}
	m.m[key] = value
}

func (m *Map) LoadOrStore(key, value any) (actual any, loaded bool) {
	actual, loaded = m.m[key]
	if !loaded {
		m.put(key, value)
		actual = value
	}
	return actual, loaded
}

func (m *Map) LoadAndDelete(key any) (value any, loaded bool) {
	value, loaded = m.m[key]
	delete(m.m, key)
	return value, loaded
}

func (m *Map) Delete(key any) { delete(m.m, key) }

func (m *Map) Swap(key, value any) (previous any, loaded bool) {
	previous, loaded = m.m[key]
	m.put(key, value)
	return previous, loaded
}

func (m *Map) CompareAndSwap(key, old, new any) (swapped bool) {
	value, ok := m.m[key]
	if !ok || value != old {
		return false
	}
	m.m[key] = new
	return true
}

func (m *Map) CompareAndDelete(key, old any) (deleted bool) {
	value, ok := m.m[key]
	if !ok || value != old {
		return false
	}
	delete(m.m, key)
	return true
}

func (m *Map) Range(f func(key, value any) bool) {
	for key, value := range m.m {
		if !f(key, value) {
			return
		}
	}
}

func (m *Map) Clear() { clear(m.m) }
