package main

import (
	"container/list"
	"fmt"
	"strings"
)

// Cache keeps the entries used last.
type Cache[K comparable, V any] struct {
	limit   int
	order   *list.List
	entries map[K]*list.Element
	onEvict func(K, V)
}

type pair[K comparable, V any] struct {
	key   K
	value V
}

func New[K comparable, V any](limit int) *Cache[K, V] {
	return &Cache[K, V]{limit: limit, order: list.New(), entries: map[K]*list.Element{}}
}

func (c *Cache[K, V]) Put(key K, value V) {
	if e, ok := c.entries[key]; ok {
		e.Value.(*pair[K, V]).value = value
		c.order.MoveToFront(e)
		return
	}
	c.entries[key] = c.order.PushFront(&pair[K, V]{key, value})
	if c.order.Len() > c.limit {
		last := c.order.Back()
		p := c.order.Remove(last).(*pair[K, V])
		delete(c.entries, p.key)
		if c.onEvict != nil {
			c.onEvict(p.key, p.value)
		}
	}
}

func (c *Cache[K, V]) Get(key K) (value V, ok bool) {
	e, ok := c.entries[key]
	if !ok {
		return value, false
	}
	c.order.MoveToFront(e)
	return e.Value.(*pair[K, V]).value, true
}

func (c *Cache[K, V]) String() string {
	var b strings.Builder
	for e := c.order.Front(); e != nil; e = e.Next() {
		p := e.Value.(*pair[K, V])
		fmt.Fprintf(&b, "%v=%v ", p.key, p.value)
	}
	return strings.TrimSpace(b.String())
}

func main() {
	c := New[string, int](3)
	c.onEvict = func(k string, v int) { fmt.Println("evicted", k, v) }
	for i, word := range strings.Fields("a b c a d b e a") {
		if v, ok := c.Get(word); ok {
			fmt.Println("hit", word, v)
		} else {
			c.Put(word, i)
		}
		fmt.Println(c)
	}
	c.Put("a", 100)
	fmt.Println(c, len(c.entries))
	_, ok := c.Get("zzz")
	fmt.Println(ok)
}
