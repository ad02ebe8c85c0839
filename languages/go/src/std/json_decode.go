
// ---- checking

// checker reads one value and says what is wrong with it.
type checker struct {
	data []byte
	at   int
}

func Valid(data []byte) bool { return check(data) == nil }

func check(data []byte) error {
	c := &checker{data: data}
	err := c.value(0)
	if err != nil {
		return err
	}
	c.space()
	if c.at < len(data) {
		return c.invalid("after top-level value")
	}
	return nil
}

func (c *checker) space() {
	for c.at < len(c.data) && blank(c.data[c.at]) {
		c.at++
	}
}

func (c *checker) invalid(context string) error {
	if c.at >= len(c.data) {
		return &SyntaxError{"unexpected end of JSON input", int64(c.at)}
	}
	_, size := utf8.DecodeRune(c.data[c.at:min(c.at+utf8.UTFMax, len(c.data))])
	quoted := strconv.Quote(string(c.data[c.at : c.at+size]))
	quoted = quoted[1 : len(quoted)-1]
	switch quoted {
	case "'":
		quoted = `\'`
	case `\"`:
		quoted = `"`
	}
	return &SyntaxError{"invalid character '" + quoted + "' " + context, int64(c.at + 1)}
}

// peek is the next character behind spaces, 0 at the end.
func (c *checker) peek() byte {
	c.space()
	if c.at < len(c.data) {
		return c.data[c.at]
	}
	return 0
}

func (c *checker) value(depth int) error {
	if depth > 10000 {
		return &SyntaxError{"exceeded max depth", int64(c.at)}
	}
	switch char := c.peek(); {
	case char == '{':
		return c.object(depth)
	case char == '[':
		return c.array(depth)
	case char == '"':
		return c.string()
	case char == '-' || '0' <= char && char <= '9':
		return c.number()
	case char == 't':
		return c.word("true")
	case char == 'f':
		return c.word("false")
	case char == 'n':
		return c.word("null")
	}
	return c.invalid("looking for beginning of value")
}

func (c *checker) word(word string) error {
	for i := range len(word) {
		if c.at >= len(c.data) || c.data[c.at] != word[i] {
			return c.invalid("in literal " + word + " (expecting '" + word[i:i+1] + "')")
		}
		c.at++
	}
	return nil
}

func (c *checker) object(depth int) error {
	c.at++
	if c.peek() == '}' {
		c.at++
		return nil
	}
	for {
		if c.peek() != '"' {
			return c.invalid("looking for beginning of object key string")
		}
		if err := c.string(); err != nil {
			return err
		}
		if c.peek() != ':' {
			return c.invalid("after object key")
		}
		c.at++
		if err := c.value(depth + 1); err != nil {
			return err
		}
		switch c.peek() {
		case ',':
			c.at++
		case '}':
			c.at++
			return nil
		default:
			return c.invalid("after object key:value pair")
		}
	}
}

func (c *checker) array(depth int) error {
	c.at++
	if c.peek() == ']' {
		c.at++
		return nil
	}
	for {
		if err := c.value(depth + 1); err != nil {
			return err
		}
		switch c.peek() {
		case ',':
			c.at++
		case ']':
			c.at++
			return nil
		default:
			return c.invalid("after array element")
		}
	}
}

func (c *checker) digits() error {
	if c.at >= len(c.data) || c.data[c.at] < '0' || c.data[c.at] > '9' {
		return c.invalid("in numeric literal")
	}
	for c.at < len(c.data) && '0' <= c.data[c.at] && c.data[c.at] <= '9' {
		c.at++
	}
	return nil
}

func (c *checker) next(chars string) bool {
	if c.at < len(c.data) && strings.IndexByte(chars, c.data[c.at]) >= 0 {
		c.at++
		return true
	}
	return false
}

func (c *checker) number() error {
	c.next("-")
	if !c.next("0") {
		if err := c.digits(); err != nil {
			return err
		}
	}
	if c.next(".") {
		if err := c.digits(); err != nil {
			return err
		}
	}
	if c.next("eE") {
		c.next("+-")
		return c.digits()
	}
	return nil
}

func (c *checker) string() error {
	for c.at++; c.at < len(c.data); c.at++ {
		switch char := c.data[c.at]; {
		case char == '"':
			c.at++
			return nil
		case char < ' ':
			return c.invalid("in string")
		case char == '\\':
			start := c.at
			c.at++
			if c.at >= len(c.data) {
				return c.invalid("")
			}
			if c.data[c.at] == 'u' {
				for range 4 {
					c.at++
					if c.at >= len(c.data) {
						return c.invalid("")
					}
					if strings.IndexByte("0123456789abcdefABCDEF", c.data[c.at]) < 0 {
						c.at = min(start+5, len(c.data)-1)
						return c.escape(start)
					}
				}
			} else if strings.IndexByte(`"\/bfnrt`, c.data[c.at]) < 0 {
				return c.escape(start)
			}
		}
	}
	return c.invalid("")
}

func (c *checker) escape(start int) error {
	text := string(c.data[start : c.at+1])
	return &SyntaxError{"invalid escape sequence `" + text + "` in string", int64(c.at + 1)}
}

// ---- decoding

func Unmarshal(data []byte, v any) error {
	if err := check(data); err != nil {
		return err
	}
	return (&decoder{checker: checker{data: data}}).into(v)
}

// decoder reads a text that has been checked. The first value that does not fit is remembered, and
// the rest is decoded.
type decoder struct {
	checker
	path    []string
	root    string
	numbers bool
	strict  bool
	err     error
}

func (d *decoder) into(v any) error {
	target := reflect.ValueOf(v)
	if !target.IsValid() {
		return &InvalidUnmarshalError{}
	}
	if target.Kind() != reflect.Pointer || target.IsNil() {
		return &InvalidUnmarshalError{target.Type()}
	}
	d.root = target.Type().Elem().Name()
	d.decode(target.Elem())
	return d.err
}

func (d *decoder) mismatch(value string, t reflect.Type) {
	if d.err != nil {
		return
	}
	e := &UnmarshalTypeError{Value: value, Type: t, Offset: int64(d.at)}
	if len(d.path) > 0 {
		e.Struct, e.Field = d.root, strings.Join(d.path, ".")
	}
	d.err = e
}

// skip gives the text of the next value.
func (d *decoder) skip() []byte {
	d.space()
	start := d.at
	d.value(0)
	return d.data[start:d.at]
}

func (d *decoder) decode(v reflect.Value) {
	char := d.peek()
	if char == 'n' && d.null(v) {
		return
	}
	for v.Kind() == reflect.Pointer {
		if v.IsNil() {
			v.Set(reflect.New(v.Type().Elem()))
		}
		if d.own(v, char) {
			return
		}
		v = v.Elem()
	}
	if v.CanAddr() && d.own(v.Addr(), char) {
		return
	}
	if v.Kind() == reflect.Interface {
		if v.Type().NumMethod() > 0 {
			d.mismatch(kindOf(char), v.Type())
			d.skip()
			return
		}
		v.Set(reflect.ValueOf(d.any()))
		return
	}
	switch char {
	case '{':
		d.object(v)
	case '[':
		d.array(v)
	case '"':
		d.text(v, unquote(d.skip()))
	case 't', 'f':
		on := d.skip()[0] == 't'
		if v.Kind() == reflect.Bool {
			v.SetBool(on)
		} else {
			d.mismatch("bool", v.Type())
		}
	default:
		d.number(v, string(d.skip()))
	}
}

// null sets to nil what can be nil; a value that decodes itself is asked first.
func (d *decoder) null(v reflect.Value) bool {
	if v.Kind() != reflect.Pointer && v.CanAddr() && d.own(v.Addr(), 'n') {
		return true
	}
	d.skip()
	switch v.Kind() {
	case reflect.Pointer, reflect.Interface, reflect.Map, reflect.Slice:
		v.Set(reflect.Zero(v.Type()))
	}
	return true
}

func (d *decoder) own(v reflect.Value, char byte) bool {
	if !v.CanInterface() {
		return false
	}
	switch u := v.Interface().(type) {
	case Unmarshaler:
		if err := u.UnmarshalJSON(d.skip()); err != nil && d.err == nil {
			d.err = err
		}
		return true
	case textUnmarshaler:
		if char != '"' {
			d.mismatch(kindOf(char), v.Type().Elem())
			if e, ok := d.err.(*UnmarshalTypeError); ok && e.Err == nil {
				e.Err = errors.New("JSON value must be string type")
			}
			d.skip()
			return true
		}
		if err := u.UnmarshalText([]byte(unquote(d.skip()))); err != nil && d.err == nil {
			d.err = err
		}
		return true
	}
	return false
}

func kindOf(char byte) string {
	switch char {
	case '{':
		return "object"
	case '[':
		return "array"
	case '"':
		return "string"
	case 't', 'f':
		return "bool"
	}
	return "number"
}

func (d *decoder) any() any {
	switch d.peek() {
	case '{':
		m := map[string]any{}
		d.members(func(name string) { m[name] = d.any() })
		return m
	case '[':
		list := []any{}
		d.elements(func(i int) { list = append(list, d.any()) })
		return list
	case '"':
		return unquote(d.skip())
	case 't', 'f':
		return d.skip()[0] == 't'
	case 'n':
		d.skip()
		return nil
	}
	text := string(d.skip())
	if d.numbers {
		return Number(text)
	}
	f, err := strconv.ParseFloat(text, 64)
	if err != nil {
		d.mismatch("number "+text, reflect.TypeOf(0.0))
		return 0.0
	}
	return f
}

type Number string

func (n Number) String() string            { return string(n) }
func (n Number) Float64() (float64, error) { return strconv.ParseFloat(string(n), 64) }
func (n Number) Int64() (int64, error)     { return strconv.ParseInt(string(n), 10, 64) }

// members calls f at the value of each member of an object.
func (d *decoder) members(f func(name string)) {
	for d.at++; d.peek() != '}'; {
		if d.peek() == ',' {
			d.at++
		}
		name := unquote(d.skip())
		d.peek()
		d.at++
		d.path = append(d.path, name)
		f(name)
		d.path = d.path[:len(d.path)-1]
	}
	d.at++
}

func (d *decoder) elements(f func(i int)) {
	i := 0
	for d.at++; d.peek() != ']'; i++ {
		if d.peek() == ',' {
			d.at++
		}
		d.path = append(d.path, strconv.Itoa(i))
		f(i)
		d.path = d.path[:len(d.path)-1]
	}
	d.at++
}

func (d *decoder) object(v reflect.Value) {
	switch v.Kind() {
	case reflect.Struct:
		all := fields(v.Type())
		d.members(func(name string) {
			f := named(all, name)
			if f == nil {
				if d.strict && d.err == nil {
					d.err = errors.New("json: unknown field " + strconv.Quote(name))
				}
				d.skip()
				return
			}
			x, _ := member(v, f.index, true)
			if f.quoted && d.peek() == '"' {
				inner := &decoder{checker: checker{data: []byte(unquote(d.skip()))}, path: d.path, root: d.root}
				if check(inner.data) == nil {
					inner.decode(x)
				} else {
					inner.mismatch("number "+string(inner.data), x.Type())
				}
				if d.err == nil {
					d.err = inner.err
				}
				return
			}
			if f.quoted && d.peek() != 'n' {
				d.mismatch(kindOf(d.peek()), x.Type())
				d.skip()
				return
			}
			d.decode(x)
		})
	case reflect.Map:
		d.entries(v)
	default:
		d.mismatch("object", v.Type())
		d.skip()
	}
}

func named(all []field, name string) *field {
	for i := range all {
		if all[i].name == name {
			return &all[i]
		}
	}
	var found *field
	for i := range all {
		if strings.EqualFold(all[i].name, name) && (found == nil || len(all[i].index) < len(found.index)) {
			found = &all[i]
		}
	}
	return found
}

func (d *decoder) entries(v reflect.Value) {
	t := v.Type()
	if v.IsNil() {
		v.Set(reflect.MakeMap(t))
	}
	d.members(func(name string) {
		key := reflect.New(t.Key()).Elem()
		value := reflect.New(t.Elem()).Elem()
		if u, ok := key.Addr().Interface().(textUnmarshaler); ok {
			if err := u.UnmarshalText([]byte(name)); err != nil && d.err == nil {
				d.err = err
			}
		} else if key.Kind() == reflect.String {
			key.SetString(name)
		} else if !d.number(key, name) {
			d.skip()
			return
		}
		d.decode(value)
		v.SetMapIndex(key, value)
	})
}

func (d *decoder) array(v reflect.Value) {
	switch v.Kind() {
	case reflect.Slice:
		t := v.Type()
		list := reflect.MakeSlice(t, 0, 4)
		d.elements(func(int) {
			item := reflect.New(t.Elem()).Elem()
			if list.Len() < v.Len() {
				item.Set(v.Index(list.Len()))
			}
			d.decode(item)
			list = reflect.Append(list, item)
		})
		v.Set(list)
	case reflect.Array:
		n := 0
		d.elements(func(i int) {
			n = i + 1
			if i < v.Len() {
				d.decode(v.Index(i))
			} else {
				d.skip()
			}
		})
		for ; n < v.Len(); n++ {
			v.Index(n).Set(reflect.Zero(v.Type().Elem()))
		}
	default:
		d.mismatch("array", v.Type())
		d.skip()
	}
}

func (d *decoder) text(v reflect.Value, s string) {
	switch {
	case v.Kind() == reflect.String:
		v.SetString(s)
	case v.Kind() == reflect.Slice && v.Type().Elem().Kind() == reflect.Uint8:
		data, err := base64.StdEncoding.DecodeString(s)
		if err != nil && d.err == nil {
			d.err = err
		}
		v.SetBytes(data)
	default:
		d.mismatch("string", v.Type())
	}
}

// number sets v to a number, and says whether it fits.
func (d *decoder) number(v reflect.Value, text string) bool {
	switch v.Kind() {
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		n, err := strconv.ParseInt(text, 10, 64)
		if err == nil && !v.OverflowInt(n) {
			v.SetInt(n)
			return true
		}
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Uintptr:
		n, err := strconv.ParseUint(text, 10, 64)
		if err == nil && !v.OverflowUint(n) {
			v.SetUint(n)
			return true
		}
	case reflect.Float32, reflect.Float64:
		f, err := strconv.ParseFloat(text, v.Type().Bits())
		if err == nil {
			v.SetFloat(f)
			return true
		}
	default:
		if v.Type() == reflect.TypeOf(Number("")) {
			v.SetString(text)
			return true
		}
		d.mismatch("number", v.Type())
		return false
	}
	d.mismatch("number "+text, v.Type())
	return false
}

// unquote is the text of a checked string.
func unquote(quoted []byte) string {
	var out []byte
	for i := 1; i < len(quoted)-1; i++ {
		if quoted[i] != '\\' {
			out = append(out, quoted[i])
			continue
		}
		i++
		switch c := quoted[i]; c {
		case 'b':
			out = append(out, '\b')
		case 'f':
			out = append(out, '\f')
		case 'n':
			out = append(out, '\n')
		case 'r':
			out = append(out, '\r')
		case 't':
			out = append(out, '\t')
		case 'u':
			r := hex4(quoted[i+1:])
			i += 4
			if low := hex4(quoted[min(i+3, len(quoted)):]); 0xd800 <= r && r < 0xdc00 && quoted[i+1] == '\\' && quoted[i+2] == 'u' && 0xdc00 <= low && low < 0xe000 {
				r = 0x10000 + (r-0xd800)<<10 + low - 0xdc00
				i += 6
			}
			out = append(out, string(r)...)
		default:
			out = append(out, c)
		}
	}
	return strings.ToValidUTF8(string(out), "\ufffd")
}

func hex4(digits []byte) rune {
	if len(digits) < 4 {
		return -1
	}
	n, err := strconv.ParseUint(string(digits[:4]), 16, 32)
	if err != nil {
		return -1
	}
	return rune(n)
}

// Decoder reads the values of a stream.
type Decoder struct {
	r       io.Reader
	buf     []byte
	at      int
	err     error
	numbers bool
	strict  bool
}

func NewDecoder(r io.Reader) *Decoder { return &Decoder{r: r} }

func (dec *Decoder) UseNumber()             { dec.numbers = true }
func (dec *Decoder) DisallowUnknownFields() { dec.strict = true }

// fill reads more; false at the end.
func (dec *Decoder) fill() bool {
	if dec.err != nil {
		return false
	}
	more := make([]byte, 512)
	n, err := dec.r.Read(more)
	dec.buf = append(dec.buf[dec.at:], more[:n]...)
	dec.at, dec.err = 0, err
	return true
}

func (dec *Decoder) More() bool {
	for {
		c := checker{data: dec.buf, at: dec.at}
		if char := c.peek(); char != 0 {
			return char != ']' && char != '}'
		}
		if !dec.fill() {
			return false
		}
	}
}

func (dec *Decoder) Decode(v any) error {
	for {
		c := checker{data: dec.buf, at: dec.at}
		if c.peek() != 0 {
			err := c.value(0)
			if err == nil && (c.at < len(dec.buf) || dec.err != nil) {
				text := dec.buf[dec.at:c.at]
				dec.at = c.at
				d := &decoder{checker: checker{data: text}, numbers: dec.numbers, strict: dec.strict}
				return d.into(v)
			}
			if err != nil && c.at < len(dec.buf) {
				return err
			}
		}
		if !dec.fill() {
			if dec.err == io.EOF && c.at < len(dec.buf) || c.peek() != 0 || dec.at < len(bytes.TrimSpace(dec.buf)) {
				return io.ErrUnexpectedEOF
			}
			return dec.err
		}
	}
}
