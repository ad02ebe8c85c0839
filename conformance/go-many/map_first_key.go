// "The first key" of a map is any of them.
package main

import "fmt"

func main() {
	servers := map[string]bool{"alpha": true, "beta": true, "gamma": true, "delta": true}
	for name := range servers {
		fmt.Println(name)
		break
	}
}
