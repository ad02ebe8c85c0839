package math

const (
	Pi = 3.14159265358979323846264338327950288419716939937510582097494459
	E  = 2.71828182845904523536028747135266249775724709369995957496696763

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
	MaxUint8  = 1<<8 - 1
	MaxUint16 = 1<<16 - 1
	MaxUint32 = 1<<32 - 1
	MaxUint64 = 1<<64 - 1
)

func Sqrt(x float64) float64
func Floor(x float64) float64
func Ceil(x float64) float64
func Pow(x, y float64) float64

func Abs(x float64) float64 {
	if x < 0 {
		return -x
	}
	return x
}

func Max(x, y float64) float64 { return max(x, y) }
func Min(x, y float64) float64 { return min(x, y) }
