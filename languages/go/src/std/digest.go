
// ---- what the hashes of Merkle and Damgard have in common: 64 bytes at a time

type digest struct {
	state []uint32
	rest  []byte
	size  int
}

func New() hash.Hash {
	d := new(digest)
	d.Reset()
	return d
}

func (d *digest) Reset() { *d = digest{state: append([]uint32(nil), start...)} }

func (d *digest) Size() int      { return Size }
func (d *digest) BlockSize() int { return BlockSize }

func (d *digest) Write(p []byte) (int, error) {
	d.size += len(p)
	d.rest = append(d.rest, p...)
	for len(d.rest) >= 64 {
		mix(d.state, d.rest[:64])
		d.rest = d.rest[64:]
	}
	return len(p), nil
}

func (d *digest) Sum(in []byte) []byte {
	end := &digest{state: append([]uint32(nil), d.state...), rest: append([]byte(nil), d.rest...)}
	end.Write([]byte{0x80})
	for len(end.rest) != 56 {
		end.Write([]byte{0})
	}
	for i := range 8 {
		end.rest = append(end.rest, byte(uint64(d.size)*8>>(8*place(i, 8))))
	}
	mix(end.state, end.rest)
	for _, word := range end.state {
		for i := range 4 {
			in = append(in, byte(word>>(8*place(i, 4))))
		}
	}
	return in
}

// words reads the 16 words of a block.
func words(block []byte) []uint32 {
	w := make([]uint32, 16, 80)
	for i, b := range block {
		w[i/4] |= uint32(b) << (8 * place(i%4, 4))
	}
	return w
}
