// Sscan, Sscanf, Sscanln: text into variables.
package main

import (
	"fmt"
	"strings"
)

type Celsius float64

func main() {
	var i, j int
	var s, t string
	var f float64
	var b bool
	var r rune
	var u uint8
	var c Celsius
	fmt.Println(fmt.Sscan("10 20", &i, &j))
	fmt.Println(i, j)
	fmt.Println(fmt.Sscan("  7\n8 ", &i, &j))
	fmt.Println(i, j)
	fmt.Println(fmt.Sscan("x", &i))
	fmt.Println(fmt.Sscan("", &i))
	fmt.Println(fmt.Sscan("hello world 2.5 true", &s, &t, &f, &b))
	fmt.Println(s, t, f, b)
	fmt.Println(fmt.Sscan("300", &u))
	fmt.Println(fmt.Sscan("0x1f", &i))
	fmt.Println(i)
	fmt.Println(fmt.Sscan("36.6", &c))
	fmt.Println(c)
	fmt.Println(fmt.Sscanf("5:07 pm", "%d:%d %s", &i, &j, &s))
	fmt.Println(i, j, s)
	fmt.Println(fmt.Sscanf("(3,4)", "(%d,%d)", &i, &j))
	fmt.Println(i, j)
	fmt.Println(fmt.Sscanf("ff z 1.5", "%x %c %f", &i, &r, &f))
	fmt.Println(i, string(r), f)
	fmt.Println(fmt.Sscanf("abc", "%d", &i))
	fmt.Println(fmt.Sscanf("1,2", "%d;%d", &i, &j))
	fmt.Println(fmt.Sscanf("12345", "%2d%3d", &i, &j))
	fmt.Println(i, j)
	fmt.Println(fmt.Sscanf("key=val", "key=%s", &s))
	fmt.Println(s)
	fmt.Println(fmt.Sscanf("\"quoted text\" rest", "%q %v", &s, &t))
	fmt.Println(s, t)
	fmt.Println(fmt.Sscanf("50%", "%d%%", &i))
	fmt.Println(i)
	fmt.Println(fmt.Sscanln("1 2", &i, &j))
	fmt.Println(fmt.Sscanln("1\n2", &i, &j))
	fmt.Println(fmt.Sscanln("1 2 3", &i, &j))
	fmt.Println(fmt.Sscan("true", &b))
	fmt.Println(fmt.Sscan("maybe", &b))
	fmt.Println(fmt.Sscan("-12", &i))
	fmt.Println(i)
	rd := strings.NewReader("1 2\n3 four\n")
	fmt.Println(fmt.Fscan(rd, &i, &j))
	fmt.Println(i, j)
	fmt.Println(fmt.Fscanln(rd))
	fmt.Println(fmt.Fscan(rd, &i, &s))
	fmt.Println(i, s)
	fmt.Println(fmt.Fscan(rd, &i))
	sum := 0
	lines := strings.NewReader("3\n10 20 30\n")
	var n int
	fmt.Fscan(lines, &n)
	for k := 0; k < n; k++ {
		var x int
		fmt.Fscan(lines, &x)
		sum += x
	}
	fmt.Println(n, sum)
	fmt.Println(fmt.Sscan("5", i))
}
