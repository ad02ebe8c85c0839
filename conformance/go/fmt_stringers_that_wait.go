// A String method may wait for another goroutine, and print itself.
package main

import "fmt"

type Lazy struct {
	name  string
	ready chan int
}

func (l *Lazy) String() string {
	return fmt.Sprintf("%s=%d", l.name, <-l.ready)
}

type Safe struct {
	lock chan struct{}
	n    int
}

func (s *Safe) String() string {
	s.lock <- struct{}{}
	defer func() { <-s.lock }()
	s.n++
	return fmt.Sprint("safe ", s.n)
}

type Loud struct{ name string }

func (l Loud) String() string {
	fmt.Println("printing", l.name)
	return l.name
}

type Changing struct{ vals []int }

func (c *Changing) String() string {
	c.vals = append(c.vals, len(c.vals))
	return fmt.Sprint(c.vals)
}

func main() {
	a := &Lazy{"a", make(chan int)}
	b := &Lazy{"b", make(chan int)}
	go func() {
		b.ready <- 2
		a.ready <- 1
		b.ready <- 3
		a.ready <- 4
	}()
	fmt.Println([]*Lazy{b, a}, "and", map[string]*Lazy{"x": b, "y": a})
	s := &Safe{lock: make(chan struct{}, 1)}
	done := make(chan bool)
	for i := 0; i < 3; i++ {
		go func() {
			_ = fmt.Sprint(s, s)
			done <- true
		}()
	}
	for i := 0; i < 3; i++ {
		<-done
	}
	fmt.Println(s, s.n)
	fmt.Println(Loud{"one"}, []Loud{{"two"}, {"three"}})
	fmt.Printf("%v|%s|%d|%q\n", Loud{"v"}, Loud{"s"}, Loud{"d"}, Loud{"q"})
	c := &Changing{}
	fmt.Println(c, c.vals, c, []any{c, c.vals})
}
