package strings

import (
	"errors"
	"io"
	"iter"
	"unicode"
	"unicode/utf8"
)

// The natives: index finds sub at or after byte from.
func index(s, sub string, from int) int
func LastIndex(s, sub string) int
func ToUpper(s string) string
func ToLower(s string) string

// ---- finding

func Index(s, sub string) int                       { return index(s, sub, 0) }
func Contains(s, sub string) bool                   { return index(s, sub, 0) >= 0 }
func ContainsRune(s string, r rune) bool            { return IndexRune(s, r) >= 0 }
func ContainsAny(s, chars string) bool              { return IndexAny(s, chars) >= 0 }
func ContainsFunc(s string, f func(rune) bool) bool { return IndexFunc(s, f) >= 0 }
func HasPrefix(s, prefix string) bool               { return len(s) >= len(prefix) && s[:len(prefix)] == prefix }
func HasSuffix(s, suffix string) bool {
	return len(s) >= len(suffix) && s[len(s)-len(suffix):] == suffix
}
func IndexByte(s string, c byte) int     { return index(s, string([]byte{c}), 0) }
func LastIndexByte(s string, c byte) int { return LastIndex(s, string([]byte{c})) }

func IndexRune(s string, r rune) int {
	if r >= 0 && r <= 0x10ffff && (r < 0xd800 || r > 0xdfff) {
		return IndexFunc(s, func(c rune) bool { return c == r })
	}
	return -1
}

func IndexAny(s, chars string) int {
	return IndexFunc(s, func(r rune) bool { return IndexRune(chars, r) >= 0 })
}

func LastIndexAny(s, chars string) int {
	return LastIndexFunc(s, func(r rune) bool { return IndexRune(chars, r) >= 0 })
}

func IndexFunc(s string, f func(rune) bool) int {
	for i, r := range s {
		if f(r) {
			return i
		}
	}
	return -1
}

func LastIndexFunc(s string, f func(rune) bool) int {
	for len(s) > 0 {
		r, size := utf8.DecodeLastRuneInString(s)
		s = s[:len(s)-size]
		if f(r) {
			return len(s)
		}
	}
	return -1
}

func Count(s, sub string) int {
	if sub == "" {
		return utf8.RuneCountInString(s) + 1
	}
	n := 0
	for at := index(s, sub, 0); at >= 0; at = index(s, sub, at+len(sub)) {
		n++
	}
	return n
}

func Compare(a, b string) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

func EqualFold(s, t string) bool {
	return s == t || ToLower(ToUpper(s)) == ToLower(ToUpper(t))
}

// ---- cutting

func Clone(s string) string { return s }

func Cut(s, sep string) (before, after string, found bool) {
	if i := Index(s, sep); i >= 0 {
		return s[:i], s[i+len(sep):], true
	}
	return s, "", false
}

func CutLast(s, sep string) (before, after string, found bool) {
	if i := LastIndex(s, sep); i >= 0 {
		return s[:i], s[i+len(sep):], true
	}
	return s, "", false
}

func CutPrefix(s, prefix string) (after string, found bool) {
	if !HasPrefix(s, prefix) {
		return s, false
	}
	return s[len(prefix):], true
}

func CutSuffix(s, suffix string) (before string, found bool) {
	if !HasSuffix(s, suffix) {
		return s, false
	}
	return s[:len(s)-len(suffix)], true
}

func TrimPrefix(s, prefix string) string {
	s, _ = CutPrefix(s, prefix)
	return s
}

func TrimSuffix(s, suffix string) string {
	s, _ = CutSuffix(s, suffix)
	return s
}

func TrimLeftFunc(s string, f func(rune) bool) string {
	for i, r := range s {
		if !f(r) {
			return s[i:]
		}
	}
	return ""
}

func TrimRightFunc(s string, f func(rune) bool) string {
	for len(s) > 0 {
		r, size := utf8.DecodeLastRuneInString(s)
		if !f(r) {
			return s
		}
		s = s[:len(s)-size]
	}
	return s
}

func TrimFunc(s string, f func(rune) bool) string { return TrimRightFunc(TrimLeftFunc(s, f), f) }
func TrimSpace(s string) string                   { return TrimFunc(s, unicode.IsSpace) }
func TrimLeft(s, cutset string) string            { return TrimLeftFunc(s, in(cutset)) }
func TrimRight(s, cutset string) string           { return TrimRightFunc(s, in(cutset)) }
func Trim(s, cutset string) string                { return TrimFunc(s, in(cutset)) }

func in(set string) func(rune) bool {
	return func(r rune) bool { return IndexRune(set, r) >= 0 }
}

// ---- splitting

func Split(s, sep string) []string              { return split(s, sep, 0, -1) }
func SplitN(s, sep string, n int) []string      { return split(s, sep, 0, n) }
func SplitAfter(s, sep string) []string         { return split(s, sep, len(sep), -1) }
func SplitAfterN(s, sep string, n int) []string { return split(s, sep, len(sep), n) }

// split gives at most n parts, each with the first keep bytes of the separator behind it.
func split(s, sep string, keep, n int) []string {
	if n == 0 {
		return nil
	}
	if sep == "" {
		return explode(s, n)
	}
	if most := Count(s, sep) + 1; n < 0 || n > most {
		n = most
	}
	parts := make([]string, 0, n)
	start := 0
	for len(parts) < n-1 {
		at := index(s, sep, start)
		parts = append(parts, s[start:at+keep])
		start = at + len(sep)
	}
	return append(parts, s[start:])
}

func explode(s string, n int) []string {
	count := utf8.RuneCountInString(s)
	if n < 0 || n > count {
		n = count
	}
	parts := make([]string, 0, n)
	start := 0
	for i := range s {
		if i > 0 && len(parts) < n-1 {
			parts = append(parts, s[start:i])
			start = i
		}
	}
	if n > 0 {
		parts = append(parts, s[start:])
	}
	return parts
}

func Fields(s string) []string { return FieldsFunc(s, unicode.IsSpace) }

func FieldsFunc(s string, f func(rune) bool) []string {
	fields := []string{}
	FieldsFuncSeq(s, f)(func(field string) bool {
		fields = append(fields, field)
		return true
	})
	return fields
}

func FieldsSeq(s string) iter.Seq[string] { return FieldsFuncSeq(s, unicode.IsSpace) }

func FieldsFuncSeq(s string, f func(rune) bool) iter.Seq[string] {
	return func(yield func(string) bool) {
		start := -1
		for i, r := range s {
			switch {
			case !f(r):
				if start < 0 {
					start = i
				}
			case start >= 0:
				if !yield(s[start:i]) {
					return
				}
				start = -1
			}
		}
		if start >= 0 {
			yield(s[start:])
		}
	}
}

func SplitSeq(s, sep string) iter.Seq[string]      { return splitSeq(s, sep, 0) }
func SplitAfterSeq(s, sep string) iter.Seq[string] { return splitSeq(s, sep, len(sep)) }
func Lines(s string) iter.Seq[string] {
	return func(yield func(string) bool) {
		for start := 0; start < len(s); {
			end := index(s, "\n", start) + 1
			if end == 0 {
				end = len(s)
			}
			if !yield(s[start:end]) {
				return
			}
			start = end
		}
	}
}

func splitSeq(s, sep string, keep int) iter.Seq[string] {
	return func(yield func(string) bool) {
		start := 0
		for sep == "" {
			if start == len(s) {
				return
			}
			_, size := utf8.DecodeRuneInString(s[start:])
			end := start + size
			if !yield(s[start:end]) {
				return
			}
			start = end
		}
		for {
			at := index(s, sep, start)
			if at < 0 {
				yield(s[start:])
				return
			}
			if !yield(s[start : at+keep]) {
				return
			}
			start = at + len(sep)
		}
	}
}

// ---- making

func Join(elems []string, sep string) string {
	switch len(elems) {
	case 0:
		return ""
	case 1:
		return elems[0]
	}
	b := []byte(elems[0])
	for _, e := range elems[1:] {
		b = append(b, sep...)
		b = append(b, e...)
	}
	return string(b)
}

func Repeat(s string, count int) string {
	if count < 0 {
		panic("strings: negative Repeat count")
	}
	if s != "" && count > 1<<47/len(s) {
		panic("strings: Repeat output length overflow")
	}
	out := ""
	for ; count > 0; count >>= 1 {
		if count&1 == 1 {
			out += s
		}
		if count > 1 {
			s += s
		}
	}
	return out
}

func Replace(s, old, new string, n int) string {
	if old == new || n == 0 {
		return s
	}
	if m := Count(s, old); m == 0 {
		return s
	} else if n < 0 || m < n {
		n = m
	}
	var b []byte
	start := 0
	for i := range n {
		at := start
		switch {
		case old != "":
			at = index(s, old, start)
		case i > 0:
			_, size := utf8.DecodeRuneInString(s[start:])
			at += size
		}
		b = append(b, s[start:at]...)
		b = append(b, new...)
		start = at + len(old)
	}
	return string(append(b, s[start:]...))
}

func ReplaceAll(s, old, new string) string { return Replace(s, old, new, -1) }

func Map(mapping func(rune) rune, s string) string {
	var b []byte
	for _, r := range s {
		if r = mapping(r); r >= 0 {
			b = append(b, string(r)...)
		}
	}
	return string(b)
}

func ToTitle(s string) string { return ToUpper(s) }

func Title(s string) string {
	start := true
	return Map(func(r rune) rune {
		first := start
		word := r == '_' || '0' <= r && r <= '9' || 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z'
		start = !word && (r < utf8.RuneSelf || unicode.IsSpace(r))
		if first {
			return unicode.ToTitle(r)
		}
		return r
	}, s)
}

func ToValidUTF8(s, replacement string) string {
	var b []byte
	invalid := false
	for i, r := range s {
		if r == utf8.RuneError && !HasPrefix(s[i:], "\ufffd") {
			if !invalid {
				b = append(b, replacement...)
			}
			invalid = true
			continue
		}
		invalid = false
		b = append(b, string(r)...)
	}
	return string(b)
}

// ---- Builder

type Builder struct {
	addr *Builder
	buf  []byte
}

func (b *Builder) own() {
	if b.addr == nil {
		b.addr = b
	} else if b.addr != b {
		panic("strings: illegal use of non-zero Builder copied by value")
	}
}

func (b *Builder) WriteString(s string) (int, error) {
	b.own()
	b.buf = append(b.buf, s...)
	return len(s), nil
}

func (b *Builder) WriteByte(c byte) error {
	b.own()
	b.buf = append(b.buf, c)
	return nil
}

func (b *Builder) WriteRune(r rune) (int, error) {
	b.own()
	s := string(r)
	b.buf = append(b.buf, s...)
	return len(s), nil
}

func (b *Builder) Write(p []byte) (int, error) {
	b.own()
	b.buf = append(b.buf, p...)
	return len(p), nil
}

func (b *Builder) String() string { return string(b.buf) }
func (b *Builder) Len() int       { return len(b.buf) }
func (b *Builder) Cap() int       { return cap(b.buf) }

func (b *Builder) Reset() {
	b.addr = nil
	b.buf = nil
}

func (b *Builder) Grow(n int) {
	b.own()
	if n < 0 {
		panic("strings.Builder.Grow: negative count")
	}
	if cap(b.buf)-len(b.buf) < n {
		b.buf = append(make([]byte, 0, 2*cap(b.buf)+n), b.buf...)
	}
}

// ---- Reader

type Reader struct {
	s        string
	i        int64
	prevRune int
}

func NewReader(s string) *Reader { return &Reader{s, 0, -1} }

func (r *Reader) Len() int {
	return max(len(r.s)-int(r.i), 0)
}

func (r *Reader) Size() int64 { return int64(len(r.s)) }

func (r *Reader) Read(b []byte) (n int, err error) {
	if r.i >= int64(len(r.s)) {
		return 0, io.EOF
	}
	r.prevRune = -1
	n = copy(b, r.s[r.i:])
	r.i += int64(n)
	return n, nil
}

func (r *Reader) ReadAt(b []byte, off int64) (n int, err error) {
	if off < 0 {
		return 0, errors.New("strings.Reader.ReadAt: negative offset")
	}
	if off >= int64(len(r.s)) {
		return 0, io.EOF
	}
	n = copy(b, r.s[off:])
	if n < len(b) {
		err = io.EOF
	}
	return n, err
}

func (r *Reader) ReadByte() (byte, error) {
	r.prevRune = -1
	if r.i >= int64(len(r.s)) {
		return 0, io.EOF
	}
	r.i++
	return r.s[r.i-1], nil
}

func (r *Reader) UnreadByte() error {
	if r.i <= 0 {
		return errors.New("strings.Reader.UnreadByte: at beginning of string")
	}
	r.prevRune = -1
	r.i--
	return nil
}

func (r *Reader) ReadRune() (ch rune, size int, err error) {
	if r.i >= int64(len(r.s)) {
		r.prevRune = -1
		return 0, 0, io.EOF
	}
	r.prevRune = int(r.i)
	ch, size = utf8.DecodeRuneInString(r.s[r.i:min(int(r.i)+utf8.UTFMax, len(r.s))])
	r.i += int64(size)
	return ch, size, nil
}

func (r *Reader) UnreadRune() error {
	if r.i <= 0 {
		return errors.New("strings.Reader.UnreadRune: at beginning of string")
	}
	if r.prevRune < 0 {
		return errors.New("strings.Reader.UnreadRune: previous operation was not ReadRune")
	}
	r.i = int64(r.prevRune)
	r.prevRune = -1
	return nil
}

func (r *Reader) Seek(offset int64, whence int) (int64, error) {
	r.prevRune = -1
	switch whence {
	case io.SeekStart:
	case io.SeekCurrent:
		offset += r.i
	case io.SeekEnd:
		offset += int64(len(r.s))
	default:
		return 0, errors.New("strings.Reader.Seek: invalid whence")
	}
	if offset < 0 {
		return 0, errors.New("strings.Reader.Seek: negative position")
	}
	r.i = offset
	return offset, nil
}

func (r *Reader) WriteTo(w io.Writer) (n int64, err error) {
	r.prevRune = -1
	if r.i >= int64(len(r.s)) {
		return 0, nil
	}
	rest := r.s[r.i:]
	m, err := io.WriteString(w, rest)
	r.i += int64(m)
	if m != len(rest) && err == nil {
		err = io.ErrShortWrite
	}
	return int64(m), err
}

func (r *Reader) Reset(s string) { *r = Reader{s, 0, -1} }

// ---- Replacer

type Replacer struct{ pairs []string }

func NewReplacer(oldnew ...string) *Replacer {
	if len(oldnew)%2 == 1 {
		panic("strings.NewReplacer: odd argument count")
	}
	return &Replacer{append([]string(nil), oldnew...)}
}

// find is the number of the first pair whose old string s has at byte at, -1 for none.
func (r *Replacer) find(s string, at int, empty bool) int {
	for i := 0; i < len(r.pairs); i += 2 {
		old := r.pairs[i]
		if (old != "" || empty) && len(s)-at >= len(old) && s[at:at+len(old)] == old {
			return i
		}
	}
	return -1
}

func (r *Replacer) Replace(s string) string {
	var b []byte
	start, empty := 0, true
	for at := 0; at <= len(s); {
		i := r.find(s, at, empty)
		empty = i < 0 || r.pairs[i] != ""
		if i < 0 {
			at++
			continue
		}
		b = append(b, s[start:at]...)
		b = append(b, r.pairs[i+1]...)
		at += len(r.pairs[i])
		start = at
	}
	return string(append(b, s[start:]...))
}

func (r *Replacer) WriteString(w io.Writer, s string) (n int, err error) {
	return io.WriteString(w, r.Replace(s))
}
