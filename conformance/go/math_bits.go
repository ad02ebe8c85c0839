// math/bits: counting, rotating, carrying.
package main

import (
	"fmt"
	"math/bits"
)

func main() {
	for _, x := range []uint64{0, 1, 2, 3, 0x80, 0xff, 0x100, 0xffff, 1 << 31, 1 << 32, 0xdeadbeefcafe, 1 << 63, 1<<64 - 1} {
		fmt.Println(x, bits.OnesCount64(x), bits.LeadingZeros64(x), bits.TrailingZeros64(x), bits.Len64(x), bits.Reverse64(x), bits.ReverseBytes64(x), bits.RotateLeft64(x, 5), bits.RotateLeft64(x, -5))
		a, b, c, d := uint8(x), uint16(x), uint32(x), uint(x)
		fmt.Println(bits.OnesCount8(a), bits.LeadingZeros8(a), bits.TrailingZeros8(a), bits.Len8(a), bits.Reverse8(a), bits.RotateLeft8(a, 3))
		fmt.Println(bits.OnesCount16(b), bits.LeadingZeros16(b), bits.TrailingZeros16(b), bits.Len16(b), bits.Reverse16(b), bits.ReverseBytes16(b), bits.RotateLeft16(b, -3))
		fmt.Println(bits.OnesCount32(c), bits.LeadingZeros32(c), bits.TrailingZeros32(c), bits.Len32(c), bits.Reverse32(c), bits.ReverseBytes32(c), bits.RotateLeft32(c, 35))
		fmt.Println(bits.OnesCount(d), bits.LeadingZeros(d), bits.TrailingZeros(d), bits.Len(d), bits.Reverse(d), bits.ReverseBytes(d), bits.RotateLeft(d, 1))
	}
	fmt.Println(bits.UintSize)
	fmt.Println(bits.Add64(1<<64-1, 0, 1))
	fmt.Println(bits.Add64(1<<64-1, 1<<64-1, 1))
	fmt.Println(bits.Add64(5, 6, 0))
	fmt.Println(bits.Sub64(0, 1, 0))
	fmt.Println(bits.Sub64(5, 5, 1))
	fmt.Println(bits.Sub64(7, 5, 1))
	fmt.Println(bits.Mul64(1<<63, 6))
	fmt.Println(bits.Mul64(1<<64-1, 1<<64-1))
	fmt.Println(bits.Div64(3, 5, 7))
	fmt.Println(bits.Rem64(9, 5, 7))
	fmt.Println(bits.Add32(1<<32-1, 1, 0))
	fmt.Println(bits.Mul32(1<<31, 6))
	fmt.Println(bits.Sub32(1, 2, 0))
	fmt.Println(bits.Mul(3, 4))
	for _, f := range []func(){func() { bits.Div64(7, 0, 7) }, func() { bits.Div64(1, 0, 0) }} {
		func() {
			defer func() {
				err := recover().(error)
				fmt.Println(err)
			}()
			f()
		}()
	}
}
