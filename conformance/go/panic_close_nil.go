// Closing a channel that was never made.
package main

import "fmt"

type server struct{ quit chan struct{} }

func (s *server) stop() { close(s.quit) }

func main() {
	s := &server{}
	fmt.Println("stopping")
	s.stop()
}
