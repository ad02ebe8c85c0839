package main

import "fmt"

type Integer interface {
	~int | ~int8 | ~int16 | ~int32 | ~int64 | ~uint | ~uint8 | ~uint16 | ~uint32 | ~uint64
}

type Float interface{ ~float32 | ~float64 }

type Number interface{ Integer | Float }

type Celsius float64

func Sum[T Number](xs []T) T {
	var total T
	for _, x := range xs {
		total += x
	}
	return total
}

func Average[T Number](xs ...T) float64 {
	if len(xs) == 0 {
		return 0
	}
	return float64(Sum(xs)) / float64(len(xs))
}

func Abs[T Number](x T) T {
	if x < 0 {
		return -x
	}
	return x
}

func GCD[T Integer](a, b T) T {
	for b != 0 {
		a, b = b, a%b
	}
	return a
}

func Wrap[T Integer](x T) T { return x + T(1)<<6 }

func Convert[To, From Number](x From) To { return To(x) }

func Shift[T Integer](x T, n uint) T { return x<<n | x>>1&^1 ^ 3 }

func Divide[T Number](a, b T) T { return a / b }

func Bits[T Integer]() int {
	n := 0
	for x := T(1); x != 0; x <<= 1 {
		n++
	}
	return n
}

func main() {
	fmt.Println(Sum([]int{1, 2, 3}), Sum([]float64{0.5, 0.25}), Sum([]Celsius{20.5, 1}))
	fmt.Println(Average(1, 2, 4), Average[uint8](250, 250), Average[float32]())
	fmt.Println(Abs(-3), Abs(2.5), Abs(Celsius(-1)), Abs(int8(-128)))
	fmt.Println(GCD(12, 18), GCD[uint16](35, 21))
	fmt.Println(Wrap(int8(100)), Wrap(uint8(200)), Wrap(1))
	fmt.Println(Convert[int](3.9), Convert[uint8](300), Convert[float64](int32(7)), Convert[Celsius](3))
	fmt.Println(Shift(5, 2), Shift(uint8(255), 1))
	fmt.Println(Divide(7, 2), Divide(7.0, 2), Divide(int8(-128), -1))
	fmt.Println(Bits[int8](), Bits[uint16](), Bits[int](), Bits[uint64]())
	fmt.Printf("%T %T\n", Sum([]Celsius{1}), Abs[int16](1))
	defer func() { fmt.Println("recovered:", recover()) }()
	Divide(1, 0)
}
