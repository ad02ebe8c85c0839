// pair: Main shows the progress of a job while the job writes its fields.
// expect: race
// real: passes 1000
package main

import "fmt"

type job struct {
	percent int
	state   string
	ended   chan struct{}
}

func (j *job) run() {
	defer close(j.ended)
	j.state = "running"
	j.percent = 100
}

func main() {
	j := &job{state: "new", ended: make(chan struct{})}
	go j.run()
	if j.percent > 100 {
		fmt.Println("impossible")
	}
	<-j.ended
	fmt.Println(j.state, j.percent)
}
