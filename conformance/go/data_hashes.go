package main

import (
	"crypto/md5"
	"crypto/sha1"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"hash"
	"hash/crc32"
	"hash/fnv"
	"io"
	"strings"
)

func shard(key string, n int) int {
	h := fnv.New32a()
	h.Write([]byte(key))
	return int(h.Sum32()) % n
}

func main() {
	for _, s := range []string{"", "abc", "The quick brown fox jumps over the lazy dog", strings.Repeat("0123456789", 20)} {
		b := []byte(s)
		fmt.Printf("%x\n%x\n%x\n", md5.Sum(b), sha1.Sum(b), sha256.Sum256(b))
		fmt.Println(crc32.ChecksumIEEE(b), crc32.Checksum(b, crc32.MakeTable(crc32.Castagnoli)))
		h := fnv.New64a()
		io.WriteString(h, s)
		fmt.Println(h.Sum64(), hex.EncodeToString(h.Sum([]byte{1})))
		for _, h := range []hash.Hash{md5.New(), sha1.New(), sha256.New(), fnv.New32(), fnv.New64()} {
			for i := range len(s) {
				h.Write(b[i : i+1])
			}
			half := h.Sum(nil)
			h.Reset()
			io.Copy(h, strings.NewReader(s))
			fmt.Println(h.Size(), h.BlockSize(), string(half) == string(h.Sum(nil)))
		}
	}
	for _, key := range []string{"ann", "bob", "cid", "dee"} {
		fmt.Print(key, shard(key, 5), " ")
	}
	fmt.Println(hex.EncodeToString(sha256.New().Sum(nil))[:16])
}
