package main

import "fmt"

func ch(name string, c chan int) chan int { fmt.Println("chan", name); return c }
func val(v int) int                       { fmt.Println("val", v); return v }

type box struct{ v int }

func main() {
	a, b := make(chan int, 1), make(chan int, 1)
	b <- 7
	var arr [3]int
	var ok bool
	idx := func() int { fmt.Println("idx"); return 1 }
	select {
	case ch("a", nil) <- val(1):
		fmt.Println("sent")
	case arr[idx()], ok = <-ch("b", b):
		fmt.Println("received", arr, ok)
	}
	select {
	case v := <-a:
		fmt.Println(v)
	default:
		fmt.Println("default")
	}
	select {
	case a <- 5:
		fmt.Println("sent 5")
	default:
		fmt.Println("full")
	}
	var bx box
	m := map[string]int{}
	select {
	case bx.v = <-a:
	}
	fmt.Println(bx)
	a <- 9
	select {
	case m["k"] = <-a:
	}
	fmt.Println(m)
	close(a)
	select {
	case v, ok := <-a:
		fmt.Println(v, ok)
	}
	var i any
	b <- 3
	select {
	case i = <-b:
	}
	fmt.Println(i)
	s := make(chan string)
	done := make(chan struct{})
	go func() {
		for x := range s {
			fmt.Println("got", x)
		}
		close(done)
	}()
L:
	for n := 0; ; n++ {
		select {
		case s <- fmt.Sprint("n", n):
			if n == 3 {
				break L
			}
			if n == 1 {
				continue L
			}
			fmt.Println("after", n)
			if n == 2 {
				break
			}
		}
	}
	close(s)
	<-done
	defer func() { fmt.Println(recover()) }()
	select {
	case s <- "x":
	}
}
