package main

import "fmt"

func main() {
	i := 0
again:
	i++
	if i < 3 {
		goto again
	}
	fmt.Println(i)
	for a := 0; a < 3; a++ {
		for b := 0; b < 3; b++ {
			if b == 2 {
				goto done
			}
			fmt.Println(a, b)
		}
	}
done:
	fmt.Println("done")
outer:
	for a := range 3 {
		switch {
		case a == 1:
			continue outer
		case a == 2:
			break outer
		}
		fmt.Println("a", a)
	}
	goto end
end:
}
