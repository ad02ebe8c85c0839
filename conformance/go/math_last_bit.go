// math: results to the last bit.
package main

import (
	"fmt"
	"math"
)

func main() {
	for i := -40; i <= 40; i++ {
		x := float64(i) * 0.37
		fmt.Println(x, math.Sin(x), math.Cos(x), math.Tan(x), math.Exp(x), math.Atan(x), math.Pow(1.7, x), math.Pow(math.Abs(x)+0.1, 0.3))
		y := math.Abs(x) + 0.01
		fmt.Println(math.Log(y), math.Log2(y), math.Log10(y), math.Log1p(y), math.Sqrt(y), math.Atan2(x, y-3), math.Hypot(x, 1.5), math.Asin(x/15), math.Acos(x/15))
	}
	for _, x := range []float64{1e-5, 1e5, 123456.789, 1e8, -700, 700, -745, 0.7, 1e-300} {
		fmt.Println(math.Sin(x), math.Cos(x), math.Tan(x), math.Exp(x), math.Atan(x), math.Pow(2, x/10), math.Pow(x*x, 1.0/3))
	}
	sum := 0.0
	for k := 0; k < 1000; k++ {
		sum += 4 * math.Pow(-1, float64(k)) / (2*float64(k) + 1)
	}
	fmt.Println(sum, math.Sin(math.Pi), math.Cos(math.Pi/2), math.Exp(1), math.Pow(math.E, 2), math.Log(math.E), math.Log(10))
	fmt.Println(math.Pow(0.1, 3), math.Pow(1.5, 10), math.Pow(2, 0.1), math.Pow(10, -2), math.Pow(3, 40), math.Pow(1.0001, 10000), math.Pow(2, -1074), math.Pow(2, 1023.5))
}
