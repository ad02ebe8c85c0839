// math: functions and constants.
package main

import (
	"fmt"
	"math"
)

func main() {
	fmt.Println(math.Pi, math.E, math.Phi, math.Sqrt2, math.SqrtE, math.SqrtPi, math.SqrtPhi, math.Ln2, math.Ln10, math.Log2E, math.Log10E)
	fmt.Println(math.MaxFloat64, math.SmallestNonzeroFloat64, math.MaxFloat32, math.SmallestNonzeroFloat32)
	fmt.Println(math.MaxInt, math.MinInt, math.MaxInt8, math.MinInt16, math.MaxInt32, math.MinInt64, math.MaxUint8, math.MaxUint16, math.MaxUint32, uint64(math.MaxUint64), uint(math.MaxUint))
	inf, nan := math.Inf(1), math.NaN()
	xs := []float64{0, math.Copysign(0, -1), 1, -1, 0.5, -0.5, 1.5, -1.5, 2.5, -2.5, 2, 3, 10, 100, 1e10, 1e-10, 0.1, 123.456, -123.456, 4503599627370497.5, inf, -inf, nan}
	one := []struct {
		name string
		f    func(float64) float64
	}{{"Abs", math.Abs}, {"Ceil", math.Ceil}, {"Floor", math.Floor}, {"Trunc", math.Trunc}, {"Round", math.Round}, {"RoundToEven", math.RoundToEven}, {"Sqrt", math.Sqrt}, {"Log2", math.Log2}, {"Log10", math.Log10}, {"Log1p", math.Log1p}, {"Logb", math.Logb}}
	for _, fn := range one {
		fmt.Print(fn.name)
		for _, x := range xs {
			fmt.Print(" ", fn.f(x))
		}
		fmt.Println()
	}
	rough := []struct {
		name string
		f    func(float64) float64
	}{{"Exp", math.Exp}, {"Cbrt", math.Cbrt}, {"Exp2", math.Exp2}, {"Expm1", math.Expm1}, {"Log", math.Log}, {"Sin", math.Sin}, {"Cos", math.Cos}, {"Tan", math.Tan}, {"Asin", math.Asin}, {"Acos", math.Acos}, {"Atan", math.Atan}, {"Sinh", math.Sinh}, {"Cosh", math.Cosh}, {"Tanh", math.Tanh}, {"Asinh", math.Asinh}, {"Acosh", math.Acosh}, {"Atanh", math.Atanh}, {"Gamma", math.Gamma}, {"Erf", math.Erf}, {"Erfc", math.Erfc}}
	for _, fn := range rough {
		fmt.Print(fn.name)
		for _, x := range xs[:19] {
			fmt.Printf(" %.12g", fn.f(x))
		}
		fmt.Println(fn.f(inf), fn.f(-inf), fn.f(nan))
	}
	for _, p := range [][2]float64{{2, 10}, {2, 0.5}, {2, -1}, {10, 3}, {10, -3}, {0, 0}, {0, -1}, {-2, 3}, {-2, 0.5}, {1.1, 100}, {inf, 2}, {2, inf}, {0.5, inf}, {nan, 0}, {9, 0.5}, {7, 2}, {-7, 2}, {7, -2}, {5.5, 2.1}, {3, 4}, {1, 0}, {inf, inf}, {0, 5}} {
		x, y := p[0], p[1]
		fmt.Println(x, y, math.Pow(x, y), math.Mod(x, y), math.Remainder(x, y), math.Hypot(x, y), float32(math.Atan2(x, y)), math.Max(x, y), math.Min(x, y), math.Dim(x, y), math.Copysign(x, y))
	}
	for _, x := range xs {
		i, f := math.Modf(x)
		fr, e := math.Frexp(x)
		fmt.Println(x, i, f, fr, e, math.Ldexp(fr, e), math.Signbit(x), math.IsNaN(x), math.IsInf(x, 0), math.IsInf(x, 1), math.IsInf(x, -1))
		fmt.Printf("%#016x %#08x\n", math.Float64bits(x), math.Float32bits(float32(x)))
	}
	fmt.Println(math.Float64frombits(0x400921fb54442d18), math.Float32frombits(0x40490fdb), math.Nextafter(1, 2), math.Nextafter(1, 0), math.Nextafter(0, -1))
	fmt.Println(math.Ldexp(0.5, 1025), math.Ldexp(1, -1074), math.Ldexp(1, -1075), math.Ldexp(3, 4), math.Pow10(3), math.Pow10(-5), math.Pow10(309), math.Pow10(-324))
	fmt.Println(math.FMA(2, 3, 4), math.Ilogb(8), math.Ilogb(0), math.Max(inf, nan), math.Min(-inf, nan), math.Max(nan, 1), 1/math.Max(0, math.Copysign(0, -1)), 1/math.Min(0, math.Copysign(0, -1)))
	s, c := math.Sincos(0)
	fmt.Println(s, c, int(math.Floor(-0.5)), math.Sqrt(-1), -inf, inf-inf, math.Round(-0.4))
	var f32 float32 = math.MaxFloat32
	fmt.Println(f32, f32*2, float32(math.Pi), float64(float32(0.1)))
}
