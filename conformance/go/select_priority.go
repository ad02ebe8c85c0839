// select has no priority; asking for the urgent channel first gives it one.
package main

import "fmt"

func next(urgent, normal <-chan string) string {
	select {
	case text := <-urgent:
		return text
	default:
	}
	select {
	case text := <-urgent:
		return text
	case text := <-normal:
		return text
	}
}

func main() {
	urgent, normal := make(chan string, 8), make(chan string, 8)
	for _, text := range []string{"mail", "report", "backup"} {
		normal <- text
	}
	urgent <- "fire"
	urgent <- "flood"
	for range 4 {
		fmt.Println(next(urgent, normal))
	}
	urgent <- "storm"
	fmt.Println(next(urgent, normal))
	fmt.Println(next(urgent, normal))
}
