// A context needs a parent; nil is none.
package main

import (
	"context"
	"fmt"
)

type request struct{ ctx context.Context }

func main() {
	r := request{}
	fmt.Println("handling", r.ctx == nil)
	ctx, cancel := context.WithCancel(r.ctx)
	defer cancel()
	<-ctx.Done()
}
