// Ask five services, take what has come after 50 ms, and name the missing ones.
package main

import (
	"context"
	"fmt"
	"time"
)

type answer struct {
	service int
	text    string
}

func query(ctx context.Context, service int, out chan<- answer) {
	select {
	case <-time.After(time.Duration(service) * 20 * time.Millisecond):
		out <- answer{service, fmt.Sprintf("data %d", service*service)}
	case <-ctx.Done():
	}
}

func main() {
	ctx, cancel := context.WithTimeout(context.Background(), 50*time.Millisecond)
	defer cancel()
	const services = 5
	out := make(chan answer, services)
	for service := range services {
		go query(ctx, service, out)
	}
	texts := make([]string, services)
	for waiting := services; waiting > 0; {
		select {
		case a := <-out:
			texts[a.service] = a.text
			waiting--
		case <-ctx.Done():
			waiting = 0
		}
	}
	for service, text := range texts {
		fmt.Printf("service %d: %q\n", service, text)
	}
}
