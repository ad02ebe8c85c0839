package main

import (
	"fmt"
	"sort"
)

func main() {
	grades := map[string]int{"ann": 90, "bob": 85, "cid": 90, "dee": 70}
	names := make([]string, 0, len(grades))
	for name := range grades {
		names = append(names, name)
	}
	sort.Slice(names, func(i, j int) bool {
		if grades[names[i]] != grades[names[j]] {
			return grades[names[i]] > grades[names[j]]
		}
		return names[i] < names[j]
	})
	for i, name := range names {
		fmt.Println(i, name, grades[name])
	}
	list := []int{3, 1, 2}
	sort.Slice(list, func(i, j int) bool { return list[i+2] < list[j] })
}
