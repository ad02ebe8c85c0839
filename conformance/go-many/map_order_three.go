// A loop over a map starts anywhere.
package main

import "fmt"

func main() {
	ages := map[string]int{"ann": 31, "bob": 27, "eve": 45}
	for name, age := range ages {
		fmt.Println(name, age)
	}
}
