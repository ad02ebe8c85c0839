// A hub that hands every message to each subscriber of its topic and closes them at the end.
package main

import (
	"fmt"
	"sync"
)

type hub struct {
	mu          sync.RWMutex
	subscribers map[string][]chan string
}

func (h *hub) subscribe(topic string) <-chan string {
	h.mu.Lock()
	defer h.mu.Unlock()
	ch := make(chan string, 4)
	h.subscribers[topic] = append(h.subscribers[topic], ch)
	return ch
}

func (h *hub) publish(topic, message string) int {
	h.mu.RLock()
	defer h.mu.RUnlock()
	for _, ch := range h.subscribers[topic] {
		ch <- message
	}
	return len(h.subscribers[topic])
}

func (h *hub) close() {
	h.mu.Lock()
	defer h.mu.Unlock()
	for _, channels := range h.subscribers {
		for _, ch := range channels {
			close(ch)
		}
	}
}

func main() {
	h := &hub{subscribers: map[string][]chan string{}}
	first, second := h.subscribe("news"), h.subscribe("news")
	weather := h.subscribe("weather")
	fmt.Println(h.publish("news", "Go 1.0"), h.publish("weather", "rain"), h.publish("sports", "?"))
	fmt.Println(h.publish("news", "Go 1.18"))
	h.close()
	for i, ch := range []<-chan string{first, second, weather} {
		for message := range ch {
			fmt.Println("subscriber", i, "got", message)
		}
	}
}
