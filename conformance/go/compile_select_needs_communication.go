// A case that is no communication.
package main

func main() {
	ready := true
	select {
	case ready:
	}
}
