package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
)

type inner struct {
	A int `json:"a"`
	B *string
}

type record struct {
	Name   string `json:"name"`
	Age    int    `json:"age"`
	Tags   []string
	In     inner          `json:"in"`
	P      *inner         `json:"p"`
	M      map[string]int `json:"m"`
	Any    any
	Small  int8
	Ratio  float32
	On     bool
	Fixed  [2]int
	Bytes  []byte
	List   []inner
	Quoted int `json:",string"`
	hidden int
}

type status string

func (s *status) UnmarshalJSON(b []byte) error {
	var text string
	if err := json.Unmarshal(b, &text); err != nil {
		return err
	}
	if text == "bad" {
		return errors.New("bad status")
	}
	*s = status(strings.ToUpper(text))
	return nil
}

func main() {
	var r record
	err := json.Unmarshal([]byte(`{"name":"ann","AGE":30,"Tags":["a","b"],"in":{"a":1,"B":"x"},"p":{"a":2},"m":{"k":5,"l":6},
		"Any":{"list":[1,"two",null,true],"n":1.5},"Small":-5,"Ratio":0.5,"On":true,"Fixed":[1,2,3],"Bytes":"aGk=","List":[{"a":1},{"a":2}],"Quoted":"12","unknown":[{}]}`), &r)
	fmt.Println(err, r.Name, r.Age, r.Tags, r.In.A, *r.In.B, r.P.A, r.M, r.Any, r.Small, r.Ratio, r.On, r.Fixed, string(r.Bytes), r.List, r.Quoted)
	for _, text := range []string{``, `{`, `{"name"}`, `{"name":}`, `[1,2`, `{"a":1}}`, `{'a':1}`, `nope`, `{"name":"x",}`, `"\q"`, `01`} {
		var v any
		err := json.Unmarshal([]byte(text), &v)
		var syntax *json.SyntaxError
		fmt.Println(err, errors.As(err, &syntax))
	}
	for _, text := range []string{`{"name":1}`, `{"age":"x"}`, `{"age":1.5}`, `{"in":[]}`, `{"in":{"a":{}}}`, `{"Small":200}`, `{"Tags":[1]}`, `{"m":{"k":"v"}}`, `{"On":"yes"}`, `[]`, `{"p":null,"Tags":null}`} {
		var r record
		err := json.Unmarshal([]byte(text), &r)
		var mismatch *json.UnmarshalTypeError
		fmt.Println(err, errors.As(err, &mismatch))
	}
	fmt.Println(json.Unmarshal([]byte(`1`), nil), json.Unmarshal([]byte(`1`), r), json.Unmarshal([]byte(`1`), (*int)(nil)))
	var list []map[string]status
	err = json.Unmarshal([]byte(`[{"s":"open"},{"s":"closed"}]`), &list)
	fmt.Println(list, err)
	err = json.Unmarshal([]byte(`[{"s":"bad"}]`), &list)
	fmt.Println(err)
	dec := json.NewDecoder(strings.NewReader(`{"a":1} {"a":2}
		{"a":3}`))
	for {
		var in inner
		if err := dec.Decode(&in); err == io.EOF {
			break
		} else if err != nil {
			fmt.Println(err)
			break
		}
		fmt.Print(in.A, " ")
	}
	fmt.Println()
	dec = json.NewDecoder(strings.NewReader(`{"a":1,"zzz":2}`))
	dec.DisallowUnknownFields()
	var in inner
	fmt.Println(dec.Decode(&in))
	dec = json.NewDecoder(strings.NewReader(`12345678901234567890`))
	dec.UseNumber()
	var n any
	fmt.Println(dec.Decode(&n), n)
	var f float64
	var s string
	var ints [3]int
	fmt.Println(json.Unmarshal([]byte(` 2.5e3 `), &f), f, json.Unmarshal([]byte(`"\u00e9\ud83d\ude00\n"`), &s), s, json.Unmarshal([]byte(`[9]`), &ints), ints)
}
