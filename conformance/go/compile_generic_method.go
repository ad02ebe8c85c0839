package main

import "fmt"

type Store[K comparable, V any] struct{ data map[K]V }

func (s *Store[K, V]) Put(k K, v V) { s.data[k] = v }

func main() {
	s := Store[string, int]{map[string]int{}}
	s.Put("a", "b")
	fmt.Println(s)
}
