// Products of 200 by 200 matrices of float64: one slice each.
package main

import "fmt"

const n = 200

func main() {
	a, b, c := make([]float64, n*n), make([]float64, n*n), make([]float64, n*n)
	for i := range a {
		a[i] = float64(i%7) - 2
		b[i] = float64(i%5) - 1
	}
	for i := 0; i < n; i++ {
		for j := 0; j < n; j++ {
			sum := 0.0
			for k := 0; k < n; k++ {
				sum += a[i*n+k] * b[k*n+j]
			}
			c[i*n+j] = sum
		}
	}
	trace := 0.0
	for i := 0; i < n; i++ {
		trace += c[i*n+i]
	}
	fmt.Println(trace)
}
