package flag

import (
	"errors"
	"fmt"
	"io"
	"os"
	"sort"
	"strconv"
	"strings"
	"time"
)

var ErrHelp = errors.New("flag: help requested")

type ErrorHandling int

const (
	ContinueOnError ErrorHandling = iota
	ExitOnError
	PanicOnError
)

type Value interface {
	String() string
	Set(string) error
}

type Flag struct {
	Name, Usage string
	Value       Value
	DefValue    string
}

// value is a flag's variable of any type, read by parse.
type value[T any] struct {
	p     *T
	parse func(string) (T, error)
	// What may stand for a value that does not parse.
	word string
}

func (v *value[T]) String() string { return fmt.Sprint(*v.p) }

func (v *value[T]) Set(s string) error {
	x, err := v.parse(s)
	*v.p = x
	switch {
	case err == nil:
		return nil
	case errors.Is(err, strconv.ErrRange):
		return errors.New("value out of range")
	}
	return errors.New("parse error")
}

type FlagSet struct {
	Usage    func()
	name     string
	handling ErrorHandling
	flags    map[string]*Flag
	set      map[string]bool
	args     []string
	parsed   bool
	output   io.Writer
}

func NewFlagSet(name string, handling ErrorHandling) *FlagSet {
	return &FlagSet{name: name, handling: handling, flags: map[string]*Flag{}, set: map[string]bool{}}
}

var CommandLine = NewFlagSet(os.Args[0], ExitOnError)

var Usage = func() {
	fmt.Fprintf(CommandLine.Output(), "Usage of %s:\n", os.Args[0])
	CommandLine.PrintDefaults()
}

func add[T any](f *FlagSet, p *T, name string, def T, usage, word string, parse func(string) (T, error)) {
	*p = def
	f.Var(&value[T]{p, parse, word}, name, usage)
}

func (f *FlagSet) Var(v Value, name, usage string) {
	if _, again := f.flags[name]; again {
		panic(fmt.Sprintf("flag redefined: %s", name))
	}
	f.flags[name] = &Flag{name, usage, v, v.String()}
}

func (f *FlagSet) IntVar(p *int, name string, def int, usage string) {
	add(f, p, name, def, usage, "int", func(s string) (int, error) {
		n, err := strconv.ParseInt(s, 0, 64)
		return int(n), err
	})
}

func (f *FlagSet) Int64Var(p *int64, name string, def int64, usage string) {
	add(f, p, name, def, usage, "int", func(s string) (int64, error) { return strconv.ParseInt(s, 0, 64) })
}

func (f *FlagSet) UintVar(p *uint, name string, def uint, usage string) {
	add(f, p, name, def, usage, "uint", func(s string) (uint, error) {
		n, err := strconv.ParseUint(s, 0, 64)
		return uint(n), err
	})
}

func (f *FlagSet) Float64Var(p *float64, name string, def float64, usage string) {
	add(f, p, name, def, usage, "float", func(s string) (float64, error) { return strconv.ParseFloat(s, 64) })
}

func (f *FlagSet) StringVar(p *string, name string, def string, usage string) {
	add(f, p, name, def, usage, "string", func(s string) (string, error) { return s, nil })
}

func (f *FlagSet) BoolVar(p *bool, name string, def bool, usage string) {
	add(f, p, name, def, usage, "", strconv.ParseBool)
}

func (f *FlagSet) DurationVar(p *time.Duration, name string, def time.Duration, usage string) {
	add(f, p, name, def, usage, "duration", time.ParseDuration)
}

func (f *FlagSet) Int(name string, def int, usage string) *int {
	p := new(int)
	f.IntVar(p, name, def, usage)
	return p
}

func (f *FlagSet) Int64(name string, def int64, usage string) *int64 {
	p := new(int64)
	f.Int64Var(p, name, def, usage)
	return p
}

func (f *FlagSet) Uint(name string, def uint, usage string) *uint {
	p := new(uint)
	f.UintVar(p, name, def, usage)
	return p
}

func (f *FlagSet) Float64(name string, def float64, usage string) *float64 {
	p := new(float64)
	f.Float64Var(p, name, def, usage)
	return p
}

func (f *FlagSet) String(name string, def string, usage string) *string {
	p := new(string)
	f.StringVar(p, name, def, usage)
	return p
}

func (f *FlagSet) Bool(name string, def bool, usage string) *bool {
	p := new(bool)
	f.BoolVar(p, name, def, usage)
	return p
}

func (f *FlagSet) Duration(name string, def time.Duration, usage string) *time.Duration {
	p := new(time.Duration)
	f.DurationVar(p, name, def, usage)
	return p
}

func (f *FlagSet) Output() io.Writer {
	if f.output == nil {
		return os.Stderr
	}
	return f.output
}

func (f *FlagSet) SetOutput(w io.Writer)    { f.output = w }
func (f *FlagSet) Parsed() bool             { return f.parsed }
func (f *FlagSet) Args() []string           { return f.args }
func (f *FlagSet) NArg() int                { return len(f.args) }
func (f *FlagSet) NFlag() int               { return len(f.set) }
func (f *FlagSet) Name() string             { return f.name }
func (f *FlagSet) Lookup(name string) *Flag { return f.flags[name] }

func (f *FlagSet) Arg(i int) string {
	if i < 0 || i >= len(f.args) {
		return ""
	}
	return f.args[i]
}

func (f *FlagSet) Set(name, text string) error {
	flag, ok := f.flags[name]
	if !ok {
		return fmt.Errorf("no such flag -%v", name)
	}
	f.set[name] = true
	return flag.Value.Set(text)
}

func (f *FlagSet) sorted() []*Flag {
	list := []*Flag{}
	for _, flag := range f.flags {
		list = append(list, flag)
	}
	sort.Slice(list, func(i, j int) bool { return list[i].Name < list[j].Name })
	return list
}

func (f *FlagSet) VisitAll(visit func(*Flag)) {
	for _, flag := range f.sorted() {
		visit(flag)
	}
}

func (f *FlagSet) Visit(visit func(*Flag)) {
	for _, flag := range f.sorted() {
		if f.set[flag.Name] {
			visit(flag)
		}
	}
}

// kind is the word for a flag's value in the list of flags.
func kind(v Value) string {
	switch v := v.(type) {
	case *value[int]:
		return v.word
	case *value[int64]:
		return v.word
	case *value[uint]:
		return v.word
	case *value[float64]:
		return v.word
	case *value[string]:
		return v.word
	case *value[bool]:
		return v.word
	case *value[time.Duration]:
		return v.word
	}
	return "value"
}

func (f *FlagSet) PrintDefaults() {
	f.VisitAll(func(flag *Flag) {
		word, usage := kind(flag.Value), flag.Usage
		if before, rest, ok := strings.Cut(usage, "`"); ok {
			if quoted, after, ok := strings.Cut(rest, "`"); ok {
				word, usage = quoted, before+quoted+after
			}
		}
		line := "  -" + flag.Name
		if word != "" {
			line += " " + word
		}
		if len(line) <= 4 {
			line += "\t"
		} else {
			line += "\n    \t"
		}
		line += strings.ReplaceAll(usage, "\n", "\n    \t")
		switch def := flag.DefValue; {
		case def == "" || def == "0" || def == "false" || def == "0s":
		case kind(flag.Value) == "string":
			line += fmt.Sprintf(" (default %q)", def)
		default:
			line += fmt.Sprintf(" (default %v)", def)
		}
		fmt.Fprintln(f.Output(), line)
	})
}

func (f *FlagSet) usage() {
	switch {
	case f.Usage != nil:
		f.Usage()
	case f == CommandLine:
		Usage()
	case f.name == "":
		fmt.Fprintf(f.Output(), "Usage:\n")
		f.PrintDefaults()
	default:
		fmt.Fprintf(f.Output(), "Usage of %s:\n", f.name)
		f.PrintDefaults()
	}
}

func (f *FlagSet) fail(format string, a ...any) error {
	err := fmt.Errorf(format, a...)
	fmt.Fprintln(f.Output(), err)
	f.usage()
	return err
}

// next reads one flag; false where the arguments begin.
func (f *FlagSet) next() (bool, error) {
	if len(f.args) == 0 || len(f.args[0]) < 2 || f.args[0][0] != '-' {
		return false, nil
	}
	arg := f.args[0]
	text := strings.TrimPrefix(arg[1:], "-")
	if text == "" {
		f.args = f.args[1:]
		return false, nil
	}
	if text[0] == '-' || text[0] == '=' {
		return false, f.fail("bad flag syntax: %s", arg)
	}
	f.args = f.args[1:]
	name, given, has := strings.Cut(text, "=")
	flag, ok := f.flags[name]
	if !ok {
		if name == "help" || name == "h" {
			f.usage()
			return false, ErrHelp
		}
		return false, f.fail("flag provided but not defined: -%s", name)
	}
	if _, on := flag.Value.(*value[bool]); on {
		if !has {
			given = "true"
		}
		if err := flag.Value.Set(given); err != nil {
			return false, f.fail("invalid boolean value %q for -%s: %v", given, name, err)
		}
		f.set[name] = true
		return true, nil
	}
	if !has {
		if len(f.args) == 0 {
			return false, f.fail("flag needs an argument: -%s", name)
		}
		given, f.args = f.args[0], f.args[1:]
	}
	if err := flag.Value.Set(given); err != nil {
		return false, f.fail("invalid value %q for flag -%s: %v", given, name, err)
	}
	f.set[name] = true
	return true, nil
}

func (f *FlagSet) Parse(arguments []string) error {
	f.parsed = true
	f.args = arguments
	for {
		more, err := f.next()
		if more {
			continue
		}
		switch {
		case err == nil || f.handling == ContinueOnError:
			return err
		case f.handling == PanicOnError:
			panic(err)
		case err == ErrHelp:
			os.Exit(0)
		}
		os.Exit(2)
	}
}

func Parse()                                 { CommandLine.Parse(os.Args[1:]) }
func Parsed() bool                           { return CommandLine.parsed }
func Args() []string                         { return CommandLine.args }
func NArg() int                              { return len(CommandLine.args) }
func NFlag() int                             { return CommandLine.NFlag() }
func Arg(i int) string                       { return CommandLine.Arg(i) }
func PrintDefaults()                         { CommandLine.PrintDefaults() }
func Lookup(name string) *Flag               { return CommandLine.Lookup(name) }
func Set(name, text string) error            { return CommandLine.Set(name, text) }
func Visit(visit func(*Flag))                { CommandLine.Visit(visit) }
func VisitAll(visit func(*Flag))             { CommandLine.VisitAll(visit) }
func Var(v Value, name string, usage string) { CommandLine.Var(v, name, usage) }

func Int(name string, def int, usage string) *int       { return CommandLine.Int(name, def, usage) }
func Int64(name string, def int64, usage string) *int64 { return CommandLine.Int64(name, def, usage) }
func Uint(name string, def uint, usage string) *uint    { return CommandLine.Uint(name, def, usage) }
func String(name string, def string, usage string) *string {
	return CommandLine.String(name, def, usage)
}
func Bool(name string, def bool, usage string) *bool { return CommandLine.Bool(name, def, usage) }
func Float64(name string, def float64, usage string) *float64 {
	return CommandLine.Float64(name, def, usage)
}
func Duration(name string, def time.Duration, usage string) *time.Duration {
	return CommandLine.Duration(name, def, usage)
}
func IntVar(p *int, name string, def int, usage string) { CommandLine.IntVar(p, name, def, usage) }
func Int64Var(p *int64, name string, def int64, usage string) {
	CommandLine.Int64Var(p, name, def, usage)
}
func UintVar(p *uint, name string, def uint, usage string) { CommandLine.UintVar(p, name, def, usage) }
func StringVar(p *string, name string, def string, usage string) {
	CommandLine.StringVar(p, name, def, usage)
}
func BoolVar(p *bool, name string, def bool, usage string) { CommandLine.BoolVar(p, name, def, usage) }
func Float64Var(p *float64, name string, def float64, usage string) {
	CommandLine.Float64Var(p, name, def, usage)
}
func DurationVar(p *time.Duration, name string, def time.Duration, usage string) {
	CommandLine.DurationVar(p, name, def, usage)
}
