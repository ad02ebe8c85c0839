package bytes

import (
	"errors"
	"io"
	"iter"
	"strings"
	"unicode/utf8"
)

const MinRead = 512

// IndexByte is a native.
func IndexByte(b []byte, c byte) int

// ---- what package strings does, on the text of the bytes

func Compare(a, b []byte) int                         { return strings.Compare(string(a), string(b)) }
func Contains(b, sub []byte) bool                     { return Index(b, sub) >= 0 }
func ContainsAny(b []byte, chars string) bool         { return IndexAny(b, chars) >= 0 }
func ContainsFunc(b []byte, f func(rune) bool) bool   { return IndexFunc(b, f) >= 0 }
func ContainsRune(b []byte, r rune) bool              { return IndexRune(b, r) >= 0 }
func Count(s, sep []byte) int                         { return strings.Count(string(s), string(sep)) }
func Equal(a, b []byte) bool                          { return string(a) == string(b) }
func EqualFold(s, t []byte) bool                      { return strings.EqualFold(string(s), string(t)) }
func HasPrefix(s, prefix []byte) bool                 { return strings.HasPrefix(string(s), string(prefix)) }
func HasSuffix(s, suffix []byte) bool                 { return strings.HasSuffix(string(s), string(suffix)) }
func Index(s, sep []byte) int                         { return strings.Index(string(s), string(sep)) }
func IndexAny(s []byte, chars string) int             { return strings.IndexAny(string(s), chars) }
func IndexFunc(s []byte, f func(r rune) bool) int     { return strings.IndexFunc(string(s), f) }
func IndexRune(s []byte, r rune) int                  { return strings.IndexRune(string(s), r) }
func LastIndex(s, sep []byte) int                     { return strings.LastIndex(string(s), string(sep)) }
func LastIndexAny(s []byte, chars string) int         { return strings.LastIndexAny(string(s), chars) }
func LastIndexByte(s []byte, c byte) int              { return strings.LastIndexByte(string(s), c) }
func LastIndexFunc(s []byte, f func(r rune) bool) int { return strings.LastIndexFunc(string(s), f) }
func Map(mapping func(r rune) rune, s []byte) []byte  { return []byte(strings.Map(mapping, string(s))) }
func Runes(s []byte) []rune                           { return []rune(string(s)) }
func Title(s []byte) []byte                           { return []byte(strings.Title(string(s))) }
func ToLower(s []byte) []byte                         { return []byte(strings.ToLower(string(s))) }
func ToTitle(s []byte) []byte                         { return []byte(strings.ToTitle(string(s))) }
func ToUpper(s []byte) []byte                         { return []byte(strings.ToUpper(string(s))) }
func ReplaceAll(s, old, new []byte) []byte            { return Replace(s, old, new, -1) }

func ToValidUTF8(s, replacement []byte) []byte {
	return []byte(strings.ToValidUTF8(string(s), string(replacement)))
}

func Replace(s, old, new []byte, n int) []byte {
	if n == 0 || Count(s, old) == 0 {
		return append([]byte(nil), s...)
	}
	return []byte(strings.Replace(string(s), string(old), string(new), n))
}

func Repeat(b []byte, count int) []byte {
	if count < 0 {
		panic("bytes: negative Repeat count")
	}
	if len(b) > 0 && count > 1<<47/len(b) {
		panic("bytes: Repeat output length overflow")
	}
	return []byte(strings.Repeat(string(b), count))
}

func Join(s [][]byte, sep []byte) []byte {
	joined := []byte{}
	for i, part := range s {
		if i > 0 {
			joined = append(joined, sep...)
		}
		joined = append(joined, part...)
	}
	return joined
}

func Clone(b []byte) []byte {
	if b == nil {
		return nil
	}
	return append([]byte{}, b...)
}

// ---- parts that share the memory of the whole

func Cut(s, sep []byte) (before, after []byte, found bool) {
	if i := Index(s, sep); i >= 0 {
		return s[:i], s[i+len(sep):], true
	}
	return s, nil, false
}

func CutLast(s, sep []byte) (before, after []byte, found bool) {
	if i := LastIndex(s, sep); i >= 0 {
		return s[:i], s[i+len(sep):], true
	}
	return s, nil, false
}

func CutPrefix(s, prefix []byte) (after []byte, found bool) {
	if !HasPrefix(s, prefix) {
		return s, false
	}
	return s[len(prefix):], true
}

func CutSuffix(s, suffix []byte) (before []byte, found bool) {
	if !HasSuffix(s, suffix) {
		return s, false
	}
	return s[:len(s)-len(suffix)], true
}

func TrimPrefix(s, prefix []byte) []byte {
	s, _ = CutPrefix(s, prefix)
	return s
}

func TrimSuffix(s, suffix []byte) []byte {
	s, _ = CutSuffix(s, suffix)
	return s
}

func orNil(s []byte) []byte {
	if len(s) == 0 {
		return nil
	}
	return s
}

func TrimLeftFunc(s []byte, f func(r rune) bool) []byte {
	return orNil(s[len(s)-len(strings.TrimLeftFunc(string(s), f)):])
}

func TrimRightFunc(s []byte, f func(r rune) bool) []byte {
	return s[:len(strings.TrimRightFunc(string(s), f))]
}

func TrimFunc(s []byte, f func(r rune) bool) []byte { return TrimRightFunc(TrimLeftFunc(s, f), f) }

func TrimLeft(s []byte, cutset string) []byte {
	return orNil(s[len(s)-len(strings.TrimLeft(string(s), cutset)):])
}

func TrimRight(s []byte, cutset string) []byte {
	return s[:len(strings.TrimRight(string(s), cutset))]
}

func Trim(s []byte, cutset string) []byte { return orNil(TrimRight(TrimLeft(s, cutset), cutset)) }

func TrimSpace(s []byte) []byte {
	text := strings.TrimSpace(string(s))
	at := max(strings.Index(string(s), text), 0)
	return orNil(s[at : at+len(text)])
}

func Split(s, sep []byte) [][]byte              { return split(s, sep, 0, -1) }
func SplitN(s, sep []byte, n int) [][]byte      { return split(s, sep, 0, n) }
func SplitAfter(s, sep []byte) [][]byte         { return split(s, sep, len(sep), -1) }
func SplitAfterN(s, sep []byte, n int) [][]byte { return split(s, sep, len(sep), n) }

func split(s, sep []byte, keep, n int) [][]byte {
	texts := strings.SplitN(string(s), string(sep), n)
	if texts == nil {
		return nil
	}
	parts := make([][]byte, len(texts))
	start := 0
	for i, text := range texts {
		end := start + len(text)
		if i < len(texts)-1 {
			end += keep
			parts[i] = s[start:end:end]
		} else {
			parts[i] = s[start:]
		}
		start = end + len(sep) - keep
	}
	return parts
}

// pieces gives the parts whose texts seq gives, with skip bytes between them.
func pieces(s []byte, seq iter.Seq[string], skip int) iter.Seq[[]byte] {
	return func(yield func([]byte) bool) {
		start := 0
		seq(func(text string) bool {
			end := start + len(text)
			part := s[start:end:end]
			start = end + skip
			return yield(part)
		})
	}
}

func Lines(s []byte) iter.Seq[[]byte] { return pieces(s, strings.Lines(string(s)), 0) }

func SplitSeq(s, sep []byte) iter.Seq[[]byte] {
	return pieces(s, strings.SplitSeq(string(s), string(sep)), len(sep))
}

func SplitAfterSeq(s, sep []byte) iter.Seq[[]byte] {
	return pieces(s, strings.SplitAfterSeq(string(s), string(sep)), 0)
}

func Fields(s []byte) [][]byte { return fields(s, FieldsSeq(s)) }

func FieldsFunc(s []byte, f func(rune) bool) [][]byte { return fields(s, FieldsFuncSeq(s, f)) }

func FieldsSeq(s []byte) iter.Seq[[]byte] {
	return located(s, strings.FieldsSeq(string(s)))
}

func FieldsFuncSeq(s []byte, f func(rune) bool) iter.Seq[[]byte] {
	return located(s, strings.FieldsFuncSeq(string(s), f))
}

func fields(s []byte, seq iter.Seq[[]byte]) [][]byte {
	all := [][]byte{}
	seq(func(field []byte) bool {
		all = append(all, field)
		return true
	})
	return all
}

// located gives the parts whose texts seq gives, each the first after the one before.
func located(s []byte, seq iter.Seq[string]) iter.Seq[[]byte] {
	return func(yield func([]byte) bool) {
		end := 0
		seq(func(text string) bool {
			start := end + strings.Index(string(s[end:]), text)
			end = start + len(text)
			return yield(s[start:end:end])
		})
	}
}

// ---- Reader

// Reader reads a copy of its bytes.
type Reader struct{ strings.Reader }

func NewReader(b []byte) *Reader { return &Reader{*strings.NewReader(string(b))} }

func (r *Reader) Reset(b []byte) { r.Reader.Reset(string(b)) }

// ---- Buffer

var ErrTooLarge = errors.New("bytes.Buffer: too large")

// lastRead values: the width of the character read last, or these.
const (
	noRead   = 0
	readByte = -1
)

type Buffer struct {
	buf      []byte
	off      int
	lastRead int
}

func NewBuffer(buf []byte) *Buffer        { return &Buffer{buf: buf} }
func NewBufferString(s string) *Buffer    { return &Buffer{buf: []byte(s)} }
func (b *Buffer) Bytes() []byte           { return b.buf[b.off:] }
func (b *Buffer) AvailableBuffer() []byte { return b.buf[len(b.buf):] }
func (b *Buffer) Len() int                { return len(b.buf) - b.off }
func (b *Buffer) Cap() int                { return cap(b.buf) }
func (b *Buffer) Available() int          { return cap(b.buf) - len(b.buf) }

func (b *Buffer) String() string {
	if b == nil {
		return "<nil>"
	}
	return string(b.buf[b.off:])
}

func (b *Buffer) Reset() {
	b.buf = b.buf[:0]
	b.off = 0
	b.lastRead = noRead
}

func (b *Buffer) Truncate(n int) {
	if n == 0 {
		b.Reset()
		return
	}
	b.lastRead = noRead
	if n < 0 || n > b.Len() {
		panic("bytes.Buffer: truncation out of range")
	}
	b.buf = b.buf[:b.off+n]
}

// room makes room for n more bytes.
func (b *Buffer) room(n int) {
	b.lastRead = noRead
	if len(b.buf)+n <= cap(b.buf) {
		return
	}
	if b.off == len(b.buf) && b.off > 0 {
		b.Reset()
		if n <= cap(b.buf) {
			return
		}
	}
	if b.buf == nil && n <= 64 {
		b.buf = make([]byte, 0, 64)
		return
	}
	have := b.Len()
	if n > cap(b.buf)/2-have {
		bytes := make([]byte, have, max(have+b.off+n, 2*(cap(b.buf)-b.off)))
		copy(bytes, b.buf[b.off:])
		b.buf = bytes
	} else {
		copy(b.buf, b.buf[b.off:])
	}
	b.buf = b.buf[:have]
	b.off = 0
}

func (b *Buffer) Grow(n int) {
	if n < 0 {
		panic("bytes.Buffer.Grow: negative count")
	}
	b.room(n)
}

func (b *Buffer) Write(p []byte) (n int, err error) {
	b.room(len(p))
	b.buf = append(b.buf, p...)
	return len(p), nil
}

func (b *Buffer) WriteString(s string) (n int, err error) {
	b.room(len(s))
	b.buf = append(b.buf, s...)
	return len(s), nil
}

func (b *Buffer) WriteByte(c byte) error {
	b.room(1)
	b.buf = append(b.buf, c)
	return nil
}

func (b *Buffer) WriteRune(r rune) (n int, err error) { return b.WriteString(string(r)) }

func (b *Buffer) ReadFrom(r io.Reader) (n int64, err error) {
	for {
		b.room(MinRead)
		m, err := r.Read(b.buf[len(b.buf):cap(b.buf)])
		if m < 0 {
			panic(errors.New("bytes.Buffer: reader returned negative count from Read"))
		}
		b.buf = b.buf[:len(b.buf)+m]
		n += int64(m)
		if err == io.EOF {
			return n, nil
		}
		if err != nil {
			return n, err
		}
	}
}

func (b *Buffer) WriteTo(w io.Writer) (n int64, err error) {
	b.lastRead = noRead
	if have := b.Len(); have > 0 {
		m, err := w.Write(b.buf[b.off:])
		if m > have {
			panic("bytes.Buffer.WriteTo: invalid Write count")
		}
		b.off += m
		if err == nil && m != have {
			err = io.ErrShortWrite
		}
		if err != nil {
			return int64(m), err
		}
		n = int64(m)
	}
	b.Reset()
	return n, nil
}

func (b *Buffer) Read(p []byte) (n int, err error) {
	b.lastRead = noRead
	if b.Len() == 0 {
		b.Reset()
		if len(p) == 0 {
			return 0, nil
		}
		return 0, io.EOF
	}
	n = copy(p, b.buf[b.off:])
	b.off += n
	if n > 0 {
		b.lastRead = readByte
	}
	return n, nil
}

func (b *Buffer) Next(n int) []byte {
	b.lastRead = noRead
	n = min(n, b.Len())
	data := b.buf[b.off : b.off+n]
	b.off += n
	if n > 0 {
		b.lastRead = readByte
	}
	return data
}

func (b *Buffer) Peek(n int) ([]byte, error) {
	if b.Len() < n {
		return b.buf[b.off:], io.EOF
	}
	return b.buf[b.off : b.off+n], nil
}

func (b *Buffer) ReadByte() (byte, error) {
	if b.Len() == 0 {
		b.Reset()
		return 0, io.EOF
	}
	b.off++
	b.lastRead = readByte
	return b.buf[b.off-1], nil
}

func (b *Buffer) ReadRune() (r rune, size int, err error) {
	if b.Len() == 0 {
		b.Reset()
		return 0, 0, io.EOF
	}
	r, size = utf8.DecodeRune(b.buf[b.off:min(b.off+utf8.UTFMax, len(b.buf))])
	b.off += size
	b.lastRead = size
	return r, size, nil
}

func (b *Buffer) UnreadRune() error {
	if b.lastRead <= noRead {
		return errors.New("bytes.Buffer: UnreadRune: previous operation was not a successful ReadRune")
	}
	b.off -= b.lastRead
	b.lastRead = noRead
	return nil
}

func (b *Buffer) UnreadByte() error {
	if b.lastRead == noRead {
		return errors.New("bytes.Buffer: UnreadByte: previous operation was not a successful read")
	}
	b.lastRead = noRead
	b.off = max(b.off-1, 0)
	return nil
}

func (b *Buffer) ReadBytes(delim byte) (line []byte, err error) {
	s, err := b.ReadString(delim)
	return []byte(s), err
}

func (b *Buffer) ReadString(delim byte) (line string, err error) {
	n := IndexByte(b.buf[b.off:], delim) + 1
	if n == 0 {
		n = b.Len()
		err = io.EOF
	}
	line = string(b.buf[b.off : b.off+n])
	b.off += n
	b.lastRead = readByte
	return line, err
}
