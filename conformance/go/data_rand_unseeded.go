package main

import (
	"fmt"
	"math/rand"
	v2 "math/rand/v2"
	"slices"
	"time"
)

func main() {
	rand.Seed(time.Now().UnixNano())
	inside := true
	for range 200 {
		n, f, m := rand.Intn(10), rand.Float64(), v2.IntN(6)
		inside = inside && 0 <= n && n < 10 && 0 <= f && f < 1 && 0 <= m && m < 6
		d := v2.N(10 * time.Millisecond)
		inside = inside && 0 <= d && d < 10*time.Millisecond
	}
	fmt.Println(inside)
	p := rand.Perm(20)
	q := v2.Perm(20)
	slices.Sort(p)
	slices.Sort(q)
	fmt.Println(p, slices.Equal(p, q))
	list := []int{1, 2, 3, 4, 5, 6, 7, 8}
	rand.Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
	slices.Sort(list)
	fmt.Println(list)
}
