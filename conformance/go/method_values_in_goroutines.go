// go with a method value, a method expression, a bound receiver and evaluated arguments.
package main

import "fmt"

type greeter struct{ name string }

func (g greeter) hello(out chan<- string)    { out <- "hello, " + g.name }
func (g *greeter) goodbye(out chan<- string) { out <- "goodbye, " + g.name }

func argument(n int) int {
	fmt.Println("evaluated at the go statement:", n)
	return n
}

func main() {
	out := make(chan string)
	g := greeter{"ann"}
	say := g.hello
	later := g.goodbye
	g.name = "bob"
	go say(out)
	fmt.Println(<-out)
	go later(out)
	fmt.Println(<-out)
	go greeter.hello(greeter{"eve"}, out)
	fmt.Println(<-out)
	go (*greeter).goodbye(&g, out)
	fmt.Println(<-out)

	numbers := make(chan int)
	go func(a, b int) { numbers <- a + b }(argument(1), argument(2))
	fmt.Println(<-numbers)
}
