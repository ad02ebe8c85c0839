// A chat room: one goroutine owns the members; join, leave and say are messages.
package main

import "fmt"

type (
	join  struct{ name string }
	leave struct{ name string }
	say   struct{ name, text string }
	stop  chan<- int
)

func room(mailbox <-chan any, log chan<- string) {
	defer close(log)
	members := map[string]int{}
	for message := range mailbox {
		switch m := message.(type) {
		case join:
			members[m.name] = 0
			log <- m.name + " joined"
		case leave:
			log <- fmt.Sprintf("%s left after %d messages", m.name, members[m.name])
			delete(members, m.name)
		case say:
			if _, ok := members[m.name]; !ok {
				log <- m.name + " is not here"
				continue
			}
			members[m.name]++
			log <- m.name + ": " + m.text
		case stop:
			m <- len(members)
			return
		default:
			log <- fmt.Sprintf("what is %T?", m)
		}
	}
}

func main() {
	mailbox, log := make(chan any, 16), make(chan string, 16)
	count := make(chan int, 1)
	for _, message := range []any{
		join{"ann"}, say{"bob", "hi"}, join{"bob"}, say{"bob", "hi"}, say{"ann", "hello"},
		leave{"bob"}, 42, stop(count), say{"ann", "unheard"},
	} {
		mailbox <- message
	}
	go room(mailbox, log)
	for line := range log {
		fmt.Println(line)
	}
	fmt.Println("left behind:", <-count, "unread:", len(mailbox))
}
