// A go statement without a call.
package main

func work() {}

func main() {
	go work
}
