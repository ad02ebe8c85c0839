package main

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"
)

// resize needs 10 ms for an image. Image 2 is broken.
func resize(image int) error {
	time.Sleep(10 * time.Millisecond)
	if image == 2 {
		return errors.New("image 2 is broken")
	}
	return nil
}

func worker(ctx context.Context, images <-chan int, fail context.CancelCauseFunc) {
	defer fmt.Println("worker stops")
	for image := range images {
		if ctx.Err() != nil {
			return
		}
		if err := resize(image); err != nil {
			fail(err)
		}
	}
}

// album resizes all images with two workers, and gives up at the first that is broken.
func album(ctx context.Context, count int) error {
	ctx, fail := context.WithCancelCause(ctx)
	defer fail(nil)
	images := make(chan int)
	var workers sync.WaitGroup
	for range 2 {
		workers.Go(func() { worker(ctx, images, fail) })
	}
	for image := 1; image <= count && ctx.Err() == nil; image++ {
		select {
		case images <- image:
		case <-ctx.Done():
		}
	}
	close(images)
	workers.Wait()
	return context.Cause(ctx)
}

func main() {
	err := album(context.Background(), 5)
	fmt.Println("album:", err)
	time.Sleep(100 * time.Millisecond) // The program goes on with other albums.
}
