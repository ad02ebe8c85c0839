package main

import "fmt"

type Box[T any] struct{ V T }

func (b Box[T]) Get() T { return b.V }

type Getter[T any] interface{ Get() T }

func Name[T any](x T) string {
	switch v := any(x).(type) {
	case nil:
		return "nil"
	case int, int64:
		return fmt.Sprintf("integer %v", v)
	case string:
		return "string " + v
	case []T:
		return "slice of itself"
	case Box[int]:
		return fmt.Sprint("box of int ", v.Get())
	case Getter[string]:
		return "getter of string " + v.Get()
	case error:
		return "error " + v.Error()
	case fmt.Stringer:
		return "stringer"
	}
	return fmt.Sprintf("something else: %T", x)
}

func As[T any](x any) (T, bool) {
	v, ok := x.(T)
	return v, ok
}

func IsZero[T comparable](x T) bool {
	var zero T
	return x == zero
}

func Same[A, B any](a A, b B) bool {
	_, same := any(a).(B)
	return same
}

func Default[T comparable](x, otherwise T) T {
	if x == *new(T) {
		return otherwise
	}
	return x
}

func main() {
	fmt.Println(Name(1), Name(int64(2)), Name("s"))
	fmt.Println(Name[any](nil))
	fmt.Println(Name[any]([]any{1}))
	fmt.Println(Name(Box[int]{3}), Name(Box[string]{"x"}), Name(Box[bool]{}))
	fmt.Println(Name(fmt.Errorf("e")))
	fmt.Println(As[int](1))
	fmt.Println(As[string](1))
	fmt.Println(As[fmt.Stringer](1))
	fmt.Println(IsZero(0), IsZero("x"), IsZero(Box[int]{}), IsZero[any](nil), IsZero(struct{ a, b int }{0, 1}))
	fmt.Println(Same(1, 2), Same(1, "a"), Same(1, any(1)))
	fmt.Println(Default("", "fallback"), Default(3, 4))
	defer func() { fmt.Println(recover()) }()
	IsZero[any]([]int{})
}
