package main

import "fmt"

type Celsius float64
type ID int
type IDs []ID
type Fn func(ID) string
type M map[ID]string
type S1 struct {
	A int `json:"a"`
}
type S2 struct{ A int }

func (i ID) String() string { return fmt.Sprintf("ID(%d)", int(i)) }

func main() {
	c := Celsius(36.6)
	fmt.Println(c, float64(c)+1, int(c), Celsius(int(c)))
	ids := IDs{1, 2}
	fmt.Println(ids, ids[0], M{1: "x"})
	var fn Fn = func(i ID) string { return "f" + i.String() }
	fmt.Println(fn(3))
	s1 := S1{5}
	s2 := S2(s1)
	fmt.Println(s2, S1(struct{ A int }{7}))
	x := 300
	fmt.Println(uint8(x), int8(x), uint16(70000&0xffff), int32(int64(1)<<33>>3))
	f := -1.9
	fmt.Println(int(f), int64(f), uint8(int(f)))
	var i64 int64 = -1
	fmt.Println(uint64(i64), uint32(i64), uint(i64))
	fmt.Println(float32(0.1)+float32(0.2), float64(float32(16777217)))
	fmt.Println(string(rune(65)), []byte("é"), []rune("é"))
	var r rune = 'a'
	var b byte = 'b'
	fmt.Println(r, b, r+1, int(b)-int(r))
	var p *S1 = &s1
	p2 := (*S2)(p)
	p2.A = 9
	fmt.Println(s1)
	var ro <-chan int = make(chan int)
	_ = ro
	fmt.Println(7/2, -7/2, 7%3, -7%3, 7%-3, 1<<10>>3)
	var u8 uint8 = 200
	fmt.Println(u8+100, u8<<1, ^u8, -u8, u8>>1)
	var i8 int8 = -128
	fmt.Println(-i8, i8-1, i8/-1, i8*2, i8>>1)
	fmt.Println(0x7fffffffffffffff, -0x8000000000000000, uint64(0xffffffffffffffff))
	z := 0.0
	fmt.Println(1/z, -1/z, z/z, z/z == z/z)
	var sh uint = 70
	fmt.Println(1<<sh, uint32(1)<<sh, int32(-1)>>sh)
	fmt.Printf("%T %T %T\n", c, ids, fn)
	var e interface{} = ID(3)
	if st, ok := e.(fmt.Stringer); ok {
		fmt.Println(st)
	}
	y := []interface{}{1, "a", nil, 2.5, true}
	fmt.Println(y...)
	fmt.Println(true && !false || false)
	var bb bool = 3 > 2
	fmt.Println(bb, !bb, bb == true)
	type pair struct{ a, b any }
	fmt.Println(pair{1, "x"} == pair{1, "x"}, pair{1, 2} == pair{1, int64(2)})
}
