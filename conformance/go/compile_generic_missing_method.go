package main

import "fmt"

type Animal interface{ Sound() string }

type Dog struct{}

func (d *Dog) Sound() string { return "woof" }

func Hear[A Animal](animals ...A) {
	for _, a := range animals {
		fmt.Println(a.Sound())
	}
}

func main() {
	Hear(&Dog{})
	Hear(Dog{})
}
