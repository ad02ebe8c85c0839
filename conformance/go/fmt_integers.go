// Integers of every size under every verb and flag.
package main

import (
	"fmt"
	"math"
)

type Level int8

func main() {
	verbs := []string{"%v", "%d", "%b", "%o", "%O", "%x", "%X", "%c", "%q", "%U", "%#v", "%#b", "%#o", "%#x", "%#X", "%#q", "%#U", "%+d", "% d", "%5d", "%-5d|", "%05d", "%+05d", "%.3d", "%8.3d", "%-8.3d|", "%08.3d", "%.0d", "%+.3d", "% 05d", "%+q", "%x", "%T", "%5t", "%s", "%e", "%08b", "%#010x", "%-#10x|", "%+x", "% x"}
	values := []any{0, 1, -1, 42, -42, 65, 0x1F600, int8(-128), int16(1234), int32('é'), int64(math.MinInt64), uint(7), uint8(255), uint16(65535), uint32(1 << 31), uint64(math.MaxUint64), uintptr(4096), Level(3)}
	for _, verb := range verbs {
		fmt.Print(verb, ":")
		for _, v := range values {
			fmt.Printf(" "+verb, v)
		}
		fmt.Println()
	}
	fmt.Printf("%*d|%-*d|%.*d|%*.*d\n", 6, 42, 6, 42, 4, 42, 8, 3, 42)
	fmt.Printf("%*d|%.*d|%*d|%.*d|\n", -6, 42, -3, 42, "x", 42, "y", 42)
	fmt.Printf("%*d|%d\n", 10000000, 42, 1)
	fmt.Printf("%[2]d %[1]d|%[2]*[1]d|%[3]*.[2]*[1]f|\n", 5, 6, 12)
	fmt.Printf("%[1]d %[1]v %[1]x %[1]T %d\n", 255, 16)
	fmt.Printf("%6[2]d|%[2]6d|%[3]d|%[0]d|%[x]d|%[2|%[]d\n", 1, 2)
	fmt.Printf("%[5]d %d %[2]d\n", 1, 2, 3)
	fmt.Printf("%.[2]d|%[1].2d|%.[3]*d\n", 7, 8, 2)
}
