// A map in shards, each with its own lock, so that writers of different keys seldom meet.
package main

import (
	"fmt"
	"sync"
)

const shards = 4

type shard struct {
	sync.RWMutex
	values map[string]int
}

type shardedMap [shards]*shard

func newMap() (m shardedMap) {
	for i := range m {
		m[i] = &shard{values: make(map[string]int)}
	}
	return m
}

func (m shardedMap) of(key string) *shard {
	hash := uint32(2166136261)
	for _, b := range []byte(key) {
		hash = (hash ^ uint32(b)) * 16777619
	}
	return m[hash%shards]
}

func (m shardedMap) add(key string, n int) {
	s := m.of(key)
	s.Lock()
	defer s.Unlock()
	s.values[key] += n
}

func main() {
	m := newMap()
	var wg sync.WaitGroup
	for worker := range 6 {
		wg.Go(func() {
			for i := range 50 {
				m.add(fmt.Sprint("key", i%10), worker)
			}
		})
	}
	wg.Wait()
	total := 0
	for i, s := range m {
		s.RLock()
		fmt.Println("shard", i, "has", len(s.values), "keys")
		for _, n := range s.values {
			total += n
		}
		s.RUnlock()
	}
	fmt.Println("total", total)
}
