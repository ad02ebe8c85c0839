package json

import (
	"bytes"
	"encoding/base64"
	"errors"
	"io"
	"reflect"
	"sort"
	"strconv"
	"strings"
	"unicode/utf8"
)

type Marshaler interface{ MarshalJSON() ([]byte, error) }

type Unmarshaler interface{ UnmarshalJSON([]byte) error }

type textMarshaler interface{ MarshalText() ([]byte, error) }

type textUnmarshaler interface{ UnmarshalText([]byte) error }

type RawMessage []byte

func (m RawMessage) MarshalJSON() ([]byte, error) {
	if m == nil {
		return []byte("null"), nil
	}
	return m, nil
}

func (m *RawMessage) UnmarshalJSON(data []byte) error {
	*m = append((*m)[:0], data...)
	return nil
}

// ---- errors

type UnsupportedTypeError struct{ Type reflect.Type }

func (e *UnsupportedTypeError) Error() string { return "json: unsupported type: " + e.Type.String() }

type UnsupportedValueError struct{ Str string }

func (e *UnsupportedValueError) Error() string { return "json: unsupported value: " + e.Str }

type MarshalerError struct {
	Type reflect.Type
	Err  error
	from string
}

func (e *MarshalerError) Error() string {
	return "json: error calling " + e.from + " for type " + e.Type.String() + ": " + e.Err.Error()
}

func (e *MarshalerError) Unwrap() error { return e.Err }

type SyntaxError struct {
	msg    string
	Offset int64
}

func (e *SyntaxError) Error() string { return e.msg }

type InvalidUnmarshalError struct{ Type reflect.Type }

func (e *InvalidUnmarshalError) Error() string {
	switch {
	case e.Type == nil:
		return "json: Unmarshal(nil)"
	case e.Type.Kind() != reflect.Pointer:
		return "json: Unmarshal(non-pointer " + e.Type.String() + ")"
	}
	return "json: Unmarshal(nil " + e.Type.String() + ")"
}

type UnmarshalTypeError struct {
	Value  string
	Type   reflect.Type
	Offset int64
	Struct string
	Field  string
	Err    error
}

func (e *UnmarshalTypeError) Error() string {
	into := "Go value of type "
	if e.Struct != "" || e.Field != "" {
		into = e.Struct + "." + e.Field + " of type "
		if last := e.Field[strings.LastIndexByte(e.Field, '.')+1:]; last == "" || strings.TrimRight(last, "0123456789") != "" {
			into = "Go struct field " + into
		}
	}
	return "json: cannot unmarshal " + e.Value + " into " + into + e.Type.String() + cause(e.Err)
}

func cause(err error) string {
	if err == nil {
		return ""
	}
	return ": " + err.Error()
}

func (e *UnmarshalTypeError) Unwrap() error { return e.Err }

// ---- the fields of a struct

type field struct {
	name                        string
	index                       []int
	tagged                      bool
	omitEmpty, omitZero, quoted bool
}

// fields are the fields that JSON sees of a struct, those of embedded structs included.
func fields(t reflect.Type) []field {
	all := collect(t, nil, nil)
	var seen []field
	for _, f := range all {
		if dominates(f, all) {
			seen = append(seen, f)
		}
	}
	return seen
}

func collect(t reflect.Type, index []int, outer []reflect.Type) (all []field) {
	for _, known := range outer {
		if known == t {
			return nil
		}
	}
	outer = append(outer[:len(outer):len(outer)], t)
	for i := range t.NumField() {
		member := t.Field(i)
		tag := member.Tag.Get("json")
		if tag == "-" {
			continue
		}
		at := append(index[:len(index):len(index)], i)
		name, options, _ := strings.Cut(tag, ",")
		inner := member.Type
		if inner.Kind() == reflect.Pointer {
			inner = inner.Elem()
		}
		if member.Anonymous && name == "" && inner.Kind() == reflect.Struct {
			all = append(all, collect(inner, at, outer)...)
			continue
		}
		if !member.IsExported() {
			continue
		}
		f := field{name: name, index: at, tagged: name != ""}
		if name == "" {
			f.name = member.Name
		}
		for _, option := range strings.Split(options, ",") {
			switch option {
			case "omitempty":
				f.omitEmpty = true
			case "omitzero":
				f.omitZero = true
			case "string":
				f.quoted = true
			}
		}
		all = append(all, f)
	}
	return all
}

// dominates says whether no other field hides f.
func dominates(f field, all []field) bool {
	for _, g := range all {
		if g.name != f.name || &g.index[0] == &f.index[0] {
			continue
		}
		if len(g.index) < len(f.index) || len(g.index) == len(f.index) && (g.tagged || !f.tagged) {
			return false
		}
	}
	return true
}

// member is the field of v; a nil pointer on the way is filled where make says so.
func member(v reflect.Value, index []int, make bool) (reflect.Value, bool) {
	for i, at := range index {
		if i > 0 && v.Kind() == reflect.Pointer {
			if v.IsNil() {
				if !make {
					return v, false
				}
				v.Set(reflect.New(v.Type().Elem()))
			}
			v = v.Elem()
		}
		v = v.Field(at)
	}
	return v, true
}

// ---- encoding

func Marshal(v any) ([]byte, error) {
	e := &encoder{escape: true}
	e.value(reflect.ValueOf(v), false)
	if e.err != nil {
		return nil, e.err
	}
	return e.out, nil
}

func MarshalIndent(v any, prefix, indent string) ([]byte, error) {
	text, err := Marshal(v)
	if err != nil {
		return nil, err
	}
	return indented(text, prefix, indent), nil
}

type encoder struct {
	out    []byte
	escape bool
	depth  int
	err    error
}

func (e *encoder) text(s string) { e.out = append(e.out, s...) }

func (e *encoder) fail(err error) {
	if e.err == nil {
		e.err = err
	}
}

func (e *encoder) value(v reflect.Value, quoted bool) {
	if e.err != nil {
		return
	}
	if !v.IsValid() {
		e.text("null")
		return
	}
	if e.depth++; e.depth > 1000 {
		e.fail(&UnsupportedValueError{"encountered a cycle via " + v.Type().String()})
		return
	}
	if !e.own(v) {
		e.plain(v, quoted)
	}
	e.depth--
}

// own encodes a value that knows how to; false for others.
func (e *encoder) own(v reflect.Value) bool {
	if (v.Kind() == reflect.Pointer || v.Kind() == reflect.Interface) && v.IsNil() || !v.CanInterface() {
		return false
	}
	x := v.Interface()
	if v.CanAddr() {
		switch p := v.Addr().Interface(); p.(type) {
		case Marshaler, textMarshaler:
			x = p
		}
	}
	if m, ok := x.(Marshaler); ok {
		text, err := m.MarshalJSON()
		if err == nil {
			err = check(text)
		}
		if err != nil {
			e.fail(&MarshalerError{pointerTo(v.Type()), err, "MarshalJSON"})
			return true
		}
		e.compact(text)
		return true
	}
	if m, ok := x.(textMarshaler); ok {
		text, err := m.MarshalText()
		if err != nil {
			e.fail(&MarshalerError{pointerTo(v.Type()), err, "MarshalText"})
		}
		e.string(string(text))
		return true
	}
	return false
}

// pointerTo is how an error names the type of a value that encodes itself.
func pointerTo(t reflect.Type) reflect.Type {
	if t.Kind() == reflect.Pointer {
		return t
	}
	return reflect.PointerTo(t)
}

func (e *encoder) plain(v reflect.Value, quoted bool) {
	quote := ""
	if quoted {
		quote = `"`
	}
	switch v.Kind() {
	case reflect.Bool:
		e.text(quote + strconv.FormatBool(v.Bool()) + quote)
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		e.text(quote + strconv.FormatInt(v.Int(), 10) + quote)
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Uintptr:
		e.text(quote + strconv.FormatUint(v.Uint(), 10) + quote)
	case reflect.Float32:
		e.float(v.Float(), 32, quote)
	case reflect.Float64:
		e.float(v.Float(), 64, quote)
	case reflect.String:
		if quoted {
			inner := &encoder{escape: e.escape}
			inner.string(v.String())
			e.string(string(inner.out))
			return
		}
		e.string(v.String())
	case reflect.Struct:
		e.structure(v)
	case reflect.Map:
		e.mapping(v)
	case reflect.Slice, reflect.Array:
		e.list(v)
	case reflect.Pointer, reflect.Interface:
		if v.IsNil() {
			e.text("null")
			return
		}
		e.value(v.Elem(), quoted)
	default:
		e.fail(&UnsupportedTypeError{v.Type()})
	}
}

func (e *encoder) float(f float64, bits int, quote string) {
	if f != f || f > 1.7976931348623157e308 || f < -1.7976931348623157e308 {
		e.fail(&UnsupportedValueError{strconv.FormatFloat(f, 'g', -1, bits)})
		return
	}
	size := max(f, -f)
	format := byte('f')
	if size != 0 && (bits == 64 && (size < 1e-6 || size >= 1e21) || bits == 32 && (float32(size) < 1e-6 || float32(size) >= 1e21)) {
		format = 'e'
	}
	text := strconv.FormatFloat(f, format, -1, bits)
	if n := len(text); format == 'e' && n >= 4 && text[n-4:n-1] == "e-0" {
		text = text[:n-2] + text[n-1:]
	}
	e.text(quote + text + quote)
}

func (e *encoder) string(s string) {
	const hex = "0123456789abcdef"
	e.out = append(e.out, '"')
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			e.out = append(e.out, '\\', byte(r))
		case r == '\n':
			e.text(`\n`)
		case r == '\r':
			e.text(`\r`)
		case r == '\t':
			e.text(`\t`)
		case r == '\b':
			e.text(`\b`)
		case r == '\f':
			e.text(`\f`)
		case r < ' ' || e.escape && (r == '<' || r == '>' || r == '&'):
			e.out = append(e.out, `\u00`...)
			e.out = append(e.out, hex[r>>4], hex[r&15])
		case r == 0x2028 || r == 0x2029:
			e.out = append(e.out, `\u202`...)
			e.out = append(e.out, hex[r&15])
		default:
			e.out = append(e.out, string(r)...)
		}
	}
	e.out = append(e.out, '"')
}

func (e *encoder) structure(v reflect.Value) {
	next := byte('{')
	for _, f := range fields(v.Type()) {
		x, ok := member(v, f.index, false)
		if !ok || f.omitEmpty && empty(x) || f.omitZero && x.IsZero() {
			continue
		}
		e.out = append(e.out, next)
		next = ','
		e.string(f.name)
		e.out = append(e.out, ':')
		e.value(x, f.quoted)
	}
	if next == '{' {
		e.out = append(e.out, next)
	}
	e.out = append(e.out, '}')
}

func empty(v reflect.Value) bool {
	switch v.Kind() {
	case reflect.Array, reflect.Map, reflect.Slice, reflect.String:
		return v.Len() == 0
	case reflect.Struct:
		return false
	}
	return v.IsZero()
}

func (e *encoder) mapping(v reflect.Value) {
	if v.IsNil() {
		e.text("null")
		return
	}
	keys := v.MapKeys()
	names := make([]string, len(keys))
	order := make([]int, len(keys))
	for i, key := range keys {
		order[i] = i
		names[i] = e.key(key)
	}
	sort.Slice(order, func(i, j int) bool { return names[order[i]] < names[order[j]] })
	e.out = append(e.out, '{')
	for i, at := range order {
		if i > 0 {
			e.out = append(e.out, ',')
		}
		e.string(names[at])
		e.out = append(e.out, ':')
		e.value(v.MapIndex(keys[at]), false)
	}
	e.out = append(e.out, '}')
}

func (e *encoder) key(key reflect.Value) string {
	if key.Kind() == reflect.String {
		return key.String()
	}
	if m, ok := key.Interface().(textMarshaler); ok {
		text, err := m.MarshalText()
		if err != nil {
			e.fail(&MarshalerError{pointerTo(key.Type()), err, "MarshalText"})
		}
		return string(text)
	}
	switch key.Kind() {
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return strconv.FormatInt(key.Int(), 10)
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Uintptr:
		return strconv.FormatUint(key.Uint(), 10)
	}
	e.fail(&UnsupportedTypeError{key.Type()})
	return ""
}

func (e *encoder) list(v reflect.Value) {
	if v.Kind() == reflect.Slice && v.IsNil() {
		e.text("null")
		return
	}
	if v.Kind() == reflect.Slice && v.Type().Elem().Kind() == reflect.Uint8 {
		e.text(`"` + base64.StdEncoding.EncodeToString(v.Bytes()) + `"`)
		return
	}
	e.out = append(e.out, '[')
	for i := range v.Len() {
		if i > 0 {
			e.out = append(e.out, ',')
		}
		e.value(v.Index(i), false)
	}
	e.out = append(e.out, ']')
}

// compact adds a text without the spaces between its words.
func (e *encoder) compact(text []byte) {
	quoted := false
	for i := 0; i < len(text); i++ {
		c := text[i]
		switch {
		case quoted && c == '\\':
			e.out = append(e.out, c, text[i+1])
			i++
			continue
		case c == '"':
			quoted = !quoted
		case !quoted && blank(c):
			continue
		case e.escape && (c == '<' || c == '>' || c == '&'):
			e.text(`\u00` + strconv.FormatInt(int64(c), 16))
			continue
		}
		e.out = append(e.out, c)
	}
}

func blank(c byte) bool { return c == ' ' || c == '\n' || c == '\t' || c == '\r' }

func indented(text []byte, prefix, indent string) []byte {
	var out []byte
	depth, quoted := 0, false
	line := func() {
		out = append(out, '\n')
		out = append(out, prefix...)
		out = append(out, strings.Repeat(indent, depth)...)
	}
	for i := 0; i < len(text); i++ {
		c := text[i]
		switch {
		case quoted && c == '\\':
			out = append(out, c, text[i+1])
			i++
			continue
		case c == '"':
			quoted = !quoted
		case quoted:
		case blank(c):
			continue
		case c == '{' || c == '[':
			out = append(out, c)
			depth++
			for i+1 < len(text) && blank(text[i+1]) {
				i++
			}
			if i+1 < len(text) && (text[i+1] == '}' || text[i+1] == ']') {
				depth--
				i++
				out = append(out, text[i])
			} else {
				line()
			}
			continue
		case c == '}' || c == ']':
			depth--
			line()
		case c == ',':
			out = append(out, c)
			line()
			continue
		case c == ':':
			out = append(out, c, ' ')
			continue
		}
		out = append(out, c)
	}
	return out
}

func Indent(dst *bytes.Buffer, src []byte, prefix, indent string) error {
	if err := check(src); err != nil {
		return err
	}
	dst.Write(indented(src, prefix, indent))
	return nil
}

func Compact(dst *bytes.Buffer, src []byte) error {
	if err := check(src); err != nil {
		return err
	}
	e := &encoder{}
	e.compact(src)
	dst.Write(e.out)
	return nil
}

type Encoder struct {
	w              io.Writer
	prefix, indent string
	plain          bool
}

func NewEncoder(w io.Writer) *Encoder { return &Encoder{w: w} }

func (enc *Encoder) SetIndent(prefix, indent string) { enc.prefix, enc.indent = prefix, indent }
func (enc *Encoder) SetEscapeHTML(on bool)           { enc.plain = !on }

func (enc *Encoder) Encode(v any) error {
	e := &encoder{escape: !enc.plain}
	e.value(reflect.ValueOf(v), false)
	if e.err != nil {
		return e.err
	}
	text := e.out
	if enc.prefix != "" || enc.indent != "" {
		text = indented(text, enc.prefix, enc.indent)
	}
	_, err := enc.w.Write(append(text, '\n'))
	return err
}
