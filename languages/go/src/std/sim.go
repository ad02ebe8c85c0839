// Package sim is simulated: real Go has nothing of the kind, and cannot import it. Its functions
// stand for what a lesson cannot do for real, and take as long as they are told.
package sim

import "time"

// Syscall blocks in the operating system: the goroutine keeps its thread, the P may be handed off.
func Syscall(d time.Duration)

// ReadFile reads a regular file: a system call like any other, the netpoller does not help.
func ReadFile(d time.Duration)

// Cgo is in C code: to the scheduler a system call.
func Cgo(d time.Duration)

// Network waits for the network: the goroutine parks in the netpoller and holds no thread.
func Network(d time.Duration)
