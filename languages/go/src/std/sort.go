package sort

func Ints(x []int) {
	tmp := make([]int, len(x))
	sortInts(x, tmp)
}

func sortInts(x, tmp []int) {
	if len(x) < 2 {
		return
	}
	mid := len(x) / 2
	sortInts(x[:mid], tmp[:mid])
	sortInts(x[mid:], tmp[mid:])
	copy(tmp, x)
	i, j := 0, mid
	for k := range x {
		if j >= len(x) || i < mid && tmp[i] <= tmp[j] {
			x[k] = tmp[i]
			i++
		} else {
			x[k] = tmp[j]
			j++
		}
	}
}

func Strings(x []string) {
	tmp := make([]string, len(x))
	sortStrings(x, tmp)
}

func sortStrings(x, tmp []string) {
	if len(x) < 2 {
		return
	}
	mid := len(x) / 2
	sortStrings(x[:mid], tmp[:mid])
	sortStrings(x[mid:], tmp[mid:])
	copy(tmp, x)
	i, j := 0, mid
	for k := range x {
		if j >= len(x) || i < mid && tmp[i] <= tmp[j] {
			x[k] = tmp[i]
			i++
		} else {
			x[k] = tmp[j]
			j++
		}
	}
}
