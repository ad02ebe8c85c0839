package main

import (
	"fmt"
	"math/rand/v2"
)

func main() {
	p := rand.NewPCG(1, 2)
	fmt.Println(p.Uint64(), p.Uint64())
	r := rand.New(p)
	fmt.Println(r.IntN(10), r.IntN(100), r.IntN(1024), r.Int64N(1e15), r.Int32N(77), r.Uint32N(5), r.Uint64N(1<<63+1), r.UintN(3))
	fmt.Println(r.Int(), r.Int64(), r.Int32(), r.Uint32(), r.Uint64(), r.Float64(), r.Float32(), r.Uint())
	fmt.Println(r.Perm(8))
	s := []int{1, 2, 3, 4, 5}
	r.Shuffle(len(s), func(i, j int) { s[i], s[j] = s[j], s[i] })
	fmt.Println(s)
	c := rand.NewChaCha8([32]byte([]byte("chacha8: 32-byte seed for tests!")))
	for range 3 {
		fmt.Println(c.Uint64())
	}
	var last uint64
	for range 400 {
		last = c.Uint64()
	}
	fmt.Println(last)
	b := make([]byte, 11)
	c.Read(b)
	fmt.Println(b)
	c.Read(b)
	fmt.Println(b, c.Uint64())
	q := rand.New(c)
	fmt.Println(q.IntN(1000), q.Perm(5))
	p.Seed(1, 2)
	fmt.Println(p.Uint64())
	defer func() { fmt.Println(recover()) }()
	r.IntN(-1)
}
