// Structs in a slice, read and written field by field.
package main

import "fmt"

type vec struct{ x, y, z float64 }

type body struct {
	pos, vel vec
	mass     float64
	hits     int
}

func (b *body) step(dt float64) {
	b.pos.x += b.vel.x * dt
	b.pos.y += b.vel.y * dt
	b.pos.z += b.vel.z * dt
	if b.pos.x > 100 {
		b.pos.x -= 200
		b.hits++
	}
}

func add(a, b vec) vec {
	return vec{a.x + b.x, a.y + b.y, a.z + b.z}
}

func main() {
	bodies := make([]body, 100)
	for i := range bodies {
		f := float64(i)
		bodies[i] = body{pos: vec{f, f / 2, -f}, vel: vec{1 + f/10, 2, 3}, mass: f}
	}
	center := vec{}
	for round := 0; round < 10000; round++ {
		for i := range bodies {
			bodies[i].step(0.01)
		}
		center = add(center, bodies[round%100].pos)
	}
	hits := 0
	for _, b := range bodies {
		hits += b.hits
	}
	fmt.Println(hits, int(center.x), int(center.y), int(center.z))
}
