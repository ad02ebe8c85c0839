package math

const (
	E   = 2.71828182845904523536028747135266249775724709369995957496696763
	Pi  = 3.14159265358979323846264338327950288419716939937510582097494459
	Phi = 1.61803398874989484820458683436563811772030917980576286213544862

	Sqrt2   = 1.41421356237309504880168872420969807856967187537694807317667974
	SqrtE   = 1.64872127070012814684865078781416357165377610071014801157507931
	SqrtPi  = 1.77245385090551602729816748334114518279754945612238712821380779
	SqrtPhi = 1.27201964951406896425242246173749149171560804184009624861664038

	Ln2    = 0.693147180559945309417232121458176568075500134360255254120680009
	Log2E  = 1.44269504088896340735992468100189213742664595415298593413544940
	Ln10   = 2.30258509299404568401799145468436420760110148862877297603332790
	Log10E = 0.43429448190325182765112891891660508229439700580366656611445378
)

const (
	MaxFloat32             = 3.40282346638528859811704183484516925440e+38
	SmallestNonzeroFloat32 = 1.401298464324817070923729583289916131280e-45
	MaxFloat64             = 1.79769313486231570814527423731704356798070e+308
	SmallestNonzeroFloat64 = 4.9406564584124654417656879286822137236505980e-324
)

const (
	MaxInt    = 1<<63 - 1
	MinInt    = -1 << 63
	MaxInt8   = 1<<7 - 1
	MinInt8   = -1 << 7
	MaxInt16  = 1<<15 - 1
	MinInt16  = -1 << 15
	MaxInt32  = 1<<31 - 1
	MinInt32  = -1 << 31
	MaxInt64  = 1<<63 - 1
	MinInt64  = -1 << 63
	MaxUint   = 1<<64 - 1
	MaxUint8  = 1<<8 - 1
	MaxUint16 = 1<<16 - 1
	MaxUint32 = 1<<32 - 1
	MaxUint64 = 1<<64 - 1
)

func Ceil(x float64) float64
func Floor(x float64) float64
func Trunc(x float64) float64
func Round(x float64) float64
func RoundToEven(x float64) float64
func Sqrt(x float64) float64
func Cbrt(x float64) float64
func Exp(x float64) float64
func Exp2(x float64) float64
func Expm1(x float64) float64
func Log(x float64) float64
func Log1p(x float64) float64
func Sin(x float64) float64
func Cos(x float64) float64
func Tan(x float64) float64
func Atan(x float64) float64
func Sinh(x float64) float64
func Cosh(x float64) float64
func Tanh(x float64) float64
func Asinh(x float64) float64
func Acosh(x float64) float64
func Atanh(x float64) float64
func Gamma(x float64) float64
func Erf(x float64) float64
func Erfc(x float64) float64
func Pow(x, y float64) float64
func Atan2(y, x float64) float64
func Hypot(p, q float64) float64
func Mod(x, y float64) float64
func Remainder(x, y float64) float64
func FMA(x, y, z float64) float64
func Float64bits(f float64) uint64
func Float64frombits(b uint64) float64
func Float32bits(f float32) uint32
func Float32frombits(b uint32) float32

func Inf(sign int) float64 {
	if sign >= 0 {
		return Float64frombits(0x7ff0000000000000)
	}
	return Float64frombits(0xfff0000000000000)
}

func NaN() float64 { return Float64frombits(0x7ff8000000000001) }

func IsNaN(f float64) bool { return f != f }

func IsInf(f float64, sign int) bool {
	return sign >= 0 && f > MaxFloat64 || sign <= 0 && f < -MaxFloat64
}

func Signbit(x float64) bool { return Float64bits(x)>>63 == 1 }

func Copysign(f, sign float64) float64 {
	return Float64frombits(Float64bits(f)&^(1<<63) | Float64bits(sign)&(1<<63))
}

func Abs(x float64) float64 { return Float64frombits(Float64bits(x) &^ (1 << 63)) }

func Max(x, y float64) float64 {
	if IsInf(x, 1) || IsInf(y, 1) {
		return Inf(1)
	}
	if x == 0 && y == 0 && Signbit(x) {
		return y
	}
	return max(x, y)
}

func Min(x, y float64) float64 {
	if IsInf(x, -1) || IsInf(y, -1) {
		return Inf(-1)
	}
	if x == 0 && y == 0 && Signbit(y) {
		return y
	}
	return min(x, y)
}

func Dim(x, y float64) float64 {
	v := x - y
	if v <= 0 {
		return 0
	}
	return v
}

func Modf(f float64) (integer float64, fractional float64) {
	integer = Trunc(f)
	if IsInf(f, 0) {
		return f, NaN()
	}
	return integer, Copysign(f-integer, f)
}

func Frexp(f float64) (frac float64, exp int) {
	if f == 0 || IsInf(f, 0) || IsNaN(f) {
		return f, 0
	}
	if Abs(f) < 2.2250738585072014e-308 {
		f *= 1 << 52
		exp = -52
	}
	bits := Float64bits(f)
	exp += int(bits>>52&0x7ff) - 1022
	return Float64frombits(bits&^(0x7ff<<52) | 1022<<52), exp
}

func Ldexp(frac float64, exp int) float64 {
	for exp > 1000 {
		frac *= 1.0715086071862673e+301 // 2 to the power of 1000
		exp -= 1000
		if frac == 0 || IsInf(frac, 0) || IsNaN(frac) {
			return frac
		}
	}
	f, e := Frexp(frac)
	if f == 0 || IsInf(f, 0) || IsNaN(f) {
		return frac
	}
	e += exp
	if e > 1024 {
		return Copysign(Inf(1), frac)
	}
	if e < -1080 {
		return Copysign(0, frac)
	}
	if e > 0 {
		return f * 2 * Float64frombits(uint64(e-1+1023)<<52)
	}
	if e > -1021 {
		return f * Float64frombits(uint64(e+1023)<<52)
	}
	return f * Float64frombits(uint64(e+100+1023)<<52) * Float64frombits((1023-100)<<52)
}

func Log2(x float64) float64 {
	frac, exp := Frexp(x)
	if frac == 0.5 {
		return float64(exp - 1)
	}
	return Log(frac)*Log2E + float64(exp)
}

func Log10(x float64) float64 { return Log(x) * Log10E }

func Logb(x float64) float64 {
	if x == 0 {
		return Inf(-1)
	}
	if IsInf(x, 0) {
		return Inf(1)
	}
	if IsNaN(x) {
		return x
	}
	return float64(Ilogb(x))
}

func Ilogb(x float64) int {
	if x == 0 {
		return MinInt32
	}
	if IsInf(x, 0) || IsNaN(x) {
		return MaxInt32
	}
	_, exp := Frexp(x)
	return exp - 1
}

func Asin(x float64) float64 {
	if x == 0 {
		return x
	}
	if x < 0 {
		return -Asin(-x)
	}
	if x > 1 {
		return NaN()
	}
	c := Sqrt(1 - x*x)
	if x > 0.7 {
		return Pi/2 - Atan(c/x)
	}
	return Atan(x / c)
}

func Acos(x float64) float64 { return Pi/2 - Asin(x) }

func Sincos(x float64) (sin, cos float64) { return Sin(x), Cos(x) }

func Pow10(n int) float64 {
	if n < -323 {
		return 0
	}
	if n > 308 {
		return Inf(1)
	}
	return Pow(10, float64(n))
}

func Nextafter(x, y float64) float64 {
	switch {
	case IsNaN(x) || IsNaN(y):
		return NaN()
	case x == y:
		return x
	case x == 0:
		return Copysign(SmallestNonzeroFloat64, y)
	case (y > x) == (x > 0):
		return Float64frombits(Float64bits(x) + 1)
	}
	return Float64frombits(Float64bits(x) - 1)
}
