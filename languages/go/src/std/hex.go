package hex

import (
	"errors"
	"fmt"
)

const digits = "0123456789abcdef"

var ErrLength = errors.New("encoding/hex: odd length hex string")

type InvalidByteError byte

func (e InvalidByteError) Error() string {
	return fmt.Sprintf("encoding/hex: invalid byte: %#U", rune(e))
}

func EncodedLen(n int) int { return n * 2 }
func DecodedLen(x int) int { return x / 2 }

func EncodeToString(src []byte) string {
	var dst []byte
	for _, c := range src {
		dst = append(dst, digits[c>>4], digits[c&15])
	}
	return string(dst)
}

func Encode(dst, src []byte) int { return copy(dst, EncodeToString(src)) }

func digit(c byte) (byte, error) {
	switch {
	case '0' <= c && c <= '9':
		return c - '0', nil
	case 'a' <= c && c <= 'f':
		return c - 'a' + 10, nil
	case 'A' <= c && c <= 'F':
		return c - 'A' + 10, nil
	}
	return 0, InvalidByteError(c)
}

func DecodeString(s string) ([]byte, error) {
	dst := []byte{}
	for i := 0; i < len(s); i += 2 {
		high, err := digit(s[i])
		if err != nil {
			return dst, err
		}
		if i+1 == len(s) {
			return dst, ErrLength
		}
		low, err := digit(s[i+1])
		if err != nil {
			return dst, err
		}
		dst = append(dst, high<<4|low)
	}
	return dst, nil
}

func Decode(dst, src []byte) (int, error) {
	data, err := DecodeString(string(src))
	return copy(dst, data), err
}
