// One goroutine for each row of the product: no two write to the same place.
package main

import (
	"fmt"
	"sync"
)

type matrix [][]float64

func multiply(a, b matrix) matrix {
	product := make(matrix, len(a))
	var wg sync.WaitGroup
	for i, row := range a {
		wg.Add(1)
		go func() {
			defer wg.Done()
			line := make([]float64, len(b[0]))
			for j := range line {
				for k, x := range row {
					line[j] += x * b[k][j]
				}
			}
			product[i] = line
		}()
	}
	wg.Wait()
	return product
}

func main() {
	a := matrix{{1, 2, 3}, {4, 5, 6}}
	b := matrix{{7, 8}, {9, 10}, {11, 12}}
	for _, row := range multiply(a, b) {
		fmt.Println(row)
	}
	fibonacci := matrix{{1, 1}, {1, 0}}
	power := matrix{{1, 0}, {0, 1}}
	for range 30 {
		power = multiply(power, fibonacci)
	}
	fmt.Println(power)
}
