// A ticker needs a positive period.
package main

import (
	"fmt"
	"time"
)

func main() {
	pause := 10 * time.Millisecond
	for range 3 {
		pause -= 5 * time.Millisecond
		ticker := time.NewTicker(pause)
		<-ticker.C
		fmt.Println("tick after", pause)
		ticker.Stop()
	}
}
