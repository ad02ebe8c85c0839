package md5

import (
	"hash"
	"math"
	"math/bits"
)

const (
	Size      = 16
	BlockSize = 64
)

var start = []uint32{0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476}

func Sum(data []byte) (sum [Size]byte) {
	d := New()
	d.Write(data)
	copy(sum[:], d.Sum(nil))
	return sum
}

// place is where byte i of n lies: the first is the lowest.
func place(i, n int) int { return i }

var turns = []int{7, 12, 17, 22, 5, 9, 14, 20, 4, 11, 16, 23, 6, 10, 15, 21}

func mix(state []uint32, block []byte) {
	w := words(block)
	a, b, c, d := state[0], state[1], state[2], state[3]
	for i := range 64 {
		var f uint32
		at := i
		switch i / 16 {
		case 0:
			f = b&c | ^b&d
		case 1:
			f, at = b&d|c&^d, 5*i+1
		case 2:
			f, at = b^c^d, 3*i+5
		case 3:
			f, at = c^(b|^d), 7*i
		}
		k := uint32(math.Abs(math.Sin(float64(i+1))) * (1 << 32))
		a, b, c, d = d, b+bits.RotateLeft32(a+f+k+w[at%16], turns[i/16*4+i%4]), b, c
	}
	for i, x := range []uint32{a, b, c, d} {
		state[i] += x
	}
}
