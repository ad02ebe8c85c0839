package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
)

func main() {
	r, w := io.Pipe()
	go func() {
		for i := range 3 {
			fmt.Fprintf(w, "line %d\n", i)
		}
		w.Close()
	}()
	lines := bufio.NewScanner(r)
	for lines.Scan() {
		fmt.Println("got", lines.Text())
	}
	fmt.Println(lines.Err())

	r, w = io.Pipe()
	wrote := make(chan string, 1)
	go func() {
		n, err := w.Write([]byte("abcdefgh"))
		wrote <- fmt.Sprint("wrote ", n, err)
		w.CloseWithError(errors.New("out of letters"))
	}()
	buf := make([]byte, 3)
	for {
		n, err := r.Read(buf)
		if err != nil {
			fmt.Println("read", n, err)
			break
		}
		fmt.Println("read", n, string(buf[:n]))
	}
	fmt.Println(<-wrote)

	r, w = io.Pipe()
	go r.CloseWithError(errors.New("nobody reads"))
	n, err := w.Write([]byte("x"))
	fmt.Println(n, err)
	n, err = w.Write(nil)
	fmt.Println(n, err)
	w.Close()
	_, err = r.Read(buf)
	fmt.Println(err == io.ErrClosedPipe)
}
