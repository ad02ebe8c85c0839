// break inside select leaves the select only; a label leaves the loop, and continue needs none.
package main

import "fmt"

func main() {
	events := make(chan string, 8)
	for _, event := range []string{"a", "skip", "b", "pause", "c", "stop", "d"} {
		events <- event
	}
	count := 0
loop:
	for {
		select {
		case event := <-events:
			switch event {
			case "skip":
				continue
			case "stop":
				break loop
			case "pause":
				break
			default:
				fmt.Println("event", event)
			}
		default:
			fmt.Println("nothing left")
			break loop
		}
		count++
	}
	fmt.Println(count, "events,", len(events), "left")
}
