// strconv: text to numbers and back, with its errors.
package main

import (
	"errors"
	"fmt"
	"math"
	"strconv"
)

func main() {
	for _, s := range []string{"0", "42", "-7", "+5", "", " 1", "1 ", "x", "12a", "-", "+", "9223372036854775807", "9223372036854775808", "-9223372036854775808", "-9223372036854775809", "1_000", "0x10", "1.5", "99999999999999999999999", "007", "é"} {
		n, err := strconv.Atoi(s)
		fmt.Println(n, err)
	}
	for _, c := range []struct {
		s    string
		base int
		bits int
	}{{"ff", 16, 64}, {"FF", 16, 8}, {"7f", 16, 8}, {"-80", 16, 8}, {"128", 10, 8}, {"-129", 10, 8}, {"0x1F", 0, 64}, {"0b101", 0, 64}, {"0o17", 0, 64}, {"017", 0, 64}, {"1_000_000", 0, 64}, {"1__0", 0, 64}, {"_1", 0, 64}, {"0x_f", 0, 64}, {"zz", 36, 64}, {"2", 2, 64}, {"1", 1, 64}, {"1", 37, 64}, {"1", 10, 65}, {"300", 10, 8}, {"40000", 10, 16}, {"3000000000", 10, 32}, {"0x", 0, 64}, {"08", 0, 64}, {"-0", 10, 64}} {
		i, err := strconv.ParseInt(c.s, c.base, c.bits)
		u, uerr := strconv.ParseUint(c.s, c.base, c.bits)
		fmt.Println(i, err, u, uerr)
	}
	for _, s := range []string{"1", "1.5", "-2.5e3", "1e400", "-1e400", "1e-400", ".5", "5.", ".", "", "inf", "-Inf", "+infinity", "NaN", "+nan", "1e", "1e+", "0x1p4", "0x1.8p1", "0x1", "1_0.5", "1.7976931348623157e308", "1.7976931348623159e308", "4.9e-324", "0.1", "123456789012345678901234567890", "1,5", "1.5x", " 1", "1f"} {
		f, err := strconv.ParseFloat(s, 64)
		g, gerr := strconv.ParseFloat(s, 32)
		fmt.Println(f, err, g, gerr)
	}
	for _, s := range []string{"1", "t", "TRUE", "True", "false", "F", "0", "yes", "", "tRUE"} {
		b, err := strconv.ParseBool(s)
		fmt.Println(b, err)
	}
	for _, n := range []int64{0, 1, -1, 255, -255, math.MaxInt64, math.MinInt64} {
		fmt.Println(strconv.FormatInt(n, 2), strconv.FormatInt(n, 8), strconv.FormatInt(n, 10), strconv.FormatInt(n, 16), strconv.FormatInt(n, 36), strconv.Itoa(int(n)))
	}
	fmt.Println(strconv.FormatUint(math.MaxUint64, 10), strconv.FormatUint(math.MaxUint64, 36), strconv.FormatBool(true), strconv.FormatBool(false))
	for _, f := range []float64{0, 1, -1.5, 0.1, 1e21, 1e-7, math.Pi, 100, 1234567.891, math.Inf(1), math.NaN(), math.MaxFloat64, 5e-324} {
		for _, verb := range []byte("eEfgGbxX") {
			fmt.Print(strconv.FormatFloat(f, verb, -1, 64), " ", strconv.FormatFloat(f, verb, 3, 64), " ", strconv.FormatFloat(f, verb, -1, 32), " ")
		}
		fmt.Println()
	}
	fmt.Println(strconv.FormatFloat(1.5, 'q', 2, 64), strconv.FormatFloat(2.5, 'f', 0, 64), strconv.FormatFloat(0.1, 'f', 30, 64))
	b := strconv.AppendInt([]byte("n="), -42, 10)
	b = strconv.AppendBool(b, true)
	b = strconv.AppendQuote(b, "q\n")
	b = strconv.AppendFloat(b, 1.25, 'f', 1, 64)
	b = strconv.AppendUint(b, 7, 2)
	b = strconv.AppendQuoteRune(b, '☺')
	fmt.Println(string(b))
	_, err := strconv.Atoi("nope")
	var ne *strconv.NumError
	fmt.Println(errors.As(err, &ne), ne.Func, ne.Num, ne.Err, errors.Is(err, strconv.ErrSyntax), errors.Is(err, strconv.ErrRange), ne.Unwrap() == strconv.ErrSyntax)
	fmt.Printf("%v %T %q\n", err, err, err)
	_, err = strconv.ParseInt("99999999999999999999", 10, 64)
	fmt.Println(errors.Is(err, strconv.ErrRange), strconv.IntSize)
	defer func() { fmt.Println(recover()) }()
	strconv.FormatInt(1, 1)
}
