package sort

import "math/bits"

type Interface interface {
	Len() int
	Less(i, j int) bool
	Swap(i, j int)
}

// The natives look into a slice of any type.
func length(x any) int
func swap(x any, i, j int)
func ordered(x any)

type IntSlice []int

func (x IntSlice) Len() int           { return len(x) }
func (x IntSlice) Less(i, j int) bool { return x[i] < x[j] }
func (x IntSlice) Swap(i, j int)      { x[i], x[j] = x[j], x[i] }
func (x IntSlice) Sort()              { ordered(x) }
func (x IntSlice) Search(v int) int   { return SearchInts(x, v) }

type StringSlice []string

func (x StringSlice) Len() int            { return len(x) }
func (x StringSlice) Less(i, j int) bool  { return x[i] < x[j] }
func (x StringSlice) Swap(i, j int)       { x[i], x[j] = x[j], x[i] }
func (x StringSlice) Sort()               { ordered(x) }
func (x StringSlice) Search(v string) int { return SearchStrings(x, v) }

type Float64Slice []float64

func (x Float64Slice) Len() int             { return len(x) }
func (x Float64Slice) Less(i, j int) bool   { return x[i] < x[j] || x[i] != x[i] && x[j] == x[j] }
func (x Float64Slice) Swap(i, j int)        { x[i], x[j] = x[j], x[i] }
func (x Float64Slice) Sort()                { ordered(x) }
func (x Float64Slice) Search(v float64) int { return SearchFloat64s(x, v) }

func Ints(x []int)         { ordered(x) }
func Strings(x []string)   { ordered(x) }
func Float64s(x []float64) { ordered(x) }

func IntsAreSorted(x []int) bool         { return IsSorted(IntSlice(x)) }
func StringsAreSorted(x []string) bool   { return IsSorted(StringSlice(x)) }
func Float64sAreSorted(x []float64) bool { return IsSorted(Float64Slice(x)) }

// sliceSorter is any slice with an order.
type sliceSorter struct {
	x    any
	n    int
	less func(i, j int) bool
}

func (s sliceSorter) Len() int           { return s.n }
func (s sliceSorter) Less(i, j int) bool { return s.less(i, j) }
func (s sliceSorter) Swap(i, j int)      { swap(s.x, i, j) }

func Slice(x any, less func(i, j int) bool)       { Sort(sliceSorter{x, length(x), less}) }
func SliceStable(x any, less func(i, j int) bool) { Stable(sliceSorter{x, length(x), less}) }
func SliceIsSorted(x any, less func(i, j int) bool) bool {
	return IsSorted(sliceSorter{x, length(x), less})
}

func IsSorted(data Interface) bool {
	for i := data.Len() - 1; i > 0; i-- {
		if data.Less(i, i-1) {
			return false
		}
	}
	return true
}

type reverse struct{ Interface }

func (r reverse) Less(i, j int) bool { return r.Interface.Less(j, i) }

func Reverse(data Interface) Interface { return &reverse{data} }

// ---- searching

func Search(n int, f func(int) bool) int {
	low, high := 0, n
	for low < high {
		middle := int(uint(low+high) >> 1)
		if f(middle) {
			high = middle
		} else {
			low = middle + 1
		}
	}
	return low
}

func Find(n int, cmp func(int) int) (i int, found bool) {
	i = Search(n, func(i int) bool { return cmp(i) <= 0 })
	return i, i < n && cmp(i) == 0
}

func SearchInts(a []int, x int) int {
	return Search(len(a), func(i int) bool { return a[i] >= x })
}

func SearchStrings(a []string, x string) int {
	return Search(len(a), func(i int) bool { return a[i] >= x })
}

func SearchFloat64s(a []float64, x float64) int {
	return Search(len(a), func(i int) bool { return a[i] >= x })
}

// ---- the pattern-defeating quicksort (Peters, arXiv:2106.05123) with the constants that real Go
// has, so that equal elements end in the same order

func Sort(data Interface) {
	n := data.Len()
	if n > 1 {
		s := sorter{data, 0}
		s.quick(0, n, bits.Len(uint(n)))
	}
}

type sorter struct {
	data  Interface
	swaps int
}

const (
	insertionMax = 12
	nintherMin   = 50
	shiftingMin  = 50
	swapsMax     = 12
)

// quick sorts elements a to b; after limit bad pivots it sorts by heap.
func (s *sorter) quick(a, b, limit int) {
	balanced, partitioned := true, true
	for b-a > insertionMax {
		if limit == 0 {
			s.heap(a, b)
			return
		}
		if !balanced {
			s.scatter(a, b)
			limit--
		}
		pivot := s.pivot(a, b)
		if s.swaps == swapsMax {
			s.reverse(a, b)
			pivot = b - 1 - (pivot - a)
			s.swaps = 0
		}
		if balanced && partitioned && s.swaps == 0 && s.finish(a, b) {
			return
		}
		if a > 0 && !s.data.Less(a-1, pivot) {
			a = s.equals(a, b, pivot)
			continue
		}
		var middle int
		size := b - a
		middle, partitioned = s.partition(a, b, pivot)
		if middle-a < b-middle {
			balanced = middle-a >= size/8
			s.quick(a, middle, limit)
			a = middle + 1
		} else {
			balanced = b-middle >= size/8
			s.quick(middle+1, b, limit)
			b = middle
		}
	}
	insertion(s.data, a, b)
}

func insertion(data Interface, a, b int) {
	for i := a + 1; i < b; i++ {
		for j := i; j > a && data.Less(j, j-1); j-- {
			data.Swap(j, j-1)
		}
	}
}

func (s *sorter) heap(a, b int) {
	n := b - a
	for i := (n - 1) / 2; i >= 0; i-- {
		s.sift(a, i, n)
	}
	for i := n - 1; i >= 0; i-- {
		s.data.Swap(a, a+i)
		s.sift(a, 0, i)
	}
}

// sift sinks element root of the n that start at a.
func (s *sorter) sift(a, root, n int) {
	for child := 2*root + 1; child < n; child = 2*root + 1 {
		if child+1 < n && s.data.Less(a+child, a+child+1) {
			child++
		}
		if !s.data.Less(a+root, a+child) {
			return
		}
		s.data.Swap(a+root, a+child)
		root = child
	}
}

// scatter swaps three elements of the middle with others, as an xorshift of the length says.
func (s *sorter) scatter(a, b int) {
	n := b - a
	random := uint64(n)
	mask := uint(1)<<bits.Len(uint(n)) - 1
	for at := a + n/4*2 - 1; at <= a+n/4*2+1; at++ {
		random ^= random << 13
		random ^= random >> 7
		random ^= random << 17
		other := int(uint(random) & mask)
		if other >= n {
			other -= n
		}
		s.data.Swap(at, a+other)
	}
}

// pivot chooses the median of three elements or of three medians, and counts in swaps how many
// comparisons found a larger element first.
func (s *sorter) pivot(a, b int) int {
	s.swaps = 0
	quarter := (b - a) / 4
	i, j, k := a+quarter, a+2*quarter, a+3*quarter
	if b-a >= nintherMin {
		i, j, k = s.median(i-1, i, i+1), s.median(j-1, j, j+1), s.median(k-1, k, k+1)
	}
	return s.median(i, j, k)
}

func (s *sorter) median(i, j, k int) int {
	i, j = s.order(i, j)
	j, _ = s.order(j, k)
	_, j = s.order(i, j)
	return j
}

func (s *sorter) order(i, j int) (int, int) {
	if s.data.Less(j, i) {
		s.swaps++
		return j, i
	}
	return i, j
}

func (s *sorter) reverse(a, b int) {
	for b--; a < b; a, b = a+1, b-1 {
		s.data.Swap(a, b)
	}
}

// finish sorts what is nearly sorted with a few insertions; false where that is not enough.
func (s *sorter) finish(a, b int) bool {
	i := a + 1
	for range 5 {
		for i < b && !s.data.Less(i, i-1) {
			i++
		}
		if i == b {
			return true
		}
		if b-a < shiftingMin {
			return false
		}
		s.data.Swap(i, i-1)
		if i-a >= 2 {
			for j := i - 1; j >= 1 && s.data.Less(j, j-1); j-- {
				s.data.Swap(j, j-1)
			}
		}
		if b-i >= 2 {
			for j := i + 1; j < b && s.data.Less(j, j-1); j++ {
				s.data.Swap(j, j-1)
			}
		}
	}
	return false
}

// equals moves what is not larger than the pivot to the front; where the rest begins.
func (s *sorter) equals(a, b, pivot int) int {
	s.data.Swap(a, pivot)
	i, j := a+1, b-1
	for {
		for i <= j && !s.data.Less(a, i) {
			i++
		}
		for i <= j && s.data.Less(a, j) {
			j--
		}
		if i > j {
			return i
		}
		s.data.Swap(i, j)
		i, j = i+1, j-1
	}
}

// partition moves what is smaller than the pivot to the front; where the pivot ends up, and whether
// nothing had to be moved.
func (s *sorter) partition(a, b, pivot int) (int, bool) {
	s.data.Swap(a, pivot)
	i, j := a+1, b-1
	for untouched := true; ; untouched = false {
		for i <= j && s.data.Less(i, a) {
			i++
		}
		for i <= j && !s.data.Less(j, a) {
			j--
		}
		if i > j {
			s.data.Swap(j, a)
			return j, untouched
		}
		s.data.Swap(i, j)
		i, j = i+1, j-1
	}
}

// ---- the stable sort: insertion in blocks, then merging in place (Kim and Kutzner, SymMerge)

func Stable(data Interface) {
	n := data.Len()
	block := 20
	for a := 0; a < n; a += block {
		insertion(data, a, min(a+block, n))
	}
	for ; block < n; block *= 2 {
		for a := 0; a+block < n; a += 2 * block {
			merge(data, a, a+block, min(a+2*block, n))
		}
	}
}

// merge joins the sorted a to m and m to b.
func merge(data Interface, a, m, b int) {
	if m-a == 1 {
		to := m + Search(b-m, func(i int) bool { return !data.Less(m+i, a) })
		for ; a < to-1; a++ {
			data.Swap(a, a+1)
		}
		return
	}
	if b-m == 1 {
		to := a + Search(m-a, func(i int) bool { return data.Less(m, a+i) })
		for ; m > to; m-- {
			data.Swap(m, m-1)
		}
		return
	}
	middle := int(uint(a+b) >> 1)
	sum := middle + m
	low, high := a, m
	if m > middle {
		low, high = sum-b, middle
	}
	start := low + Search(high-low, func(i int) bool { return data.Less(sum-1-low-i, low+i) })
	end := sum - start
	if start < m && m < end {
		rotate(data, start, m, end)
	}
	if a < start && start < middle {
		merge(data, a, start, middle)
	}
	if middle < end && end < b {
		merge(data, middle, end, b)
	}
}

// rotate exchanges the neighbours a to m and m to b.
func rotate(data Interface, a, m, b int) {
	left, right := m-a, b-m
	for left != right {
		if left > right {
			exchange(data, m-left, m, right)
			left -= right
		} else {
			exchange(data, m-left, m+right-left, left)
			right -= left
		}
	}
	exchange(data, m-left, m, left)
}

func exchange(data Interface, a, b, n int) {
	for i := range n {
		data.Swap(a+i, b+i)
	}
}
