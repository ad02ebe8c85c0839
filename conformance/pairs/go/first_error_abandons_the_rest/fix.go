// pair: All reports are received, and the first error is kept.
// expect: clean
package main

import (
	"errors"
	"fmt"
)

func check(field string) error {
	if field == "" {
		return errors.New("empty field")
	}
	return nil
}

func validate(fields []string) error {
	errs := make(chan error)
	for _, field := range fields {
		go func() { errs <- check(field) }()
	}
	var first error
	for range fields {
		if err := <-errs; err != nil && first == nil {
			first = err
		}
	}
	return first
}

func main() {
	fmt.Println(validate([]string{"name", "", "city"}))
}
