package main

import (
	"bufio"
	"cmp"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"sync"
	"text/tabwriter"
)

const text = `The quick brown fox jumps over the lazy dog.
The dog sleeps; the fox runs -- runs far away!
"Quick," said the dog, "the fox is quick".`

type entry struct {
	word  string
	count int
}

func words(line string) []string {
	return strings.FieldsFunc(strings.ToLower(line), func(r rune) bool { return r < 'a' || r > 'z' })
}

func main() {
	lines := make(chan string)
	counts := make(chan map[string]int)
	var wg sync.WaitGroup
	for range 3 {
		wg.Go(func() {
			local := map[string]int{}
			for line := range lines {
				for _, word := range words(line) {
					local[word]++
				}
			}
			counts <- local
		})
	}
	go func() {
		scanner := bufio.NewScanner(strings.NewReader(text))
		for scanner.Scan() {
			lines <- scanner.Text()
		}
		close(lines)
		wg.Wait()
		close(counts)
	}()
	total := map[string]int{}
	for local := range counts {
		for word, n := range local {
			total[word] += n
		}
	}
	var entries []entry
	for word, n := range maps.All(total) {
		entries = append(entries, entry{word, n})
	}
	slices.SortFunc(entries, func(a, b entry) int {
		return cmp.Or(b.count-a.count, strings.Compare(a.word, b.word))
	})
	w := tabwriter.NewWriter(os.Stdout, 0, 0, 1, '.', tabwriter.AlignRight)
	for _, e := range entries[:6] {
		fmt.Fprintf(w, "%s\t%d\t\n", e.word, e.count)
	}
	w.Flush()
	longest := slices.MaxFunc(entries, func(a, b entry) int { return len(a.word) - len(b.word) })
	fmt.Println(len(entries), longest, slices.Sorted(maps.Keys(total))[0])
}
