// pair: The channel has room for every answer, so no mirror waits for a receiver.
// expect: clean
package main

import "fmt"

func download(mirrors []string) string {
	files := make(chan string, len(mirrors))
	for range mirrors {
		go func() { files <- "same file" }()
	}
	return <-files
}

func main() {
	fmt.Println(download([]string{"Oslo", "Rome", "Lima"}))
}
