package main

func Nest[T any](n int, x T) {
	if n > 0 {
		Nest(n-1, []T{x})
	}
}

func main() {
	Nest(3, 1)
}
