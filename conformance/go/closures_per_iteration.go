// Every iteration of a loop has variables of its own; one declared outside is shared.
package main

import "fmt"

func main() {
	var own, shared []func() int
	total := 0
	for i := 0; i < 3; i++ {
		own = append(own, func() int { i *= 10; return i })
		shared = append(shared, func() int { total += i; return total })
	}
	for k := range own {
		fmt.Println(own[k](), own[k](), shared[k]())
	}
	adders := map[string]func(int) int{}
	for _, name := range []string{"a", "b"} {
		sum := len(name)
		adders[name] = func(n int) int { sum += n; return sum }
	}
	fmt.Println(adders["a"](1), adders["a"](1), adders["b"](5))
}
