// A type that can never be in the interface.
package main

type runner interface{ Run() }

type sleeper struct{}

func main() {
	var r runner
	s := r.(sleeper)
	_ = s
}
