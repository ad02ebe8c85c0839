package main

import (
	"fmt"
	"time"
)

func main() {
	for _, d := range []time.Duration{0, 1, 999, 1000, 1500, 999999, 1000000, 12345678, time.Second, 59*time.Second + 900*time.Millisecond, time.Minute, 61 * time.Second, time.Hour, 100*time.Hour + 3*time.Nanosecond, -1500 * time.Millisecond, 1<<63 - 1, -1 << 63} {
		fmt.Println(d, d.Nanoseconds(), d.Microseconds(), d.Milliseconds(), d.Seconds(), d.Minutes(), d.Hours(), d.Abs())
	}
	d := 3*time.Hour + 25*time.Minute + 45*time.Second + 678901234
	for _, m := range []time.Duration{0, 1, time.Microsecond, time.Millisecond, 100 * time.Millisecond, time.Second, 2 * time.Second, time.Minute, 10 * time.Minute, time.Hour} {
		fmt.Println(m, d.Round(m), d.Truncate(m), (-d).Round(m), (-d).Truncate(m))
	}
	fmt.Println(time.Duration(1<<63-1).Round(time.Hour), time.Duration(-1<<63).Round(time.Hour))
	n := 3
	fmt.Println(time.Duration(n)*time.Second, time.Duration(1.5*float64(time.Second)), 2*time.Second/3)
	fmt.Printf("%v %s %d %T %5.1f\n", d, d, d, d, d.Seconds())
	type job struct {
		name  string
		limit time.Duration
	}
	fmt.Printf("%v %+v\n", job{"a", time.Second}, job{"b", 1500 * time.Microsecond})
	fmt.Println([]time.Duration{1, time.Minute}, map[string]time.Duration{"x": time.Millisecond})
	for _, s := range []string{"1h15m30.918s", "-1.5h", "+5s", "0", "100ns", "2us3µs4μs", "1.000000001s", ".5s", "5.s", "", "-", "1", "1x", ".s", "1h 2m", "3000000h", "9223372036854775807ns", "9223372036854775808ns", "-9223372036854775808ns", "1\"s"} {
		d, err := time.ParseDuration(s)
		fmt.Println(d, err)
	}
}
