// The same case twice.
package main

func kind(n int) string {
	switch n {
	case 1, 2:
		return "small"
	case 2:
		return "two"
	}
	return "large"
}

func main() {
	println(kind(2))
}
