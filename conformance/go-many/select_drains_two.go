// Two channels with two values each: the values of one channel stay in order, the mixture does not.
package main

import "fmt"

func main() {
	letters, digits := make(chan string, 2), make(chan string, 2)
	letters <- "a"
	letters <- "b"
	digits <- "1"
	digits <- "2"
	text := ""
	for range 4 {
		select {
		case letter := <-letters:
			text += letter
		case digit := <-digits:
			text += digit
		}
	}
	fmt.Println(text)
}
