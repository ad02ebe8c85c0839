// Methods of embedded types are promoted; values and pointers have different method sets.
package main

import "fmt"

type Shape interface {
	Area() float64
	Describe() string
}

type Named struct{ name string }

func (n Named) Describe() string  { return "a " + n.name }
func (n *Named) Rename(to string) { n.name = to }
func (n *Named) String() string   { return "<" + n.name + ">" }

type Square struct {
	Named
	side float64
}

type Circle struct {
	*Named
	radius float64
}

func (s Square) Area() float64  { return s.side * s.side }
func (c *Circle) Area() float64 { return 3 * c.radius * c.radius }

func main() {
	square := Square{Named{"square"}, 3}
	circle := &Circle{&Named{"circle"}, 2}
	square.Rename("big square")
	circle.Rename("round thing")
	for _, shape := range []Shape{square, circle} {
		fmt.Printf("%s %.1f %T\n", shape.Describe(), shape.Area(), shape)
		switch v := shape.(type) {
		case Square:
			fmt.Println("side", v.side)
		case fmt.Stringer:
			fmt.Println("stringer", v)
		}
	}
	area := square.Area
	square.side = 10
	fmt.Println(area(), Square.Area(square), &square.Named)
}
