// Products of 200 by 200 matrices of float64: slices of slices.
package main

import "fmt"

const n = 200

func fill(seed int) [][]float64 {
	m := make([][]float64, n)
	for i := range m {
		m[i] = make([]float64, n)
		for j := range m[i] {
			m[i][j] = float64((i*seed+j)%7) - 2
		}
	}
	return m
}

func main() {
	a, b := fill(3), fill(5)
	c := make([][]float64, n)
	for i := 0; i < n; i++ {
		c[i] = make([]float64, n)
		for j := 0; j < n; j++ {
			sum := 0.0
			for k := 0; k < n; k++ {
				sum += a[i][k] * b[k][j]
			}
			c[i][j] = sum
		}
	}
	trace := 0.0
	for i := range c {
		trace += c[i][i]
	}
	fmt.Println(trace)
}
