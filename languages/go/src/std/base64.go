package base64

import (
	"strconv"
	"strings"
)

const (
	StdPadding rune = '='
	NoPadding  rune = -1
)

type Encoding struct {
	digits string
	pad    rune
}

const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"

var StdEncoding = NewEncoding(letters + "+/")
var URLEncoding = NewEncoding(letters + "-_")
var RawStdEncoding = StdEncoding.WithPadding(NoPadding)
var RawURLEncoding = URLEncoding.WithPadding(NoPadding)

func NewEncoding(encoder string) *Encoding { return &Encoding{encoder, StdPadding} }

func (enc Encoding) WithPadding(padding rune) *Encoding {
	enc.pad = padding
	return &enc
}

type CorruptInputError int64

func (e CorruptInputError) Error() string {
	return "illegal base64 data at input byte " + strconv.FormatInt(int64(e), 10)
}

func (enc *Encoding) EncodedLen(n int) int {
	if enc.pad == NoPadding {
		return n/3*4 + (n%3*8+5)/6
	}
	return (n + 2) / 3 * 4
}

func (enc *Encoding) EncodeToString(src []byte) string {
	var b strings.Builder
	for ; len(src) > 0; src = src[min(3, len(src)):] {
		bits := 0
		for i := range 3 {
			bits <<= 8
			if i < len(src) {
				bits |= int(src[i])
			}
		}
		for i := range 4 {
			if i <= len(src) {
				b.WriteByte(enc.digits[bits>>(18-6*i)&63])
			} else if enc.pad != NoPadding {
				b.WriteRune(enc.pad)
			}
		}
	}
	return b.String()
}

func (enc *Encoding) Encode(dst, src []byte) { copy(dst, enc.EncodeToString(src)) }

func (enc *Encoding) DecodeString(s string) ([]byte, error) {
	dst := []byte{}
	bits, n := 0, 0
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c == '\n' || c == '\r' {
			continue
		}
		if rune(c) == enc.pad && n%4 >= 2 {
			whole, err := enc.end(s, i, n%4)
			if !whole {
				dst = dst[:len(dst)-(n%4-1)]
			}
			return dst, err
		}
		at := strings.IndexByte(enc.digits, c)
		if at < 0 {
			return dst[:len(dst)-max(n%4-1, 0)], CorruptInputError(i)
		}
		bits = bits<<6 | at
		if n++; n%4 != 1 {
			dst = append(dst, byte(bits>>(2*(3-(n-1)%4))))
		}
	}
	if n%4 == 1 || n%4 != 0 && enc.pad != NoPadding {
		return dst[:len(dst)-max(n%4-1, 0)], CorruptInputError(len(s) - n%4)
	}
	return dst, nil
}

// end checks the padding that starts at byte at, behind have characters of its group: whether the
// group is whole, and what is wrong.
func (enc *Encoding) end(s string, at, have int) (whole bool, err error) {
	skip := func() {
		for at++; at < len(s) && (s[at] == '\n' || s[at] == '\r'); at++ {
		}
	}
	skip()
	if have == 2 {
		if at == len(s) {
			return false, CorruptInputError(at)
		}
		if rune(s[at]) != enc.pad {
			return false, CorruptInputError(at - 1)
		}
		skip()
	}
	if at < len(s) {
		return true, CorruptInputError(at)
	}
	return true, nil
}
