package main

import (
	"fmt"
	"runtime"
)

var keep [][]byte

func main() {
	for range 1024 {
		keep = append(keep, make([]byte, 1024))
	}
	var sink []byte
	for range 100 * 1024 {
		sink = make([]byte, 1024)
	}
	_ = sink
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	fmt.Println("cycles", m.NumGC, "total MB", m.TotalAlloc>>20)
}
