// A return with too few values.
package main

import "errors"

func find(ok bool) (int, error) {
	if !ok {
		return errors.New("no")
	}
	return 1, nil
}

func main() {
	_, _ = find(true)
}
