package main

import (
	"fmt"
	"time"
)

func main() {
	layouts := []string{time.Layout, time.ANSIC, time.UnixDate, time.RubyDate, time.RFC822, time.RFC822Z, time.RFC850, time.RFC1123, time.RFC1123Z, time.RFC3339, time.RFC3339Nano, time.Kitchen, time.Stamp, time.StampMilli, time.StampMicro, time.StampNano, time.DateTime, time.DateOnly, time.TimeOnly}
	times := []time.Time{
		time.Date(2009, time.November, 10, 23, 0, 0, 0, time.UTC),
		time.Date(2024, time.May, 3, 4, 5, 6, 7008009, time.FixedZone("IST", 19800)),
		time.Date(987, time.December, 31, 12, 30, 9, 120000000, time.FixedZone("", -12600)),
	}
	for _, t := range times {
		for _, layout := range layouts {
			text := t.Format(layout)
			back, err := time.Parse(layout, text)
			fmt.Println(text, "|", back, "|", err)
		}
		fmt.Println(t.Format("Monday Month Mon. 002 __2 _2006 3:4:5pm .000 ,999 .99 Z07 Z0700 -07 -07:00:00 Z070000 text"))
	}
	for _, c := range [][2]string{
		{"2006-01-02", "2024-13-01"},
		{"2006-01-02", "2024-02-30"},
		{"2006-01-02", "2024-2-3"},
		{"2006-01-02", "2024-02-03 more"},
		{"2006-01-02", "hello"},
		{"2006-01-02", ""},
		{"2006-1-2", "2024-2-3"},
		{"15:04:05", "24:00:00"},
		{"15:04:05", "23:60:00"},
		{"15:04:05", "23:59:61"},
		{"15:04:05", "12:30:45.678"},
		{"3:04PM", "12:30AM"},
		{"3:04PM", "13:30AM"},
		{"3:04pm", "1:30PM"},
		{"Jan _2 2006", "Feb  7 2021"},
		{"January 2, 2006", "march 7, 2021"},
		{"Jan 2", "Foo 7"},
		{time.RFC3339, "2024-01-01T00:00:00"},
		{time.RFC3339, "2024-01-01T00:00:00+25:00"},
		{time.RFC3339, "2024-01-01T00:00:00.123456789Z"},
		{"2006 002", "2024 366"},
		{"2006 002", "2023 366"},
		{"2 Jan 06 MST", "3 Feb 70 PDT"},
		{"2 Jan 06 MST", "3 Feb 68 GMT-8"},
	} {
		t, err := time.Parse(c[0], c[1])
		fmt.Println(t, err)
	}
	_, err := time.Parse(time.DateOnly, "x")
	if e, ok := err.(*time.ParseError); ok {
		fmt.Printf("%q %q %q %q %q\n", e.Layout, e.Value, e.LayoutElem, e.ValueElem, e.Message)
	}
	berlin := time.FixedZone("CEST", 7200)
	t, err := time.ParseInLocation(time.DateTime, "2024-07-01 12:00:00", berlin)
	fmt.Println(t, err, t.UTC())
}
