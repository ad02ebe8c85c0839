// pair: The check returns at the first error, and whoever reports later blocks for ever.
// expect: leak
// real: passes 1000
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
	for range fields {
		if err := <-errs; err != nil {
			return err
		}
	}
	return nil
}

func main() {
	fmt.Println(validate([]string{"name", "", "city"}))
}
