package fnv

import "hash"

// sum is a hash of Fowler, Noll and Vo of size bytes; after says that a byte is mixed in before the
// multiplication.
type sum struct {
	state uint64
	size  int
	after bool
}

func New32() hash.Hash32  { return &sum{2166136261, 4, false} }
func New32a() hash.Hash32 { return &sum{2166136261, 4, true} }
func New64() hash.Hash64  { return &sum{14695981039346656037, 8, false} }
func New64a() hash.Hash64 { return &sum{14695981039346656037, 8, true} }

func (s *sum) Write(data []byte) (int, error) {
	prime, mask := uint64(1099511628211), ^uint64(0)
	if s.size == 4 {
		prime, mask = 16777619, 1<<32-1
	}
	for _, c := range data {
		if s.after {
			s.state = (s.state ^ uint64(c)) * prime & mask
		} else {
			s.state = s.state*prime&mask ^ uint64(c)
		}
	}
	return len(data), nil
}

func (s *sum) Sum32() uint32  { return uint32(s.state) }
func (s *sum) Sum64() uint64  { return s.state }
func (s *sum) Size() int      { return s.size }
func (s *sum) BlockSize() int { return 1 }

func (s *sum) Reset() {
	s.state = 14695981039346656037
	if s.size == 4 {
		s.state = 2166136261
	}
}

func (s *sum) Sum(in []byte) []byte {
	for i := s.size - 1; i >= 0; i-- {
		in = append(in, byte(s.state>>(8*i)))
	}
	return in
}
