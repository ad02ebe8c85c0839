// A crawler over a fake web: every page once, links in parallel, depth limited.
package main

import (
	"fmt"
	"slices"
	"sync"
)

var web = map[string][]string{
	"/":          {"/docs", "/blog"},
	"/docs":      {"/", "/docs/go", "/docs/mem"},
	"/docs/go":   {"/docs", "/blog"},
	"/blog":      {"/blog/select", "/missing"},
	"/blog/deep": {"/blog/deeper"},
}

type crawler struct {
	mu      sync.Mutex
	visited map[string]bool
	wg      sync.WaitGroup
	found   chan string
}

func (c *crawler) first(page string) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	seen := c.visited[page]
	c.visited[page] = true
	return !seen
}

func (c *crawler) crawl(page string, depth int) {
	defer c.wg.Done()
	if depth == 0 || !c.first(page) {
		return
	}
	links, ok := web[page]
	if !ok {
		c.found <- page + " not found"
		return
	}
	c.found <- page
	for _, link := range links {
		c.wg.Add(1)
		go c.crawl(link, depth-1)
	}
}

func main() {
	c := &crawler{visited: map[string]bool{}, found: make(chan string)}
	c.wg.Add(1)
	go c.crawl("/", 9)
	go func() {
		c.wg.Wait()
		close(c.found)
	}()
	var pages []string
	for page := range c.found {
		pages = append(pages, page)
	}
	slices.Sort(pages)
	fmt.Println(len(pages), pages)
}
