package main

import (
	"fmt"
	"time"
)

func main() {
	var zero time.Time
	fmt.Println(zero, zero.IsZero(), zero.Unix(), zero.Weekday(), zero.YearDay())
	t := time.Date(2024, time.February, 29, 23, 59, 58, 987654321, time.UTC)
	fmt.Println(t, t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), t.Second(), t.Nanosecond())
	fmt.Println(t.Weekday(), t.YearDay(), t.Unix(), t.UnixMilli(), t.UnixMicro(), t.UnixNano())
	fmt.Println(t.ISOWeek())
	fmt.Println(t.Date())
	fmt.Println(t.Clock())
	fmt.Println(t.AddDate(1, 0, 0), t.AddDate(0, 1, 1), t.AddDate(-4, -2, -29))
	fmt.Println(t.Add(time.Second+12345679), t.Add(-24*time.Hour))
	u := time.Date(2023, 14, -3, 25, -61, 3600, -1, time.UTC)
	fmt.Println(u, t.Sub(u), u.Sub(t), t.After(u), t.Before(u), t.Equal(u), t.Compare(u), u.Compare(t), t.Compare(t))
	fmt.Println(t.Sub(zero), zero.Sub(t))
	for _, d := range []time.Duration{time.Millisecond, time.Second, time.Minute, time.Hour, 24 * time.Hour, 7 * 24 * time.Hour, 7 * time.Second} {
		fmt.Println(d, t.Truncate(d), t.Round(d))
	}
	fmt.Println(time.Unix(1700000000, 1500000000).UTC(), time.UnixMilli(-1).UTC(), time.UnixMicro(1234567).UTC())
	cet := time.FixedZone("CET", 3600)
	c := t.In(cet)
	fmt.Println(c, c.Equal(t), c == t, c.Location(), t.Location(), c.Day(), c.YearDay())
	fmt.Println(c.Zone())
	fmt.Println(c.UTC() == t, time.Date(2024, 1, 1, 0, 0, 0, 0, cet).UTC())
	for y := 1999; y <= 2025; y += 5 {
		first := time.Date(y, 1, 1, 0, 0, 0, 0, time.UTC)
		year, week := first.ISOWeek()
		fmt.Println(first.Weekday(), year, week, time.Date(y, 12, 31, 0, 0, 0, 0, time.UTC).YearDay())
	}
	for m := time.January; m <= time.December; m++ {
		fmt.Print(m, " ", time.Date(2023, m+1, 0, 0, 0, 0, 0, time.UTC).Day(), " ")
	}
	fmt.Println()
	fmt.Println(time.Sunday, time.Weekday(6), time.Weekday(7), time.Month(0), time.Month(13))
	birthdays := map[time.Month]int{time.May: 3, time.July: 4}
	fmt.Println(birthdays)
	fmt.Println(time.Date(-1, 1, 1, 0, 0, 0, 0, time.UTC), time.Date(12345, 1, 1, 0, 0, 0, 0, time.UTC))
}
