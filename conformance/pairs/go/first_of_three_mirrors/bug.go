// pair: Only the first of three answers is received, and the other two mirrors send for ever.
// expect: leak
// real: passes 1000
package main

import "fmt"

func download(mirrors []string) string {
	files := make(chan string)
	for range mirrors {
		go func() { files <- "same file" }()
	}
	return <-files
}

func main() {
	fmt.Println(download([]string{"Oslo", "Rome", "Lima"}))
}
