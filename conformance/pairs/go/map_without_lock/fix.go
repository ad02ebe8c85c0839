// pair: The goroutines only send what they found, and main alone writes to the map.
// expect: clean
package main

import "fmt"

type found struct{ country, city string }

func main() {
	capitals := map[string]string{}
	all := make(chan found)
	go func() { all <- found{"Norway", "Oslo"} }()
	go func() { all <- found{"Peru", "Lima"} }()
	for range 2 {
		f := <-all
		capitals[f.country] = f.city
	}
	fmt.Println("capitals", len(capitals))
}
