package rand

import (
	"math"
	"math/bits"
)

// The natives: draw takes from the machine's own stream, block fills buf with four blocks of ChaCha8.
func draw() uint32
func block(seed, buf []uint64, counter uint32)

type Source interface{ Uint64() uint64 }

type machineSource struct{}

func (machineSource) Uint64() uint64 { return random() }

// PCG is the permuted congruential generator of 128 bits with DXSM (O'Neill).
type PCG struct{ hi, lo uint64 }

func NewPCG(seed1, seed2 uint64) *PCG { return &PCG{seed1, seed2} }

func (p *PCG) Seed(seed1, seed2 uint64) { p.hi, p.lo = seed1, seed2 }

func (p *PCG) Uint64() uint64 {
	const (
		timesHigh = 2549297995355413924
		timesLow  = 4865540595714422341
		plusHigh  = 6364136223846793005
		plusLow   = 1442695040888963407
	)
	hi, lo := bits.Mul64(p.lo, timesLow)
	hi += p.hi*timesLow + p.lo*timesHigh
	lo, carry := bits.Add64(lo, plusLow, 0)
	hi += plusHigh + carry
	p.hi, p.lo = hi, lo
	hi ^= hi >> 32
	hi *= 0xda942042e4dd58b5
	hi ^= hi >> 48
	return hi * (lo | 1)
}

// ChaCha8 is the generator of the C2SP specification chacha8rand.
type ChaCha8 struct {
	seed, buf []uint64
	next      int
	counter   uint32
	left      []byte
}

func NewChaCha8(seed [32]byte) *ChaCha8 {
	c := new(ChaCha8)
	c.Seed(seed)
	return c
}

func (c *ChaCha8) Seed(seed [32]byte) {
	*c = ChaCha8{seed: make([]uint64, 4), buf: make([]uint64, 32)}
	for i, b := range seed {
		c.seed[i/8] |= uint64(b) << (i % 8 * 8)
	}
	block(c.seed, c.buf, 0)
}

func (c *ChaCha8) Uint64() uint64 {
	if c.next == 28 && c.counter == 12 {
		copy(c.seed, c.buf[28:])
		c.next, c.counter = 0, 0
		block(c.seed, c.buf, 0)
	} else if c.next == 32 {
		c.next = 0
		c.counter += 4
		block(c.seed, c.buf, c.counter)
	}
	c.next++
	return c.buf[c.next-1]
}

func (c *ChaCha8) Read(p []byte) (n int, err error) {
	n = len(p)
	for len(p) > 0 {
		if len(c.left) == 0 {
			x := c.Uint64()
			for i := range 8 {
				c.left = append(c.left, byte(x>>(8*i)))
			}
		}
		m := copy(p, c.left)
		p, c.left = p[m:], c.left[m:]
	}
	return n, nil
}

type Rand struct{ src Source }

func New(src Source) *Rand { return &Rand{src} }

var global = New(machineSource{})

func (r *Rand) Int64() int64     { return int64(r.src.Uint64() << 1 >> 1) }
func (r *Rand) Uint32() uint32   { return uint32(r.src.Uint64() >> 32) }
func (r *Rand) Uint64() uint64   { return r.src.Uint64() }
func (r *Rand) Int32() int32     { return int32(r.src.Uint64() >> 33) }
func (r *Rand) Int() int         { return int(r.Int64()) }
func (r *Rand) Uint() uint       { return uint(r.src.Uint64()) }
func (r *Rand) Float64() float64 { return float64(r.Uint64()<<11>>11) / (1 << 53) }
func (r *Rand) Float32() float32 { return float32(r.Uint32()<<8>>8) / (1 << 24) }

// below is Lemire's way to a number below n.
func (r *Rand) below(n uint64) uint64 {
	if n&(n-1) == 0 {
		return r.Uint64() & (n - 1)
	}
	hi, lo := bits.Mul64(r.Uint64(), n)
	if lo < n {
		least := -n % n
		for lo < least {
			hi, lo = bits.Mul64(r.Uint64(), n)
		}
	}
	return hi
}

func positive(ok bool, name string) {
	if !ok {
		panic("invalid argument to " + name)
	}
}

func (r *Rand) Int64N(n int64) int64 {
	positive(n > 0, "Int64N")
	return int64(r.below(uint64(n)))
}

func (r *Rand) Uint64N(n uint64) uint64 {
	positive(n > 0, "Uint64N")
	return r.below(n)
}

func (r *Rand) Int32N(n int32) int32 {
	positive(n > 0, "Int32N")
	return int32(r.below(uint64(n)))
}

func (r *Rand) Uint32N(n uint32) uint32 {
	positive(n > 0, "Uint32N")
	return uint32(r.below(uint64(n)))
}

func (r *Rand) IntN(n int) int {
	positive(n > 0, "IntN")
	return int(r.below(uint64(n)))
}

func (r *Rand) UintN(n uint) uint {
	positive(n > 0, "UintN")
	return uint(r.below(uint64(n)))
}

func (r *Rand) Perm(n int) []int {
	p := make([]int, n)
	for i := range p {
		p[i] = i
	}
	r.Shuffle(n, func(i, j int) { p[i], p[j] = p[j], p[i] })
	return p
}

func (r *Rand) Shuffle(n int, swap func(i, j int)) {
	positive(n >= 0, "Shuffle")
	for i := n - 1; i > 0; i-- {
		swap(i, int(r.below(uint64(i+1))))
	}
}

func (r *Rand) NormFloat64() float64 {
	for {
		u := r.Uint64()
		if x, ok := normal(int32(u), int32(u>>32&0x7f), r.Float64); ok {
			return x
		}
	}
}

func (r *Rand) ExpFloat64() float64 {
	for {
		u := r.Uint64()
		if x, ok := exponential(uint32(u), uint32(u>>32&0xff), r.Float64); ok {
			return x
		}
	}
}

func Int64() int64                       { return global.Int64() }
func Uint32() uint32                     { return global.Uint32() }
func Uint64() uint64                     { return global.Uint64() }
func Int32() int32                       { return global.Int32() }
func Int() int                           { return global.Int() }
func Uint() uint                         { return global.Uint() }
func Int64N(n int64) int64               { return global.Int64N(n) }
func Uint64N(n uint64) uint64            { return global.Uint64N(n) }
func Int32N(n int32) int32               { return global.Int32N(n) }
func Uint32N(n uint32) uint32            { return global.Uint32N(n) }
func IntN(n int) int                     { return global.IntN(n) }
func UintN(n uint) uint                  { return global.UintN(n) }
func Float64() float64                   { return global.Float64() }
func Float32() float32                   { return global.Float32() }
func Perm(n int) []int                   { return global.Perm(n) }
func Shuffle(n int, swap func(i, j int)) { global.Shuffle(n, swap) }
func NormFloat64() float64               { return global.NormFloat64() }
func ExpFloat64() float64                { return global.ExpFloat64() }

func N[Int ~int | ~int8 | ~int16 | ~int32 | ~int64 | ~uint | ~uint8 | ~uint16 | ~uint32 | ~uint64 | ~uintptr](n Int) Int {
	positive(n > 0, "N")
	return Int(global.below(uint64(n)))
}
