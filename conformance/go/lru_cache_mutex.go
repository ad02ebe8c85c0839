// A least-recently-used cache behind a mutex: the list keeps the order, the map finds entries.
package main

import (
	"container/list"
	"fmt"
	"sync"
)

type entry struct {
	key   string
	value int
}

type cache struct {
	mu       sync.Mutex
	capacity int
	order    *list.List
	items    map[string]*list.Element
}

func newCache(capacity int) *cache {
	return &cache{capacity: capacity, order: list.New(), items: map[string]*list.Element{}}
}

func (c *cache) get(key string) (int, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	element, ok := c.items[key]
	if !ok {
		return 0, false
	}
	c.order.MoveToFront(element)
	return element.Value.(entry).value, true
}

func (c *cache) put(key string, value int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if element, ok := c.items[key]; ok {
		element.Value = entry{key, value}
		c.order.MoveToFront(element)
		return
	}
	c.items[key] = c.order.PushFront(entry{key, value})
	if c.order.Len() > c.capacity {
		oldest := c.order.Remove(c.order.Back()).(entry)
		delete(c.items, oldest.key)
		fmt.Println("evicted", oldest.key)
	}
}

func main() {
	c := newCache(2)
	c.put("a", 1)
	c.put("b", 2)
	c.get("a")
	c.put("c", 3)
	_, ok := c.get("b")
	a, _ := c.get("a")
	fmt.Println(ok, a, len(c.items))
}
