package main

import "fmt"

type Option[K comparable, V any] func(*Cache[K, V])

type entry[K comparable, V any] struct {
	key   K
	value V
}

type Cache[K comparable, V any] struct {
	data    map[K]*entry[K, V]
	order   []K
	limit   int
	onEvict func(K, V)
}

func WithLimit[K comparable, V any](n int) Option[K, V] {
	return func(c *Cache[K, V]) { c.limit = n }
}

func OnEvict[K comparable, V any](f func(K, V)) Option[K, V] {
	return func(c *Cache[K, V]) { c.onEvict = f }
}

func NewCache[K comparable, V any](options ...Option[K, V]) *Cache[K, V] {
	c := &Cache[K, V]{data: make(map[K]*entry[K, V]), limit: 10}
	for _, o := range options {
		o(c)
	}
	return c
}

func (c *Cache[K, V]) Get(key K, load func(K) (V, error)) (V, error) {
	if e, ok := c.data[key]; ok {
		return e.value, nil
	}
	v, err := load(key)
	if err != nil {
		var zero V
		return zero, fmt.Errorf("load %v: %w", key, err)
	}
	if len(c.order) == c.limit {
		old := c.order[0]
		if c.onEvict != nil {
			c.onEvict(old, c.data[old].value)
		}
		delete(c.data, old)
		c.order = c.order[1:]
	}
	c.data[key] = &entry[K, V]{key, v}
	c.order = append(c.order, key)
	return v, nil
}

func Memo[K comparable, V any](f func(K) V) func(K) V {
	seen := map[K]V{}
	return func(k K) V {
		if v, ok := seen[k]; ok {
			return v
		}
		v := f(k)
		seen[k] = v
		return v
	}
}

var calls int

var square = Memo(func(n int) int {
	calls++
	return n * n
})

func main() {
	c := NewCache(WithLimit[string, int](2), OnEvict(func(k string, v int) { fmt.Println("evict", k, v) }))
	length := func(s string) (int, error) {
		if s == "" {
			return 0, fmt.Errorf("empty")
		}
		return len(s), nil
	}
	for _, k := range []string{"a", "bb", "a", "ccc", "", "a"} {
		v, err := c.Get(k, length)
		fmt.Println(v, err)
	}
	fmt.Println(square(4), square(4), calls)
	fmt.Printf("%T\n%T\n", c, WithLimit[string, int](1))
}
