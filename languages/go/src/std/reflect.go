package reflect

// A value is where it lies and its type's number. The natives: typeOf is the number of what v
// holds; info and field are what is known of a type; box gives the place of what v holds, load
// makes an interface of what lies at a place, put the reverse; copySlots, shift and alloc are
// memory; the others are maps.
func typeOf(v any) int
func info(t int) (kind, elem, key, count, slots, pointer int)
func typeName(t int, own bool) string
func field(t, i int) (name, tag string, ty, offset int, embedded bool)
func has(t, u int) bool
func comparable(t int) bool
func box(v any) *int
func load(t int, p *int) any
func put(p *int, v any)
func copySlots(to, from *int, n int)
func shift(p *int, slots int) *int
func alloc(t, n int) *int
func mapLen(p *int) int
func mapMake(t int, p *int)
func mapKey(t int, p *int, i int) *int
func mapGet(t int, p, key *int) *int
func mapSet(t int, p, key, value *int)
func mapDelete(t int, p, key *int)

type Kind uint

const (
	Invalid Kind = iota
	Bool
	Int
	Int8
	Int16
	Int32
	Int64
	Uint
	Uint8
	Uint16
	Uint32
	Uint64
	Uintptr
	Float32
	Float64
	Complex64
	Complex128
	Array
	Chan
	Func
	Interface
	Map
	Pointer
	Slice
	String
	Struct
	UnsafePointer
)

const Ptr = Pointer

var kindNames = []string{"invalid", "bool", "int", "int8", "int16", "int32", "int64", "uint", "uint8", "uint16", "uint32", "uint64", "uintptr", "float32", "float64", "complex64", "complex128", "array", "chan", "func", "interface", "map", "ptr", "slice", "string", "struct", "unsafe.Pointer"}

func (k Kind) String() string { return kindNames[k] }

// ---- types

type Type interface {
	String() string
	Name() string
	Kind() Kind
	Elem() Type
	Key() Type
	Len() int
	Bits() int
	Size() uintptr
	NumField() int
	NumMethod() int
	Field(i int) StructField
	FieldByName(name string) (StructField, bool)
	Implements(u Type) bool
	AssignableTo(u Type) bool
	ConvertibleTo(u Type) bool
	Comparable() bool
}

type rtype struct{ id int }

func (t rtype) String() string { return typeName(t.id, false) }
func (t rtype) Name() string   { return typeName(t.id, true) }

func (t rtype) Kind() Kind {
	kind, _, _, _, _, _ := info(t.id)
	return Kind(kind)
}

func (t rtype) Elem() Type {
	_, elem, _, _, _, _ := info(t.id)
	if elem == 0 {
		panic("reflect: Elem of invalid type " + t.String())
	}
	return rtype{elem}
}

func (t rtype) Key() Type {
	_, _, key, _, _, _ := info(t.id)
	if key == 0 {
		panic("reflect: Key of non-map type " + t.String())
	}
	return rtype{key}
}

func (t rtype) count(kind Kind, name string) int {
	if t.Kind() != kind {
		panic("reflect: " + name + " of non-" + kind.String() + " type " + t.String())
	}
	_, _, _, count, _, _ := info(t.id)
	return count
}

func (t rtype) Len() int      { return t.count(Array, "Len") }
func (t rtype) NumField() int { return t.count(Struct, "NumField") }

func (t rtype) NumMethod() int {
	if t.Kind() != Interface {
		return 0
	}
	return t.count(Interface, "NumMethod")
}

func (t rtype) Bits() int {
	switch t.Kind() {
	case Int8, Uint8:
		return 8
	case Int16, Uint16:
		return 16
	case Int32, Uint32, Float32:
		return 32
	}
	return 64
}

func (t rtype) Size() uintptr { return uintptr(t.Bits() / 8) }

func (t rtype) Field(i int) StructField {
	if i < 0 || i >= t.NumField() {
		panic("reflect: Field index out of bounds")
	}
	name, tag, ty, _, embedded := field(t.id, i)
	return StructField{Name: name, Type: rtype{ty}, Tag: StructTag(tag), Index: []int{i}, Anonymous: embedded}
}

func (t rtype) FieldByName(name string) (StructField, bool) {
	for i := range t.NumField() {
		if f := t.Field(i); f.Name == name {
			return f, true
		}
	}
	return StructField{}, false
}

func (t rtype) Implements(u Type) bool    { return has(t.id, u.(rtype).id) }
func (t rtype) AssignableTo(u Type) bool  { return t == u || u.Kind() == Interface && t.Implements(u) }
func (t rtype) ConvertibleTo(u Type) bool { return t.AssignableTo(u) || t.Kind() == u.Kind() }
func (t rtype) Comparable() bool          { return comparable(t.id) }

func TypeOf(i any) Type {
	if i == nil {
		return nil
	}
	return rtype{typeOf(i)}
}

func PointerTo(t Type) Type {
	_, _, _, _, _, pointer := info(t.(rtype).id)
	return rtype{pointer}
}

func TypeFor[T any]() Type {
	var p *T
	return TypeOf(p).Elem()
}

type StructTag string

func (tag StructTag) Get(key string) string {
	value, _ := tag.Lookup(key)
	return value
}

func (tag StructTag) Lookup(key string) (value string, ok bool) {
	for at := 0; at < len(tag); at++ {
		start := at
		for at < len(tag) && tag[at] != ':' && tag[at] != ' ' {
			at++
		}
		name := string(tag[start:at])
		if at+1 >= len(tag) || tag[at] != ':' || tag[at+1] != '"' {
			continue
		}
		at += 2
		var text []byte
		for at < len(tag) && tag[at] != '"' {
			if tag[at] == '\\' && at+1 < len(tag) {
				at++
			}
			text = append(text, tag[at])
			at++
		}
		if name == key {
			return string(text), true
		}
	}
	return "", false
}

type StructField struct {
	Name      string
	PkgPath   string
	Type      Type
	Tag       StructTag
	Offset    uintptr
	Index     []int
	Anonymous bool
}

func (f StructField) IsExported() bool {
	first := []rune(f.Name)[0]
	return 'A' <= first && first <= 'Z' || first >= 0x80
}

// ---- values

type Value struct {
	t int
	p *int
	// Whether the place is a variable's, and whether an unexported field was gone through.
	variable, hidden bool
}

type ValueError struct {
	Method string
	Kind   Kind
}

func (e *ValueError) Error() string {
	if e.Kind == Invalid {
		return "reflect: call of " + e.Method + " on zero Value"
	}
	return "reflect: call of " + e.Method + " on " + e.Kind.String() + " Value"
}

func ValueOf(i any) Value {
	if i == nil {
		return Value{}
	}
	return Value{t: typeOf(i), p: box(i)}
}

func New(t Type) Value {
	id := t.(rtype).id
	_, _, _, _, _, pointer := info(id)
	return Value{t: pointer, p: hold(alloc(id, 1))}
}

// hold gives a place that holds p.
func hold(p *int) *int { return box(p) }

// target is the pointer that lies at p.
func target(p *int) *int { return load(typeOf((*int)(nil)), p).(*int) }

func Zero(t Type) Value {
	id := t.(rtype).id
	return Value{t: id, p: alloc(id, 1)}
}

func MakeSlice(t Type, n, capacity int) Value {
	v := Zero(t)
	copySlots(v.p, hold(alloc(t.Elem().(rtype).id, capacity)), 1)
	*shift(v.p, 1), *shift(v.p, 2) = n, capacity
	return v
}

func MakeMap(t Type) Value {
	v := Zero(t)
	mapMake(v.t, v.p)
	return v
}

func Append(s Value, x ...Value) Value {
	n := s.Len()
	grown := MakeSlice(s.Type(), n+len(x), max(n+len(x), n+n/2+3))
	Copy(grown, s)
	for i, v := range x {
		grown.Index(n + i).Set(v)
	}
	return grown
}

func Copy(to, from Value) int {
	n := min(to.Len(), from.Len())
	for i := range n {
		copySlots(to.Index(i).p, from.Index(i).p, to.Index(i).slots())
	}
	return n
}

func Indirect(v Value) Value {
	if v.Kind() == Pointer {
		return v.Elem()
	}
	return v
}

func (v Value) IsValid() bool { return v.t != 0 }

func (v Value) Kind() Kind {
	if v.t == 0 {
		return Invalid
	}
	return rtype{v.t}.Kind()
}

func (v Value) Type() Type {
	if v.t == 0 {
		panic(&ValueError{"reflect.Value.Type", Invalid})
	}
	return rtype{v.t}
}

func (v Value) slots() int {
	_, _, _, _, slots, _ := info(v.t)
	return slots
}

// must panics where v is not of a kind that the method is for.
func (v Value) must(ok bool, method string) {
	if !ok {
		panic(&ValueError{"reflect.Value." + method, v.Kind()})
	}
}

func (v Value) CanInterface() bool { return v.t != 0 && !v.hidden }
func (v Value) CanSet() bool       { return v.variable && !v.hidden }

func (v Value) CanAddr() bool {
	_, _, _, _, _, pointer := info(v.t)
	return v.variable && pointer != 0
}

func (v Value) Addr() Value {
	_, _, _, _, _, pointer := info(v.t)
	if !v.variable || pointer == 0 {
		panic("reflect.Value.Addr of unaddressable value")
	}
	return Value{t: pointer, p: hold(v.p), hidden: v.hidden}
}

func (v Value) Interface() any {
	v.must(v.t != 0, "Interface")
	if v.hidden {
		panic("reflect.Value.Interface: cannot return value obtained from unexported field or method")
	}
	return load(v.t, v.p)
}

func (v Value) Bool() bool {
	v.must(v.Kind() == Bool, "Bool")
	return *v.p != 0
}

func (v Value) CanInt() bool   { return Int <= v.Kind() && v.Kind() <= Int64 }
func (v Value) CanUint() bool  { return Uint <= v.Kind() && v.Kind() <= Uintptr }
func (v Value) CanFloat() bool { return v.Kind() == Float32 || v.Kind() == Float64 }

func (v Value) Int() int64 {
	v.must(v.CanInt(), "Int")
	return int64(*v.p)
}

func (v Value) Uint() uint64 {
	v.must(v.CanUint(), "Uint")
	return uint64(*v.p)
}

func (v Value) Float() float64 {
	v.must(v.CanFloat(), "Float")
	return load(typeOf(0.0), v.p).(float64)
}

func (v Value) String() string {
	switch v.Kind() {
	case String:
		return load(typeOf(""), v.p).(string)
	case Invalid:
		return "<invalid Value>"
	}
	return "<" + v.Type().String() + " Value>"
}

func (v Value) Bytes() []byte {
	v.must(v.Kind() == Slice && v.Type().Elem().Kind() == Uint8, "Bytes")
	return load(typeOf([]byte(nil)), v.p).([]byte)
}

func (v Value) IsNil() bool {
	switch v.Kind() {
	case Interface, Chan, Func, Map, Pointer, Slice, UnsafePointer:
		return *v.p == 0
	}
	panic(&ValueError{"reflect.Value.IsNil", v.Kind()})
}

func (v Value) IsZero() bool {
	v.must(v.t != 0, "IsZero")
	switch v.Kind() {
	case String:
		return v.Len() == 0
	case Float32, Float64:
		return v.Float() == 0
	case Struct:
		for i := range v.NumField() {
			if !v.Field(i).IsZero() {
				return false
			}
		}
		return true
	case Array:
		for i := range v.Len() {
			if !v.Index(i).IsZero() {
				return false
			}
		}
		return true
	}
	return *v.p == 0
}

func (v Value) Elem() Value {
	switch v.Kind() {
	case Interface:
		return ValueOf(load(v.t, v.p))
	case Pointer:
		if v.IsNil() {
			return Value{}
		}
		return Value{v.Type().Elem().(rtype).id, target(v.p), true, v.hidden}
	}
	panic(&ValueError{"reflect.Value.Elem", v.Kind()})
}

func (v Value) Len() int {
	switch v.Kind() {
	case Slice:
		return *shift(v.p, 1)
	case Array:
		return v.Type().Len()
	case String:
		return len(v.String())
	case Map:
		return mapLen(v.p)
	}
	panic(&ValueError{"reflect.Value.Len", v.Kind()})
}

func (v Value) Cap() int {
	if v.Kind() == Slice {
		return *shift(v.p, 2)
	}
	return v.Len()
}

func (v Value) Index(i int) Value {
	kind := v.Kind()
	v.must(kind == Slice || kind == Array || kind == String, "Index")
	if i < 0 || i >= v.Len() {
		panic("reflect: " + kind.String() + " index out of range")
	}
	if kind == String {
		return ValueOf(v.String()[i])
	}
	item := Value{v.Type().Elem().(rtype).id, v.p, v.variable, v.hidden}
	if kind == Slice {
		item.p, item.variable = target(v.p), true
	}
	item.p = shift(item.p, i*item.slots())
	return item
}

func (v Value) NumField() int {
	v.must(v.Kind() == Struct, "NumField")
	return v.Type().NumField()
}

func (v Value) Field(i int) Value {
	v.must(v.Kind() == Struct, "Field")
	if i < 0 || i >= v.NumField() {
		panic("reflect: Field index out of range")
	}
	_, _, ty, offset, _ := field(v.t, i)
	hidden := v.hidden || !v.Type().Field(i).IsExported()
	return Value{ty, shift(v.p, offset), v.variable, hidden}
}

func (v Value) FieldByName(name string) Value {
	f, ok := v.Type().FieldByName(name)
	if !ok {
		return Value{}
	}
	return v.Field(f.Index[0])
}

func (v Value) MapKeys() []Value {
	v.must(v.Kind() == Map, "MapKeys")
	keys := []Value{}
	for i := range v.Len() {
		keys = append(keys, Value{t: v.Type().Key().(rtype).id, p: mapKey(v.t, v.p, i), hidden: v.hidden})
	}
	return keys
}

func (v Value) MapIndex(key Value) Value {
	v.must(v.Kind() == Map, "MapIndex")
	p := mapGet(v.t, v.p, key.p)
	if p == nil {
		return Value{}
	}
	return Value{t: v.Type().Elem().(rtype).id, p: p, hidden: v.hidden}
}

func (v Value) MapRange() *MapIter { return &MapIter{v, v.MapKeys(), -1} }

type MapIter struct {
	m    Value
	keys []Value
	at   int
}

func (it *MapIter) Next() bool {
	it.at++
	return it.at < len(it.keys)
}

func (it *MapIter) Key() Value   { return it.keys[it.at] }
func (it *MapIter) Value() Value { return it.m.MapIndex(it.keys[it.at]) }

// ---- setting

func (v Value) settable(method string) {
	if !v.variable {
		panic("reflect: reflect.Value." + method + " using unaddressable value")
	}
	if v.hidden {
		panic("reflect: reflect.Value." + method + " using value obtained using unexported field")
	}
}

// assign writes what x holds to the place of v, whose type is of the same kind.
func (v Value) assign(x any) { copySlots(v.p, box(x), v.slots()) }

func (v Value) Set(x Value) {
	v.settable("Set")
	switch {
	case x.t == v.t:
		copySlots(v.p, x.p, v.slots())
	case v.Kind() == Interface && (x.t == 0 || x.Kind() == Interface || has(x.t, v.t)):
		var held any
		if x.t != 0 {
			held = load(x.t, x.p)
		}
		put(v.p, held)
	default:
		panic("reflect.Set: value of type " + x.Type().String() + " is not assignable to type " + v.Type().String())
	}
}

func (v Value) SetBool(x bool) {
	v.settable("SetBool")
	v.must(v.Kind() == Bool, "SetBool")
	v.assign(x)
}

func (v Value) SetInt(x int64) {
	v.settable("SetInt")
	v.must(v.CanInt(), "SetInt")
	shift := 64 - v.Type().Bits()
	v.assign(x << shift >> shift)
}

func (v Value) SetUint(x uint64) {
	v.settable("SetUint")
	v.must(v.CanUint(), "SetUint")
	shift := 64 - v.Type().Bits()
	v.assign(x << shift >> shift)
}

func (v Value) SetFloat(x float64) {
	v.settable("SetFloat")
	v.must(v.CanFloat(), "SetFloat")
	if v.Kind() == Float32 {
		x = float64(float32(x))
	}
	v.assign(x)
}

func (v Value) SetString(x string) {
	v.settable("SetString")
	v.must(v.Kind() == String, "SetString")
	v.assign(x)
}

func (v Value) SetBytes(x []byte) {
	v.settable("SetBytes")
	v.must(v.Kind() == Slice, "SetBytes")
	v.assign(x)
}

func (v Value) SetMapIndex(key, value Value) {
	v.must(v.Kind() == Map, "SetMapIndex")
	if value.t == 0 {
		mapDelete(v.t, v.p, key.p)
		return
	}
	if elem := v.Type().Elem(); value.Type() != elem {
		converted := New(elem).Elem()
		converted.Set(value)
		value = converted
	}
	mapSet(v.t, v.p, key.p, value.p)
}

func (v Value) OverflowInt(x int64) bool {
	shift := 64 - v.Type().Bits()
	return x<<shift>>shift != x
}

func (v Value) OverflowUint(x uint64) bool {
	shift := 64 - v.Type().Bits()
	return x<<shift>>shift != x
}

// ---- deep equality

func DeepEqual(x, y any) bool {
	if x == nil || y == nil {
		return x == y
	}
	return deepEqual(ValueOf(x), ValueOf(y), 0)
}

func deepEqual(a, b Value, depth int) bool {
	if !a.IsValid() || !b.IsValid() {
		return a.IsValid() == b.IsValid()
	}
	if a.t != b.t {
		return false
	}
	if depth > 500 {
		return true
	}
	switch a.Kind() {
	case Array, Slice:
		if a.Kind() == Slice && a.IsNil() != b.IsNil() || a.Len() != b.Len() {
			return false
		}
		for i := range a.Len() {
			if !deepEqual(a.Index(i), b.Index(i), depth+1) {
				return false
			}
		}
		return true
	case Interface, Pointer:
		return deepEqual(a.Elem(), b.Elem(), depth+1)
	case Struct:
		for i := range a.NumField() {
			if !deepEqual(a.Field(i), b.Field(i), depth+1) {
				return false
			}
		}
		return true
	case Map:
		if a.IsNil() != b.IsNil() || a.Len() != b.Len() {
			return false
		}
		for _, key := range a.MapKeys() {
			if !deepEqual(a.MapIndex(key), b.MapIndex(key), depth+1) {
				return false
			}
		}
		return true
	case Func:
		return a.IsNil() && b.IsNil()
	}
	return load(a.t, a.p) == load(b.t, b.p)
}
