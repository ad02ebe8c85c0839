package main

import "fmt"

type Queue[T any] struct{ ch chan T }

func (q Queue[T]) Take() T { return <-q.ch }

func main() {
	q := Queue[int]{make(chan int)}
	fmt.Println("waiting")
	fmt.Println(q.Take())
}
