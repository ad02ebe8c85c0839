package main

import (
	"errors"
	"fmt"
	"reflect"
	"time"
)

type point struct{ X, Y int }

type user struct {
	Name   string `json:"name" db:"user_name"`
	Age    int    `json:"age,omitempty"`
	Tags   []string
	Next   *user
	Extra  map[string]any
	At     point
	secret bool
}

type color int

func (c color) String() string { return "color" }

func main() {
	for _, v := range []any{1, "s", 2.5, true, []int{1}, [2]string{}, map[string]int{}, point{}, &point{}, color(3), errors.New("e"), func(int) string { return "" }, make(chan int), time.Second, struct {
		A int `k:"v"`
	}{}} {
		t := reflect.TypeOf(v)
		fmt.Println(t, t.Kind(), t.Name() == "", t.String())
	}
	fmt.Println(reflect.TypeOf(nil), reflect.TypeOf(1) == reflect.TypeOf(2), reflect.TypeOf(1) == reflect.TypeOf(color(1)))
	t := reflect.TypeOf(user{})
	for i := range t.NumField() {
		f := t.Field(i)
		fmt.Println(f.Name, f.Type, f.Tag.Get("json"), f.Tag.Get("db"), f.Tag, f.IsExported())
	}
	u := user{Name: "ann", Age: 3, Tags: []string{"x", "y"}, Extra: map[string]any{"k": 1}, At: point{1, 2}}
	v := reflect.ValueOf(u)
	for i := range v.NumField() {
		if f := v.Field(i); f.CanInterface() {
			fmt.Printf("%v %v ", f.Interface(), f)
		}
	}
	fmt.Println(v.Field(6).Bool(), v.FieldByName("Age").Int(), v.FieldByName("None").IsValid(), v.CanSet())
	fmt.Println(v.Field(0), reflect.ValueOf(color(1)), v.Field(6), reflect.ValueOf([]any{1, "a"}))
	e := reflect.ValueOf(&u).Elem()
	e.Field(0).SetString("bob")
	e.FieldByName("Age").SetInt(40)
	e.FieldByName("Tags").Set(reflect.Append(e.FieldByName("Tags"), reflect.ValueOf("z")))
	e.FieldByName("Next").Set(reflect.New(t))
	e.FieldByName("Next").Elem().Field(5).Field(1).SetInt(9)
	e.FieldByName("Extra").SetMapIndex(reflect.ValueOf("m"), reflect.ValueOf(2.5))
	e.FieldByName("Extra").SetMapIndex(reflect.ValueOf("k"), reflect.Value{})
	fmt.Println(u.Name, u.Age, u.Tags, u.Next.At, u.Extra)
	m := reflect.ValueOf(map[string]int{"a": 1})
	fmt.Println(m.Len(), m.MapKeys()[0].String(), m.MapIndex(reflect.ValueOf("a")).Int(), m.MapIndex(reflect.ValueOf("b")).IsValid())
	for it := m.MapRange(); it.Next(); {
		fmt.Println(it.Key().Interface(), it.Value().Interface())
	}
	s := reflect.MakeSlice(reflect.TypeOf([]int{}), 2, 5)
	s.Index(1).SetInt(7)
	fmt.Println(s.Interface(), s.Len(), s.Cap(), reflect.Zero(t).Field(1).Int(), reflect.ValueOf((*point)(nil)).IsNil())
	fmt.Println(reflect.DeepEqual([]int{1, 2}, []int{1, 2}), reflect.DeepEqual(map[string][]int{"a": {1}}, map[string][]int{"a": {1}}),
		reflect.DeepEqual(u, u), reflect.DeepEqual(&point{1, 2}, &point{1, 2}), reflect.DeepEqual(1, int64(1)), reflect.DeepEqual([]int(nil), []int{}), reflect.DeepEqual(nil, nil))
	var err error = errors.New("x")
	fmt.Println(reflect.TypeOf(err).Implements(reflect.TypeOf((*error)(nil)).Elem()), reflect.TypeOf(1).Implements(reflect.TypeOf((*fmt.Stringer)(nil)).Elem()))
	fmt.Println(reflect.TypeFor[map[string]bool](), reflect.Indirect(reflect.ValueOf(&u)).Kind(), reflect.ValueOf([]any{1, "a"}).Index(1).Elem().Kind())
	defer func() {
		fmt.Println(recover())
		defer func() { fmt.Println(recover()) }()
		reflect.ValueOf(u).Field(0).SetString("no")
	}()
	reflect.ValueOf(1).Len()
}
