// A panic whose text comes from a method that prints.
package main

import "fmt"

type Job struct {
	ID   int
	Tags []string
}

func (j *Job) String() string { return fmt.Sprintf("job %d %v", j.ID, j.Tags) }

func main() {
	jobs := map[string]*Job{"a": {1, []string{"x", "y"}}}
	fmt.Println(jobs["a"], jobs)
	panic(jobs["a"])
}
