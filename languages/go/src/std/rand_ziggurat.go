
// ---- the machine's own stream

var drawn uint64

// random mixes what the machine draws into a sequence of its own: one that always answers the same
// does not repeat itself here, and whoever rejects a number gets another one.
func random() uint64 {
	drawn += 0x9e3779b97f4a7c15
	x := drawn
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31 ^ (uint64(draw())<<32 | uint64(draw()))
}

// ---- the ziggurat method (Marsaglia and Tsang, 2000)

type ziggurat struct {
	k    []uint32
	w, f []float32
}

// newZiggurat has n strips, the last one from x on; each has the area v under the density f, whose
// inverse is also given; unit is what an integer of all ones means.
func newZiggurat(n int, x, v, unit float64, f, inverse func(float64) float64) *ziggurat {
	z := &ziggurat{make([]uint32, n), make([]float32, n), make([]float32, n)}
	q := v / f(x)
	z.k[0] = uint32(x / q * unit)
	z.w[0], z.w[n-1] = float32(q/unit), float32(x/unit)
	z.f[0], z.f[n-1] = 1, float32(f(x))
	for i := n - 2; i >= 1; i-- {
		wider := x
		x = inverse(v/x + f(x))
		z.k[i+1] = uint32(x / wider * unit)
		z.w[i], z.f[i] = float32(x/unit), float32(f(x))
	}
	return z
}

// below says whether a point of strip i lies below the density at x.
func (z *ziggurat) below(i int, uniform, density float64) bool {
	return z.f[i]+float32(uniform)*(z.f[i-1]-z.f[i]) < float32(density)
}

const (
	normalLast      = 3.442619855899
	exponentialLast = 7.69711747013104972
)

var normalStrips, exponentialStrips *ziggurat

// normal makes a number of the random j in strip i, or of uniform ones; false where it is rejected.
func normal(j, i int32, uniform func() float64) (float64, bool) {
	if normalStrips == nil {
		normalStrips = newZiggurat(128, normalLast, 9.91256303526217e-3, 1<<31,
			func(x float64) float64 { return math.Exp(-0.5 * x * x) },
			func(y float64) float64 { return math.Sqrt(-2 * math.Log(y)) })
	}
	x := float64(j) * float64(normalStrips.w[i])
	if uint32(max(j, -j)) < normalStrips.k[i] {
		return x, true
	}
	if i > 0 {
		return x, normalStrips.below(int(i), uniform(), math.Exp(-0.5*x*x))
	}
	for {
		x = -math.Log(uniform()) * (1.0 / normalLast)
		y := -math.Log(uniform())
		if y+y >= x*x {
			break
		}
	}
	if j > 0 {
		return normalLast + x, true
	}
	return -normalLast - x, true
}

// exponential does the same for the other distribution.
func exponential(j, i uint32, uniform func() float64) (float64, bool) {
	if exponentialStrips == nil {
		exponentialStrips = newZiggurat(256, exponentialLast, 3.949659822581572e-3, 1<<32,
			func(x float64) float64 { return math.Exp(-x) },
			func(y float64) float64 { return -math.Log(y) })
	}
	x := float64(j) * float64(exponentialStrips.w[i])
	if j < exponentialStrips.k[i] {
		return x, true
	}
	if i > 0 {
		return x, exponentialStrips.below(int(i), uniform(), math.Exp(-x))
	}
	return exponentialLast - math.Log(uniform()), true
}
