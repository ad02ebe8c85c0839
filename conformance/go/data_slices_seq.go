package main

import (
	"fmt"
	"iter"
	"maps"
	"slices"
	"strings"
)

func count(n int) iter.Seq[int] {
	return func(yield func(int) bool) {
		for i := range n {
			if !yield(i) {
				fmt.Print("stopped ")
				return
			}
		}
	}
}

func filter[V any](seq iter.Seq[V], keep func(V) bool) iter.Seq[V] {
	return func(yield func(V) bool) {
		for v := range seq {
			if keep(v) && !yield(v) {
				return
			}
		}
	}
}

func main() {
	for i, v := range slices.All([]string{"a", "b"}) {
		fmt.Print(i, v, " ")
	}
	for i, v := range slices.Backward([]string{"a", "b"}) {
		fmt.Print(i, v, " ")
	}
	for v := range slices.Values([]int{7, 8}) {
		fmt.Print(v, " ")
	}
	fmt.Println()
	fmt.Println(slices.Collect(count(4)), slices.AppendSeq([]int{9}, count(2)))
	even := filter(count(10), func(n int) bool { return n%2 == 0 })
	for v := range even {
		if v > 4 {
			break
		}
		fmt.Print(v, " ")
	}
	fmt.Println()
	for chunk := range slices.Chunk([]int{1, 2, 3, 4, 5}, 2) {
		fmt.Print(chunk, cap(chunk), " ")
	}
	fmt.Println()
	m := map[string]int{"one": 1, "two": 2, "three": 3}
	fmt.Println(slices.Sorted(maps.Keys(m)), slices.Sorted(maps.Values(m)))
	fmt.Println(slices.SortedFunc(maps.Keys(m), func(a, b string) int { return len(b) - len(a) })[0])
	copied := maps.Clone(m)
	maps.DeleteFunc(copied, func(k string, v int) bool { return v%2 == 1 })
	fmt.Println(copied, len(m), maps.Equal(m, copied), maps.Equal(m, maps.Collect(maps.All(m))))
	maps.Copy(copied, map[string]int{"four": 4})
	maps.Insert(copied, maps.All(map[string]int{"five": 5}))
	fmt.Println(copied)
	for line := range strings.Lines("one\ntwo\nthree") {
		fmt.Printf("%q ", line)
	}
	for part := range strings.SplitSeq("a,b,c", ",") {
		fmt.Printf("%q ", part)
	}
	for part := range strings.SplitAfterSeq("a,b", ",") {
		fmt.Printf("%q ", part)
	}
	for word := range strings.FieldsSeq(" x  y ") {
		fmt.Printf("%q ", word)
	}
	for word := range strings.FieldsFuncSeq("1a2b3", func(r rune) bool { return r < 'a' }) {
		fmt.Printf("%q ", word)
	}
	fmt.Println()
	fmt.Println(slices.Collect(strings.SplitSeq("日本", "")))
	next, stop := iter.Pull(count(5))
	a, ok := next()
	fmt.Println(a, ok)
	a, ok = next()
	fmt.Println(a, ok)
	stop()
	a, ok = next()
	fmt.Println(a, ok)
	next2, stop2 := iter.Pull2(slices.All([]string{"x"}))
	defer stop2()
	i, v, ok := next2()
	fmt.Println(i, v, ok)
	i, v, ok = next2()
	fmt.Println(i, v == "", ok)
	var seq iter.Seq2[int, string] = slices.All([]string{"typed"})
	for i, v := range seq {
		fmt.Println(i, v)
	}
}
