// Line breaks in a panic's text are indented.
package main

func main() {
	done := make(chan struct{})
	go func() {
		panic("three problems:\n- one\n- two")
	}()
	<-done
}
