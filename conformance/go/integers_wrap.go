// Sized integers wrap around; shifts, division and conversions follow the specification.
package main

import "fmt"

const (
	_  = iota
	KB = 1 << (10 * iota)
	MB
)

type Level uint8

const (
	Low Level = iota + 1
	High
)

func (l Level) String() string { return [...]string{"?", "low", "high"}[l] }

func main() {
	var u8 uint8 = 250
	var i8 int8 = 127
	var u32 uint32 = 1 << 31
	u8 += 10
	i8++
	fmt.Println(u8, i8, u32<<1, -7/2, -7%3, 7&^5, ^0)
	big := 1<<62 + 1
	fmt.Println(int32(big), uint16(1<<16+5&0xffff), int64(-1)>>3, uint64(1<<63)>>63)
	n := 70
	fmt.Println(1<<n == 0, float32(0.1), float64(float32(0.1)), int(-3.9), 7.0/2)
	fmt.Println(KB, MB, Low, High, Level(2)-1)
	fmt.Printf("%d %v %x %08b %+d %q %c %U %t %5.2f|%-6s|%6s|%T\n", High, High, 255, 5, 3, "hi", 'x', '⌘', true, 3.14159, "ab", "cd", Low)
	x, y := 10, 3
	x, y = y, x%y
	fmt.Println(x, y, min(4, 2, 8), max(1.5, 2))
}
