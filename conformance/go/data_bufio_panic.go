package main

import (
	"bufio"
	"fmt"
	"strings"
)

func main() {
	s := bufio.NewScanner(strings.NewReader("never ending"))
	s.Split(func(data []byte, atEOF bool) (int, []byte, error) { return 0, []byte{}, nil })
	n := 0
	for s.Scan() {
		if n++; n > 1000 {
			break
		}
	}
	fmt.Println(n > 1000, s.Err())
	bad := bufio.NewScanner(strings.NewReader("abc"))
	bad.Split(func(data []byte, atEOF bool) (int, []byte, error) { return -1, nil, nil })
	fmt.Println(bad.Scan(), bad.Err())
	far := bufio.NewScanner(strings.NewReader("abc"))
	far.Split(func(data []byte, atEOF bool) (int, []byte, error) { return 9, nil, nil })
	fmt.Println(far.Scan(), far.Err())
	end := bufio.NewScanner(strings.NewReader("abc"))
	end.Split(func(data []byte, atEOF bool) (int, []byte, error) {
		if atEOF {
			return 0, []byte{}, nil
		}
		return 0, nil, nil
	})
	for end.Scan() {
	}
}
