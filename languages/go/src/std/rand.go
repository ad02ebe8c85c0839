package rand

import "math"

// The natives: seed fills the 607 words of an additive lagged Fibonacci generator, draw takes
// from the machine's own stream.
func seed(words []uint64, seed int64)
func draw() uint32

type Source interface {
	Int63() int64
	Seed(seed int64)
}

type Source64 interface {
	Source
	Uint64() uint64
}

// rngSource is the generator of Mitchell and Reeds: x[n] = x[n-607] + x[n-273].
type rngSource struct {
	tap, feed int
	words     []uint64
}

func NewSource(seed int64) Source {
	s := &rngSource{words: make([]uint64, 607)}
	s.Seed(seed)
	return s
}

func (s *rngSource) Seed(value int64) {
	s.tap, s.feed = 0, 607-273
	seed(s.words, value)
}

func (s *rngSource) Uint64() uint64 {
	if s.tap--; s.tap < 0 {
		s.tap += 607
	}
	if s.feed--; s.feed < 0 {
		s.feed += 607
	}
	x := s.words[s.feed] + s.words[s.tap]
	s.words[s.feed] = x
	return x
}

func (s *rngSource) Int63() int64 { return int64(s.Uint64() << 1 >> 1) }

type machineSource struct{}

func (machineSource) Seed(seed int64) {}
func (machineSource) Uint64() uint64  { return random() }
func (machineSource) Int63() int64    { return int64(random() << 1 >> 1) }

type Rand struct {
	src  Source
	s64  Source64
	left int64
	have int8
}

func New(src Source) *Rand {
	s64, _ := src.(Source64)
	return &Rand{src: src, s64: s64}
}

var global = New(machineSource{})

func (r *Rand) Seed(seed int64) {
	r.src.Seed(seed)
	r.have = 0
}

func (r *Rand) Int63() int64   { return r.src.Int63() }
func (r *Rand) Uint32() uint32 { return uint32(r.Int63() >> 31) }
func (r *Rand) Int31() int32   { return int32(r.Int63() >> 32) }
func (r *Rand) Int() int       { return int(r.Int63()) }

func (r *Rand) Uint64() uint64 {
	if r.s64 != nil {
		return r.s64.Uint64()
	}
	return uint64(r.Int63())>>31 | uint64(r.Int63())<<32
}

func (r *Rand) Int63n(n int64) int64 {
	if n <= 0 {
		panic("invalid argument to Int63n")
	}
	if n&(n-1) == 0 {
		return r.Int63() & (n - 1)
	}
	most := int64(1<<63 - 1 - 1<<63%uint64(n))
	v := r.Int63()
	for v > most {
		v = r.Int63()
	}
	return v % n
}

func (r *Rand) Int31n(n int32) int32 {
	if n <= 0 {
		panic("invalid argument to Int31n")
	}
	if n&(n-1) == 0 {
		return r.Int31() & (n - 1)
	}
	most := int32(1<<31 - 1 - 1<<31%uint32(n))
	v := r.Int31()
	for v > most {
		v = r.Int31()
	}
	return v % n
}

// below is Lemire's way to a number below n.
func (r *Rand) below(n int32) int32 {
	product := uint64(r.Uint32()) * uint64(n)
	if low := uint32(product); low < uint32(n) {
		least := uint32(-n) % uint32(n)
		for low < least {
			product = uint64(r.Uint32()) * uint64(n)
			low = uint32(product)
		}
	}
	return int32(product >> 32)
}

func (r *Rand) Intn(n int) int {
	if n <= 0 {
		panic("invalid argument to Intn")
	}
	if n <= 1<<31-1 {
		return int(r.Int31n(int32(n)))
	}
	return int(r.Int63n(int64(n)))
}

func (r *Rand) Float64() float64 {
	f := float64(r.Int63()) / (1 << 63)
	for f == 1 {
		f = float64(r.Int63()) / (1 << 63)
	}
	return f
}

func (r *Rand) Float32() float32 {
	f := float32(r.Float64())
	for f == 1 {
		f = float32(r.Float64())
	}
	return f
}

func (r *Rand) Perm(n int) []int {
	m := make([]int, n)
	for i := range n {
		j := r.Intn(i + 1)
		m[i] = m[j]
		m[j] = i
	}
	return m
}

func (r *Rand) Shuffle(n int, swap func(i, j int)) {
	if n < 0 {
		panic("invalid argument to Shuffle")
	}
	for i := n - 1; i > 0; i-- {
		swap(i, int(r.below(int32(i+1))))
	}
}

func (r *Rand) Read(p []byte) (n int, err error) {
	for i := range p {
		if r.have == 0 {
			r.left, r.have = r.Int63(), 7
		}
		p[i] = byte(r.left)
		r.left >>= 8
		r.have--
	}
	return len(p), nil
}

func (r *Rand) NormFloat64() float64 {
	for {
		j := int32(r.Uint32())
		if x, ok := normal(j, j&0x7f, r.Float64); ok {
			return x
		}
	}
}

func (r *Rand) ExpFloat64() float64 {
	for {
		j := r.Uint32()
		if x, ok := exponential(j, j&0xff, r.Float64); ok {
			return x
		}
	}
}

func Seed(seed int64)                    {}
func Int63() int64                       { return global.Int63() }
func Uint32() uint32                     { return global.Uint32() }
func Uint64() uint64                     { return global.Uint64() }
func Int31() int32                       { return global.Int31() }
func Int() int                           { return global.Int() }
func Int63n(n int64) int64               { return global.Int63n(n) }
func Int31n(n int32) int32               { return global.Int31n(n) }
func Intn(n int) int                     { return global.Intn(n) }
func Float64() float64                   { return global.Float64() }
func Float32() float32                   { return global.Float32() }
func Perm(n int) []int                   { return global.Perm(n) }
func Shuffle(n int, swap func(i, j int)) { global.Shuffle(n, swap) }
func Read(p []byte) (n int, err error)   { return global.Read(p) }
func NormFloat64() float64               { return global.NormFloat64() }
func ExpFloat64() float64                { return global.ExpFloat64() }
