// What a wrong format prints.
package main

import (
	"errors"
	"fmt"
)

type T struct {
	A int
	B string
}

func main() {
	fmt.Printf("%d\n", "hi")
	fmt.Printf("%s\n", 42)
	fmt.Printf("%t %t\n", 1, "true")
	fmt.Printf("%z %!\n", 3)
	fmt.Printf("%d %d\n", 1)
	fmt.Printf("%d\n", 1, 2, "x", nil, T{1, "b"})
	fmt.Printf("done\n", 1.5, []int{1})
	fmt.Printf("%")
	fmt.Println()
	fmt.Printf("%5")
	fmt.Println()
	fmt.Printf("%-")
	fmt.Println()
	fmt.Printf("%.")
	fmt.Println()
	fmt.Printf("%[1]")
	fmt.Println()
	fmt.Printf("%%|%5%|%-5%|%c%%\n", 'x')
	fmt.Printf("%d%%\n", 50)
	fmt.Printf("%!d(string=hi)\n")
	fmt.Printf("%d %s\n", nil, nil)
	fmt.Printf("%v %+v %#v %T %d\n", nil, nil, nil, nil, nil)
	fmt.Printf("%d\n", T{1, "b"})
	fmt.Printf("%s\n", &T{1, "b"})
	fmt.Printf("%q\n", []any{1, "a", 2.5, nil})
	fmt.Printf("%x\n", []any{T{255, "z"}, true})
	fmt.Printf("%5.1q|%08z|%+z\n", true, 7, "s")
	fmt.Printf("%d\n", errors.New("x"))
	fmt.Printf("%w\n", errors.New("x"))
	fmt.Printf("%w %w\n", 3, "s")
	fmt.Println(fmt.Errorf("%w", 3), fmt.Errorf("%w", nil), fmt.Errorf("%d", "s"))
	fmt.Printf("%é %世\n", 1, 2)
	fmt.Printf("%v %v\n", 1, 2, 3)
	fmt.Printf("%d %d %d\n", 1, "two", 3.0)
	fmt.Printf("%s %v\n", []byte(nil), []byte(nil))
	fmt.Printf("%p %p\n", 1, "s")
	fmt.Printf("%t\n", []any{true, 0})
	fmt.Printf("%c %c\n", "s", 1.5)
	fmt.Printf("%e %f\n", 1, "s")
	fmt.Printf("%U %b\n", "s", true)
	fmt.Printf("%x %X\n", true, nil)
	fmt.Printf("%s %d\n", func() {} == nil, []string{"a"})
	fmt.Printf("%d %s", map[string]int{"a": 1}, map[string]int{"a": 1})
	fmt.Println()
	fmt.Printf("%s\n", struct{ e error }{})
	fmt.Printf("%d\n", struct{ e error }{})
	fmt.Printf("%s %s\n", []error{nil, errors.New("e")}, [1]any{})
	fmt.Printf("%99999999d|\n", 1)
	fmt.Printf("%.99999999d|\n", 1)
	fmt.Printf("%[1]d %[1]d %[2]d\n", 1)
	fmt.Printf("%[1]*d\n", 3, 4)
	fmt.Printf("%-010d|% d|%+s|%#d\n", 5, 5, "x", 5)
}
