// n goroutines give an inode each a free block. Up to thirteen of them never meet.
package main

import "sync"

const n = 14
const inodes = 32
const blocks = 26

var locki [inodes]sync.Mutex
var inode [inodes]int
var lockb [blocks]sync.Mutex
var busy [blocks]bool

func create(t int, done chan bool) {
	i := t % inodes
	locki[i].Lock()
	if inode[i] == 0 {
		b := (i * 2) % blocks
		for {
			lockb[b].Lock()
			if !busy[b] {
				busy[b] = true
				inode[i] = b + 1
				lockb[b].Unlock()
				break
			}
			lockb[b].Unlock()
			b = (b + 1) % blocks
		}
	}
	locki[i].Unlock()
	done <- true
}

func main() {
	done := make([]chan bool, n)
	for i := range done {
		done[i] = make(chan bool, 1)
	}
	for i := range done {
		go create(i, done[i])
	}
	for i := range done {
		<-done[i]
	}
}
