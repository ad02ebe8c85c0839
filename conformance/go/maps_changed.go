// Maps that change while they are read: what the specification promises, whatever the order.
package main

import (
	"fmt"
	"math"
)

type point struct{ x, y int }

type shape interface{ area() int }

func (p point) area() int { return p.x * p.y }

func removed() {
	m := map[int]bool{}
	for i := range 100 {
		m[i] = true
	}
	seen := 0
	for k := range m {
		for other := range 100 {
			if other != k {
				delete(m, other)
			}
		}
		seen++
	}
	fmt.Println("removed:", seen, len(m))
}

func added() {
	m := map[int]int{0: 0, 1: 1, 2: 2}
	count := map[int]int{}
	for k := range m {
		count[k]++
		if len(m) < 1000 {
			m[1000+len(m)] = k
		}
		delete(m, 1000+len(m)/2)
	}
	twice := 0
	for _, n := range count {
		if n > 1 {
			twice++
		}
	}
	fmt.Println("added:", count[0], count[1], count[2], twice)
}

func cleared() {
	m := map[string]int{"a": 1, "b": 2, "c": 3}
	seen := 0
	for range m {
		seen++
		clear(m)
	}
	m["d"] = 4
	fmt.Println("cleared:", seen, m)
}

func floats() {
	m := map[float64]string{}
	zero := 0.0
	m[zero] = "plus"
	m[-zero] = "minus"
	nan := math.Sqrt(-1)
	m[nan] = "one"
	m[nan] = "two"
	delete(m, nan)
	_, ok := m[nan]
	fmt.Println("floats:", len(m), m[0], ok)
	nans := 0
	for k := range m {
		if k != k {
			nans++
		}
	}
	clear(m)
	fmt.Println("floats:", nans, len(m))
}

func mixed() {
	p := &point{1, 2}
	ch := make(chan int)
	m := map[any]int{1: 1, int8(1): 2, "1": 3, 1.0: 4, true: 5, point{1, 1}: 6, p: 7, ch: 8, nil: 9, [2]string{"a", "b"}: 10}
	m[point{1, 1}] += 10
	m[[2]string{"a", "b"}] += 10
	fmt.Println("mixed:", len(m), m[1], m[int8(1)], m["1"], m[1.0], m[true], m[point{1, 1}], m[p], m[ch], m[nil], m[[2]string{"a", "b"}])
	fmt.Println("mixed:", m[int64(1)], m[&point{1, 2}], m[point{1, 2}])
	shapes := map[shape]string{point{2, 3}: "six"}
	fmt.Println("mixed:", shapes[point{2, 3}], shapes[&point{2, 3}] == "")
}

func structs() {
	m := map[point]map[string][]int{}
	for i := range 50 {
		p := point{i % 5, i % 3}
		if m[p] == nil {
			m[p] = map[string][]int{}
		}
		m[p]["all"] = append(m[p]["all"], i)
	}
	sum := 0
	for p, inner := range m {
		for _, v := range inner["all"] {
			sum += v * (p.x + p.y + 1)
		}
	}
	fmt.Println("structs:", len(m), sum, m[point{4, 2}])
}

func churn() {
	m := map[string]int{}
	for i := range 20000 {
		key := fmt.Sprint("k", i%257)
		if i%3 == 2 {
			delete(m, fmt.Sprint("k", (i*7)%257))
		} else {
			m[key] += i
		}
	}
	sum, n := 0, 0
	for k, v := range m {
		sum += v * len(k)
		n++
	}
	fmt.Println("churn:", n == len(m), n, sum)
}

func unhashable(name string, f func()) {
	defer func() { fmt.Println(name+":", recover()) }()
	f()
}

func main() {
	removed()
	added()
	cleared()
	floats()
	mixed()
	structs()
	churn()
	var empty map[any]int
	unhashable("read", func() { _ = map[any]int{}[[]int{1}] })
	unhashable("nil read", func() { _ = empty[map[int]int{}] })
	unhashable("read of many", func() { _ = map[any]int{1: 1}[[]int{1}] })
	unhashable("delete of many", func() { delete(map[any]int{1: 1}, any([]string{})) })
	unhashable("write", func() { map[any]int{}[func() {}] = 1 })
	unhashable("delete", func() { delete(map[any]int{}, any([]string{})) })
	unhashable("inside", func() { map[any]int{}[[1]any{[]int{}}] = 1 })
	unhashable("nil write", func() { empty[1] = 1 })
	delete(empty, 1)
	for range empty {
		fmt.Println("never")
	}
	fmt.Println(len(empty), empty[1])
}
