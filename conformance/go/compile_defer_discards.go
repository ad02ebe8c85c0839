// A conversion cannot be deferred.
package main

func main() {
	defer int(3)
}
