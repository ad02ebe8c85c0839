package main

import (
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
)

func main() {
	for _, s := range []string{"", "f", "fo", "foo", "foob", "fooba", "foobar", "\xff\xfe\xfd>?"} {
		std := base64.StdEncoding.EncodeToString([]byte(s))
		url := base64.RawURLEncoding.EncodeToString([]byte(s))
		back, err := base64.StdEncoding.DecodeString(std)
		raw, err2 := base64.RawURLEncoding.DecodeString(url)
		fmt.Printf("%q %s %s %v %v %v\n", s, std, url, string(back) == s && string(raw) == s, err, err2)
		text := hex.EncodeToString([]byte(s))
		data, err := hex.DecodeString(text)
		fmt.Println(text, string(data) == s, err, base64.StdEncoding.EncodedLen(len(s)))
	}
	for _, bad := range []string{"Zg", "Zg=", "Zg=x", "Z", "Zm9v!", "Zm9vYg==x", "Zm\n9v"} {
		data, err := base64.StdEncoding.DecodeString(bad)
		fmt.Printf("%q %v\n", data, err)
	}
	for _, bad := range []string{"abc", "zz", "0g", "12 4"} {
		data, err := hex.DecodeString(bad)
		var invalid hex.InvalidByteError
		fmt.Println(data, err, errors.Is(err, hex.ErrLength), errors.As(err, &invalid))
	}
}
