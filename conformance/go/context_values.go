// Values of a request travel down the tree; keys are of a type of one's own.
package main

import (
	"context"
	"fmt"
)

type key int

const (
	userKey key = iota
	traceKey
)

func user(ctx context.Context) string {
	name, ok := ctx.Value(userKey).(string)
	if !ok {
		return "nobody"
	}
	return name
}

func handle(ctx context.Context, done chan<- string) {
	done <- fmt.Sprint(user(ctx), " ", ctx.Value(traceKey), " ", ctx.Value("user"))
}

func main() {
	base := context.Background()
	request := context.WithValue(context.WithValue(base, userKey, "ann"), traceKey, 42)
	admin := context.WithValue(request, userKey, "root")

	done := make(chan string)
	for _, ctx := range []context.Context{base, request, admin} {
		go handle(ctx, done)
		fmt.Println(<-done)
	}
	fmt.Println(base, context.TODO())
	cancelled, cancel := context.WithCancel(request)
	cancel()
	fmt.Println(user(cancelled), cancelled.Err())
}
