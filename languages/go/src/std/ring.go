package ring

type Ring struct {
	next, prev *Ring
	Value      any
}

// own makes a zero ring one of a single element.
func (r *Ring) own() *Ring {
	if r.next == nil {
		r.next, r.prev = r, r
	}
	return r
}

func New(n int) *Ring {
	if n <= 0 {
		return nil
	}
	first := new(Ring).own()
	for range n - 1 {
		first.prev.Link(new(Ring))
	}
	return first
}

func (r *Ring) Next() *Ring { return r.own().next }
func (r *Ring) Prev() *Ring { return r.own().prev }

func (r *Ring) Move(n int) *Ring {
	r.own()
	for ; n < 0; n++ {
		r = r.prev
	}
	for ; n > 0; n-- {
		r = r.next
	}
	return r
}

func (r *Ring) Link(s *Ring) *Ring {
	next := r.Next()
	if s != nil {
		last := s.Prev()
		r.next, s.prev = s, r
		last.next, next.prev = next, last
	}
	return next
}

func (r *Ring) Unlink(n int) *Ring {
	if n <= 0 {
		return nil
	}
	return r.Link(r.Move(n + 1))
}

func (r *Ring) Len() int {
	n := 0
	r.Do(func(any) { n++ })
	return n
}

func (r *Ring) Do(f func(any)) {
	if r == nil {
		return
	}
	f(r.Value)
	for p := r.Next(); p != r; p = p.next {
		f(p.Value)
	}
}
