package main

import (
	"fmt"
	"math/rand"
)

func main() {
	for _, seed := range []int64{1, 42, 0, -7, 1 << 40} {
		r := rand.New(rand.NewSource(seed))
		fmt.Println(r.Intn(100), r.Intn(100), r.Intn(100), r.Int63(), r.Int31(), r.Uint32(), r.Uint64(), r.Int())
		fmt.Println(r.Int63n(1e12), r.Int31n(1000), r.Int31n(1024), r.Intn(1<<40), r.Float64(), r.Float32())
		fmt.Println(r.Perm(10))
		list := []string{"a", "b", "c", "d", "e", "f"}
		r.Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
		fmt.Println(list)
		p := make([]byte, 10)
		n, err := r.Read(p)
		fmt.Println(n, err, p)
	}
	r := rand.New(rand.NewSource(99))
	sum := 0
	for range 2000 {
		sum += r.Intn(6) + 1
	}
	fmt.Println(sum)
	r.Seed(1)
	fmt.Println(r.Intn(1000))
	defer func() { fmt.Println(recover()) }()
	r.Intn(0)
}
