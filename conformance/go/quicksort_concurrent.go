// Quicksort that sorts the left half in a goroutine of its own while the parts are large.
package main

import "fmt"

func partition(a []int) int {
	pivot, last := a[len(a)/2], len(a)-1
	a[len(a)/2], a[last] = a[last], a[len(a)/2]
	store := 0
	for i, x := range a[:last] {
		if x < pivot {
			a[i], a[store] = a[store], a[i]
			store++
		}
	}
	a[store], a[last] = a[last], a[store]
	return store
}

func quicksort(a []int, done chan<- struct{}) {
	defer close(done)
	if len(a) < 2 {
		return
	}
	middle := partition(a)
	left, right := make(chan struct{}), make(chan struct{})
	go quicksort(a[:middle], left)
	quicksort(a[middle+1:], right)
	<-left
	<-right
}

func main() {
	numbers := make([]int, 40)
	x := 17
	for i := range numbers {
		x = (x*73 + 41) % 101
		numbers[i] = x
	}
	done := make(chan struct{})
	go quicksort(numbers, done)
	<-done
	fmt.Println(numbers)
}
