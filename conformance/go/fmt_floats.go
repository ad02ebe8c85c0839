// Floating-point numbers under every verb and flag.
package main

import (
	"fmt"
	"math"
)

type Celsius float64

func main() {
	verbs := []string{"%v", "%g", "%G", "%e", "%E", "%f", "%F", "%.0f", "%.1f", "%.2f", "%.3g", "%.0g", "%.10g", "%.3e", "%.0e", "%8.2f", "%-8.2f|", "%08.2f", "%+.2f", "% .2f", "%+08.2f", "%#v", "%#g", "%#.3g", "%#.0f", "%#e", "%+v", "%b", "%x", "%X", "%.3x", "%.0x", "%T", "%6v", "%-9v|", "%d", "%s", "%t", "%q", "% 08.3f", "%#.5g", "%20.15f"}
	values := []any{0.0, 1.0, -1.0, 0.1, 1.0 / 3, 2.5, 3.5, 0.125, 100000.0, 1000000.0, 123456789.0, 1e20, 1e21, 1e-4, 1e-5, 1e100, -2.5e-10, 6.02214076e23, math.Pi, math.MaxFloat64, math.SmallestNonzeroFloat64, float32(0.1), float32(16777216), float32(3.4e38), Celsius(36.6)}
	for _, verb := range verbs {
		fmt.Print(verb, ":")
		for _, v := range values {
			fmt.Printf(" "+verb, v)
		}
		fmt.Println()
	}
	negZero := math.Copysign(0, -1)
	for _, v := range []float64{math.Inf(1), math.Inf(-1), math.NaN(), negZero} {
		fmt.Printf("%v %f %e %g %5.1f|%-7v|%07f %+f % f %+v %#v %x %d\n", v, v, v, v, v, v, v, v, v, v, v, v, v)
	}
	for _, v := range []float64{0.5, 1.5, 2.5, 0.05, 0.15, 0.25, 0.35, 1.005, 2.675, 1.115, 999.9999, 0.0005, 1234.5678} {
		fmt.Printf("%.0f %.1f %.2f %.3f %.1e %.2g %v\n", v, v, v, v, v, v, float32(v))
	}
	for e := -12; e <= 24; e += 3 {
		x := math.Pow(10, float64(e))
		fmt.Println(x, float32(x), 1.5*x, x/3, fmt.Sprintf("%g %.4g %6.3g", x, x, 1.23456*x))
	}
	fmt.Printf("%.50f\n%.60e\n", 0.1, 1.0/3)
	fmt.Println([]float64{1, 2.5, 1e9}, [2]float32{0.5, 0.25}, map[string]float64{"a": 0.1})
	fmt.Printf("%6.2f %v %.1f\n", []float64{1, 2.345}, struct{ X, Y float64 }{1, 2.5}, map[string]float64{"k": 0.05})
}
