// The game of life: one goroutine for each row of each generation.
package main

import (
	"fmt"
	"strings"
	"sync"
)

type board []string

func (b board) alive(x, y int) int {
	y, x = (y+len(b))%len(b), (x+len(b[0]))%len(b[0])
	if b[y][x] == '#' {
		return 1
	}
	return 0
}

func (b board) row(y int) string {
	var row strings.Builder
	for x := range b[y] {
		neighbours := -b.alive(x, y)
		for dy := -1; dy <= 1; dy++ {
			for dx := -1; dx <= 1; dx++ {
				neighbours += b.alive(x+dx, y+dy)
			}
		}
		if neighbours == 3 || neighbours == 2 && b.alive(x, y) == 1 {
			row.WriteByte('#')
		} else {
			row.WriteByte('.')
		}
	}
	return row.String()
}

func (b board) next() board {
	after := make(board, len(b))
	var wg sync.WaitGroup
	for y := range b {
		wg.Go(func() { after[y] = b.row(y) })
	}
	wg.Wait()
	return after
}

func main() {
	b := board{".#.....", "..#....", "###....", ".......", "......."}
	for range 4 {
		b = b.next()
	}
	fmt.Println(strings.Join(b, "\n"))
}
