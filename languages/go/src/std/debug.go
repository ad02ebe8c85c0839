package debug

import (
	"os"
	"runtime"
)

func gcPercent(percent int) uint32
func stack(all bool) string

func SetGCPercent(percent int) int { return int(int32(gcPercent(percent))) }

func FreeOSMemory() { runtime.GC() }

func Stack() []byte { return []byte(stack(false)) }

func PrintStack() { os.Stderr.WriteString(stack(false)) }
