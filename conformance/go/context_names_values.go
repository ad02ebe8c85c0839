package main

import (
	"context"
	"fmt"
)

type key string
type number int

func (n number) String() string { return fmt.Sprintf("number %d", int(n)) }

type traced struct {
	context.Context
	name string
}

type userKey struct{}

func user(ctx context.Context) string {
	name, ok := ctx.Value(userKey{}).(string)
	if !ok {
		return "nobody"
	}
	return name
}

func main() {
	bg := context.Background()
	fmt.Println(bg, context.TODO(), bg == context.Background(), bg == context.TODO())
	fmt.Println(bg.Err(), bg.Done() == nil, bg.Value("x"), context.Cause(bg))
	_, ok := bg.Deadline()
	fmt.Println(ok)
	ctx, cancel := context.WithCancel(bg)
	defer cancel()
	v := context.WithValue(ctx, key("a"), 1)
	v = context.WithValue(v, "b", "text")
	v = context.WithValue(v, number(3), number(4))
	v = context.WithValue(v, 5, nil)
	v = context.WithValue(v, userKey{}, "ann")
	fmt.Println(v)
	fmt.Printf("%v %s %T %T %T\n", ctx, ctx, ctx, v, bg)
	fmt.Println(v.Value(key("a")), v.Value("a"), v.Value("b"), v.Value(number(3)), v.Value(3), v.Value(5), user(v), user(ctx))
	shadow := context.WithValue(v, "b", "other")
	fmt.Println(shadow.Value("b"), v.Value("b"))
	w := context.WithoutCancel(shadow)
	fmt.Println(w.Value("b"), w.Done() == nil, w)
	t := traced{v, "t"}
	c, cancel2 := context.WithCancelCause(t)
	defer cancel2(nil)
	fmt.Println(c, c.Value("b"))
	for _, f := range []func(){
		func() { context.WithValue(ctx, []int{1}, 1) },
		func() { context.WithValue(ctx, nil, 1) },
		func() { context.WithValue(nil, 1, 1) },
		func() { context.WithCancel(nil) },
		func() { context.WithTimeout(nil, 1) },
		func() { context.WithoutCancel(nil) },
	} {
		func() {
			defer func() {
				fmt.Println(recover())
			}()
			f()
		}()
	}
}
