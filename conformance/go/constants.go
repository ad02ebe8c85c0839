package main

import "fmt"

const (
	A = iota
	B
	_
	D = "s"
	E
	F = iota * 10
	G
	H, I = iota, 1 << iota
	J, K
)

type Weekday int

const (
	Sun Weekday = iota
	Mon
	Tue
)

func (d Weekday) String() string { return [...]string{"S", "M", "T"}[d] }

const (
	_  = iota
	KB = 1 << (10 * iota)
	MB
	GB
	TB
)
const huge = 1 << 100
const big = 1e300 * 1e300 / 1e300
const third = 1.0 / 3
const typed int64 = 1 << 40
const mask = ^uint32(0)
const r = 'a' + 1
const str = "héllo"
const ln = len(str)
const c0 = str == "x"
const flt = 0x1p-2
const f2 = 0x1.8p1
const oct = 0o17 + 017 + 0b1010 + 0xFF_FF + 1_000_000
const (
	bit0, mask0 = 1 << iota, 1<<iota - 1
	bit1, mask1
	_, _
	bit3, mask3
)

func main() {
	fmt.Println(A, B, D, E, F, G, H, I, J, K)
	fmt.Println(Sun, Mon, Tue, KB, MB, GB, TB)
	fmt.Println(huge>>98, big, third, typed, mask, r, str, ln, c0, flt, f2, oct)
	fmt.Println(bit0, mask0, bit1, mask1, bit3, mask3)
	fmt.Println(1<<3|1<<1, 7&^2, 5^3, -7/2, -7%2, 7>>1, ^5)
	var u8 uint8 = 255
	u8++
	fmt.Println(u8, u8+100)
	var f32 float32 = 0.1
	fmt.Println(f32, float64(f32), 0.1+0.2, 1/3.0)
	fmt.Println("abc"[1], str[1], "\u00e9\x41\101\n\t\\\"", 'é', '\'', '\x41', '\377', '\U0001F600')
	fmt.Println(`raw\n
string`)
	const x = 10
	var s uint = 33
	var i = 1 << s
	var j int32 = 1 << s
	var k = uint64(1 << s)
	fmt.Println(i, j, k, 1.0<<3)
	fmt.Println(len([10]int{}), cap([3]string{}), len([...]int{5: 1}))
	fmt.Println(5.0 == 5, 'a' == 97, 3/2, 3/2.0, 3.0/2)
	var b byte = 'x'
	fmt.Println(b, string(rune(b)), string(b), -5>>1, uint32(1)<<31)
	fmt.Println(1e3, 1e21, 1e20, 100000000.0, float32(1e10), 1e-7)
	const maxU = 1<<64 - 1
	fmt.Println(uint64(maxU), maxU/3)
	fmt.Println(0.1*10 == 1, 1e400/1e399)
	fmt.Printf("%T %T %T %T\n", 'a', 1.0, 1, "s")
	fmt.Println(min(1, 2.5), max(3, 2, 7), min("b", "a"), max('a', 1))
}
