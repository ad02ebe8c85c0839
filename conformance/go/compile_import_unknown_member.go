// A name the package does not have.
package main

import "sync"

func main() {
	var m sync.Mutx
	_ = m
}
