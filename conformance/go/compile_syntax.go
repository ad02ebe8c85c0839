// A brace on a line of its own.
package main

func main() {
	for i := 0; i < 3; i++
	{
		println(i)
	}
}
