package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"os"
)

type address struct {
	Street string `json:"street"`
	Zip    *int   `json:"zip,omitempty"`
}

type base struct {
	ID   int
	Kind string `json:"kind"`
}

type person struct {
	base
	Name    string          `json:"name"`
	Age     int             `json:"age,omitempty"`
	Emails  []string        `json:"emails"`
	Home    address         `json:"home"`
	Meta    map[string]any  `json:"meta,omitempty"`
	Scores  map[int]float64 `json:",omitempty"`
	Secret  string          `json:"-"`
	Count   int64           `json:"count,string"`
	hidden  bool
	Labels  map[string]string `json:"labels"`
	Raw     json.RawMessage   `json:"raw,omitempty"`
	Friends []*person         `json:"friends,omitempty"`
}

type level int

func (l level) MarshalText() ([]byte, error) { return []byte([...]string{"low", "high"}[l]), nil }

type celsius float64

func (c celsius) MarshalJSON() ([]byte, error) {
	if math.IsNaN(float64(c)) {
		return nil, errors.New("no temperature")
	}
	return []byte(fmt.Sprintf(`{"celsius": %.1f}`, float64(c))), nil
}

func show(v any) {
	b, err := json.Marshal(v)
	fmt.Println(string(b), err)
}

func main() {
	zip := 12345
	p := person{base: base{7, "human"}, Name: "Ann <ann@x.org> & \"co\"", Emails: nil, Home: address{"Main\nst", &zip},
		Meta: map[string]any{"z": 1, "a": []any{true, nil, 1.5, "x"}}, Scores: map[int]float64{10: 1, 9: 2.5}, Secret: "s", Count: 42}
	p.Raw = json.RawMessage(`{"pre": [1, 2]}`)
	p.Friends = []*person{{Name: "bob"}, nil}
	show(p)
	show(&p.Home)
	for _, v := range []any{nil, 1, -2, 3.0, 1e21, 1e-7, 123456789.125, float32(0.1), "é\u2028\t\x01", true, []int{}, [2]bool{}, []byte("bytes"), map[string]int{}, struct{}{}, level(1), map[level]int{0: 1}, celsius(21.55), []celsius{1}, uint8(200)} {
		show(v)
	}
	show(math.Inf(1))
	show(celsius(math.NaN()))
	show(make(chan int))
	show(map[string]any{"f": func() {}})
	b, err := json.MarshalIndent(map[string]any{"list": []int{1, 2}, "empty": []int{}, "none": map[string]int{}, "inner": map[string]string{"k": "v: {x}"}}, "", "  ")
	fmt.Println(string(b), err)
	enc := json.NewEncoder(os.Stdout)
	enc.SetIndent(">", "\t")
	enc.Encode([]any{1, "<two>"})
	enc = json.NewEncoder(os.Stdout)
	enc.SetEscapeHTML(false)
	fmt.Println(enc.Encode("<raw>"))
	fmt.Println(json.Valid([]byte(`{"a":[1,2]}`)), json.Valid([]byte(`{a:1}`)))
}
