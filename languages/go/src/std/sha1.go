package sha1

import (
	"hash"
	"math/bits"
)

const (
	Size      = 20
	BlockSize = 64
)

var start = []uint32{0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0}

func Sum(data []byte) (sum [Size]byte) {
	d := New()
	d.Write(data)
	copy(sum[:], d.Sum(nil))
	return sum
}

// place is where byte i of n lies: the first is the highest.
func place(i, n int) int { return n - 1 - i }

func mix(state []uint32, block []byte) {
	w := words(block)
	for i := 16; i < 80; i++ {
		w = append(w, bits.RotateLeft32(w[i-3]^w[i-8]^w[i-14]^w[i-16], 1))
	}
	a, b, c, d, e := state[0], state[1], state[2], state[3], state[4]
	for i, word := range w {
		f, k := b^c^d, uint32(0x6ed9eba1)
		switch i / 20 {
		case 0:
			f, k = b&c|^b&d, 0x5a827999
		case 2:
			f, k = b&c|b&d|c&d, 0x8f1bbcdc
		case 3:
			k = 0xca62c1d6
		}
		a, b, c, d, e = bits.RotateLeft32(a, 5)+f+e+k+word, a, bits.RotateLeft32(b, 30), c, d
	}
	for i, x := range []uint32{a, b, c, d, e} {
		state[i] += x
	}
}
