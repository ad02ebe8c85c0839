// Methods and interfaces, called in a loop.
package main

import "fmt"

type shape interface {
	area() int
	grow(by int)
}

type square struct{ side int }

func (s *square) area() int   { return s.side * s.side }
func (s *square) grow(by int) { s.side = (s.side + by) % 100 }

type rect struct{ w, h int }

func (r *rect) area() int   { return r.w * r.h }
func (r *rect) grow(by int) { r.w, r.h = (r.w+by)%50, (r.h+1)%60 }

type point struct{ x, y int }

func (p point) area() int { return p.x + p.y }
func (p point) grow(int)  {}

func main() {
	shapes := []shape{&square{3}, &rect{2, 5}, point{1, 2}}
	sum := 0
	for i := 0; i < 3_000_000; i++ {
		s := shapes[i%3]
		s.grow(i)
		sum += s.area()
	}
	fmt.Println(sum)
}
