// Bridge: a channel of channels read as one stream, in order.
package main

import "fmt"

func words(list ...string) <-chan string {
	out := make(chan string, len(list))
	for _, word := range list {
		out <- word
	}
	close(out)
	return out
}

func bridge(streams <-chan <-chan string) <-chan string {
	out := make(chan string)
	go func() {
		defer close(out)
		for stream := range streams {
			for word := range stream {
				out <- word
			}
		}
	}()
	return out
}

func main() {
	streams := make(chan (<-chan string))
	go func() {
		defer close(streams)
		streams <- words("do", "not")
		streams <- words()
		streams <- words("communicate", "by", "sharing")
		streams <- words("memory")
	}()
	for word := range bridge(streams) {
		fmt.Print(word, " ")
	}
	fmt.Println()
}
