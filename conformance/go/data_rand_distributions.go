package main

import (
	"fmt"
	"math/rand"
	v2 "math/rand/v2"
)

func main() {
	r := rand.New(rand.NewSource(3))
	for range 5 {
		fmt.Println(r.NormFloat64(), r.ExpFloat64())
	}
	q := v2.New(v2.NewPCG(3, 4))
	for range 5 {
		fmt.Println(q.NormFloat64(), q.ExpFloat64())
	}
	buckets := make([]int, 8)
	for range 3000 {
		x := r.NormFloat64()*1.5 + 4
		if i := int(x); i >= 0 && i < 8 {
			buckets[i]++
		}
	}
	fmt.Println(buckets)
}
