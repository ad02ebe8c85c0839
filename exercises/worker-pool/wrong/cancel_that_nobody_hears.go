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

func worker(ctx context.Context, images <-chan int, results chan<- error) {
	defer fmt.Println("worker stops")
	for image := range images {
		results <- resize(image)
	}
}

// album resizes all images with two workers, and gives up at the first that is broken.
func album(ctx context.Context, count int) error {
	ctx, cancel := context.WithCancel(ctx)
	images, results := make(chan int), make(chan error)
	var workers sync.WaitGroup
	for range 2 {
		workers.Go(func() { worker(ctx, images, results) })
	}
	go func() {
		for image := 1; image <= count; image++ {
			images <- image
		}
		close(images)
	}()
	defer cancel()
	for range count {
		if err := <-results; err != nil {
			return err
		}
	}
	workers.Wait()
	return nil
}

func main() {
	err := album(context.Background(), 5)
	fmt.Println("album:", err)
	time.Sleep(100 * time.Millisecond) // The program goes on with other albums.
}
