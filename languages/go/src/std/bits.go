package bits

const UintSize = 64

func OnesCount64(x uint64) int
func LeadingZeros64(x uint64) int
func trailingZeros64(x uint64) int
func Reverse64(x uint64) uint64
func ReverseBytes64(x uint64) uint64
func Mul64(x, y uint64) (hi, lo uint64)
func div64(hi, lo, y uint64) (quo, rem uint64)

func OnesCount(x uint) int     { return OnesCount64(uint64(x)) }
func OnesCount8(x uint8) int   { return OnesCount64(uint64(x)) }
func OnesCount16(x uint16) int { return OnesCount64(uint64(x)) }
func OnesCount32(x uint32) int { return OnesCount64(uint64(x)) }

func LeadingZeros(x uint) int     { return LeadingZeros64(uint64(x)) }
func LeadingZeros8(x uint8) int   { return LeadingZeros64(uint64(x)) - 56 }
func LeadingZeros16(x uint16) int { return LeadingZeros64(uint64(x)) - 48 }
func LeadingZeros32(x uint32) int { return LeadingZeros64(uint64(x)) - 32 }

func TrailingZeros64(x uint64) int { return trailingZeros64(x) }
func TrailingZeros(x uint) int     { return trailingZeros64(uint64(x)) }
func TrailingZeros8(x uint8) int   { return trailingZeros64(uint64(x) | 1<<8) }
func TrailingZeros16(x uint16) int { return trailingZeros64(uint64(x) | 1<<16) }
func TrailingZeros32(x uint32) int { return trailingZeros64(uint64(x) | 1<<32) }

func Len(x uint) int     { return 64 - LeadingZeros64(uint64(x)) }
func Len8(x uint8) int   { return 64 - LeadingZeros64(uint64(x)) }
func Len16(x uint16) int { return 64 - LeadingZeros64(uint64(x)) }
func Len32(x uint32) int { return 64 - LeadingZeros64(uint64(x)) }
func Len64(x uint64) int { return 64 - LeadingZeros64(x) }

func Reverse(x uint) uint       { return uint(Reverse64(uint64(x))) }
func Reverse8(x uint8) uint8    { return uint8(Reverse64(uint64(x)) >> 56) }
func Reverse16(x uint16) uint16 { return uint16(Reverse64(uint64(x)) >> 48) }
func Reverse32(x uint32) uint32 { return uint32(Reverse64(uint64(x)) >> 32) }

func ReverseBytes(x uint) uint       { return uint(ReverseBytes64(uint64(x))) }
func ReverseBytes16(x uint16) uint16 { return x>>8 | x<<8 }
func ReverseBytes32(x uint32) uint32 { return uint32(ReverseBytes64(uint64(x)) >> 32) }

func RotateLeft(x uint, k int) uint       { return x<<(k&63) | x>>(-k&63) }
func RotateLeft8(x uint8, k int) uint8    { return x<<(k&7) | x>>(-k&7) }
func RotateLeft16(x uint16, k int) uint16 { return x<<(k&15) | x>>(-k&15) }
func RotateLeft32(x uint32, k int) uint32 { return x<<(k&31) | x>>(-k&31) }
func RotateLeft64(x uint64, k int) uint64 { return x<<(k&63) | x>>(-k&63) }

func Add64(x, y, carry uint64) (sum, carryOut uint64) {
	sum = x + y + carry
	if sum < x || sum == x && carry == 1 {
		carryOut = 1
	}
	return sum, carryOut
}

func Add32(x, y, carry uint32) (sum, carryOut uint32) {
	wide := uint64(x) + uint64(y) + uint64(carry)
	return uint32(wide), uint32(wide >> 32)
}

func Add(x, y, carry uint) (sum, carryOut uint) {
	s, c := Add64(uint64(x), uint64(y), uint64(carry))
	return uint(s), uint(c)
}

func Sub64(x, y, borrow uint64) (diff, borrowOut uint64) {
	diff = x - y - borrow
	if x < y || x == y && borrow == 1 {
		borrowOut = 1
	}
	return diff, borrowOut
}

func Sub32(x, y, borrow uint32) (diff, borrowOut uint32) {
	wide := uint64(x) - uint64(y) - uint64(borrow)
	return uint32(wide), uint32(wide >> 63)
}

func Sub(x, y, borrow uint) (diff, borrowOut uint) {
	d, b := Sub64(uint64(x), uint64(y), uint64(borrow))
	return uint(d), uint(b)
}

func Mul32(x, y uint32) (hi, lo uint32) {
	wide := uint64(x) * uint64(y)
	return uint32(wide >> 32), uint32(wide)
}

func Mul(x, y uint) (hi, lo uint) {
	h, l := Mul64(uint64(x), uint64(y))
	return uint(h), uint(l)
}

func Div64(hi, lo, y uint64) (quo, rem uint64) {
	if y == 0 {
		hi /= y
	}
	if y <= hi {
		panic(overflowError)
	}
	return div64(hi, lo, y)
}

func Div(hi, lo, y uint) (quo, rem uint) {
	q, r := Div64(uint64(hi), uint64(lo), uint64(y))
	return uint(q), uint(r)
}

func Rem64(hi, lo, y uint64) uint64 {
	_, rem := Div64(hi%y, lo, y)
	return rem
}

type overflow string

func (e overflow) RuntimeError() {}

func (e overflow) Error() string { return "runtime error: " + string(e) }

var overflowError error = overflow("integer overflow")
