// Values and errors travel together; the first error stops the pipeline, which then drains.
package main

import (
	"errors"
	"fmt"
	"strconv"
)

type item struct {
	value int
	err   error
}

func parse(texts []string, stop <-chan struct{}) <-chan item {
	out := make(chan item)
	go func() {
		defer close(out)
		for _, text := range texts {
			value, err := strconv.Atoi(text)
			select {
			case out <- item{value, err}:
			case <-stop:
				return
			}
		}
	}()
	return out
}

func root(in <-chan item) <-chan item {
	out := make(chan item)
	go func() {
		defer close(out)
		for it := range in {
			if it.err == nil && it.value < 0 {
				it.err = errors.New("negative number")
			}
			r := 0
			for it.err == nil && (r+1)*(r+1) <= it.value {
				r++
			}
			out <- item{r, it.err}
		}
	}()
	return out
}

func run(texts ...string) (roots []int, err error) {
	stop := make(chan struct{})
	defer close(stop)
	for it := range root(parse(texts, stop)) {
		if it.err != nil {
			return roots, it.err
		}
		roots = append(roots, it.value)
	}
	return roots, nil
}

func main() {
	fmt.Println(run("4", "10", "99"))
	fmt.Println(run("4", "-1", "99"))
	fmt.Println(run("ten", "4"))
}
