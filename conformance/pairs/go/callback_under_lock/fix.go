// pair: The subscribers are copied under the lock and called without it.
// expect: clean
package main

import (
	"fmt"
	"sync"
)

type mailing struct {
	mu          sync.Mutex
	subscribers map[string]func(news string)
}

func (m *mailing) publish(news string) {
	m.mu.Lock()
	var all []func(string)
	for _, notify := range m.subscribers {
		all = append(all, notify)
	}
	m.mu.Unlock()
	for _, notify := range all {
		notify(news)
	}
}

func (m *mailing) unsubscribe(name string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	delete(m.subscribers, name)
}

func main() {
	m := &mailing{subscribers: map[string]func(string){}}
	m.subscribers["ann"] = func(news string) {
		fmt.Println("ann reads", news)
		m.unsubscribe("ann")
	}
	m.publish("sale")
	fmt.Println("subscribers", len(m.subscribers))
}
