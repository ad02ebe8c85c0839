package main

import (
	"fmt"
	"runtime"
	"runtime/debug"
	"strings"
	"sync"
	"time"
)

func where() (int, bool) {
	_, _, line, ok := runtime.Caller(1)
	return line, ok
}

func main() {
	fmt.Println(runtime.GOOS, runtime.GOARCH, runtime.Version(), runtime.Compiler)
	fmt.Println(runtime.NumGoroutine(), runtime.NumCPU() >= 1, runtime.NumCgoCall())
	before := runtime.GOMAXPROCS(3)
	fmt.Println(before == runtime.GOMAXPROCS(before), runtime.GOMAXPROCS(0) == before, runtime.GOMAXPROCS(-1) == before)
	stop := make(chan bool)
	for range 7 {
		go func() { <-stop }()
	}
	fmt.Println(runtime.NumGoroutine())
	close(stop)
	for runtime.NumGoroutine() > 1 {
		time.Sleep(time.Millisecond)
	}
	fmt.Println(debug.SetGCPercent(50), debug.SetGCPercent(-1), debug.SetGCPercent(100))
	var m1, m2 runtime.MemStats
	runtime.ReadMemStats(&m1)
	runtime.GC()
	runtime.GC()
	runtime.ReadMemStats(&m2)
	fmt.Println(m2.NumGC-m1.NumGC >= 2, m2.NumForcedGC-m1.NumForcedGC, m2.TotalAlloc >= m1.TotalAlloc, m2.HeapAlloc > 0, m2.Sys > 0)
	debug.FreeOSMemory()
	fmt.Println(where())
	pc, file, line, ok := runtime.Caller(0)
	fmt.Println(runtime.FuncForPC(pc).Name(), strings.HasSuffix(file, "runtime_numbers.go"), line, ok)
	_, _, _, ok = runtime.Caller(100)
	fmt.Println(ok)
	buf := make([]byte, 1024)
	stack := string(buf[:runtime.Stack(buf, false)])
	fmt.Println(strings.HasPrefix(stack, "goroutine 1 [running]:\nmain.main()\n"), strings.Contains(string(debug.Stack()), "main.main()"))
	var wg sync.WaitGroup
	wg.Go(func() {
		runtime.LockOSThread()
		defer runtime.UnlockOSThread()
		fmt.Println("locked")
	})
	wg.Wait()
	defer func() {
		err, ok := recover().(runtime.Error)
		fmt.Println(err, ok)
	}()
	var p *int
	runtime.KeepAlive(p)
	fmt.Println(*p)
}
