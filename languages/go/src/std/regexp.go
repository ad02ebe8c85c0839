package regexp

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// ---- the program: Thompson's automaton, run as Pike's machine

const (
	opChar   = iota // a character of the ranges
	opSplit         // x, or if that fails y
	opJump          // x
	opSave          // remembers the place as number x
	opAssert        // what kind x holds here
	opMatch
)

const (
	lineStart = iota
	lineEnd
	textStart
	textEnd
	wordEdge
	noWordEdge
)

type inst struct {
	op, x, y int
	// Pairs of first and last character.
	ranges []rune
	fold   bool
}

func (i *inst) accepts(r rune) bool {
	if within(i.ranges, r) {
		return true
	}
	if !i.fold {
		return false
	}
	return within(i.ranges, unicode.ToLower(r)) || within(i.ranges, unicode.ToUpper(r))
}

func within(ranges []rune, r rune) bool {
	for i := 0; i < len(ranges); i += 2 {
		if ranges[i] <= r && r <= ranges[i+1] {
			return true
		}
	}
	return false
}

type Regexp struct {
	expr    string
	prog    []inst
	names   []string
	longest bool
}

type Error struct{ Code, Expr string }

func (e *Error) Error() string { return "error parsing regexp: " + e.Code + ": `" + e.Expr + "`" }

// ---- the parser; it emits instructions as it goes

type parser struct {
	text  string
	at    int
	names []string
	depth int
	// The flags i, m, s and U.
	fold, multi, dotAll, lazy bool
}

// A fragment is instructions whose jumps are relative, and which go on behind themselves.
type fragment []inst

func (p *parser) fail(code, expr string) { panic(&Error{code, expr}) }

func (p *parser) more() bool { return p.at < len(p.text) }

func (p *parser) peek() byte {
	if p.more() {
		return p.text[p.at]
	}
	return 0
}

func (p *parser) next() rune {
	for _, r := range p.text[p.at:] {
		p.at += len(string(r))
		return r
	}
	return -1
}

func (p *parser) alternatives() fragment {
	if p.depth++; p.depth > 200 {
		p.fail("expression nests too deeply", p.text)
	}
	frag := p.sequence()
	if p.peek() == '|' && p.more() {
		p.at++
		frag = either(frag, p.alternatives())
	}
	p.depth--
	return frag
}

func either(a, b fragment) fragment {
	frag := fragment{{op: opSplit, x: 1, y: len(a) + 2}}
	frag = append(frag, a...)
	frag = append(frag, inst{op: opJump, x: len(b) + 1})
	return append(frag, b...)
}

func (p *parser) sequence() fragment {
	frag := fragment{}
	for p.more() && p.peek() != '|' && p.peek() != ')' {
		start := p.at
		one := p.atom()
		frag = append(frag, p.repeated(one, start)...)
		if len(frag) > 10000 {
			p.fail("expression too large", p.text)
		}
	}
	return frag
}

func (p *parser) repeated(one fragment, start int) fragment {
	before := -1
	for p.more() {
		op := p.at
		low, high, ok := p.repetition()
		if !ok {
			return one
		}
		lazy := p.lazy
		if p.peek() == '?' && p.more() {
			p.at++
			lazy = !lazy
		}
		if one == nil {
			p.fail("missing argument to repetition operator", p.text[op:p.at])
		}
		if before >= 0 {
			p.fail("invalid nested repetition operator", p.text[before:p.at])
		}
		if low > 1000 || high > 1000 || high >= 0 && low > high {
			p.fail("invalid repeat count", p.text[op:p.at])
		}
		before = op
		one = repeat(one, low, high, lazy)
	}
	return one
}

// repetition reads an operator: how often at least and at most, -1 for any number.
func (p *parser) repetition() (low, high int, ok bool) {
	switch p.peek() {
	case '*':
		p.at++
		return 0, -1, true
	case '+':
		p.at++
		return 1, -1, true
	case '?':
		p.at++
		return 0, 1, true
	case '{':
		end := strings.IndexByte(p.text[p.at:], '}')
		if end < 0 {
			return 0, 0, false
		}
		first, second, pair := strings.Cut(p.text[p.at+1:p.at+end], ",")
		low, err := strconv.Atoi(first)
		if err != nil || low < 0 {
			return 0, 0, false
		}
		high = low
		if pair {
			high = -1
			if second != "" {
				if high, err = strconv.Atoi(second); err != nil || high < 0 {
					return 0, 0, false
				}
			}
		}
		p.at += end + 1
		return low, high, true
	}
	return 0, 0, false
}

func split(a, b int, lazy bool) inst {
	if lazy {
		a, b = b, a
	}
	return inst{op: opSplit, x: a, y: b}
}

// nullable says whether there is a way from at to the fragment's end without a character.
func nullable(frag fragment, at int, seen []bool) bool {
	if at >= len(frag) {
		return true
	}
	if seen[at] {
		return false
	}
	seen[at] = true
	switch i := frag[at]; i.op {
	case opChar:
		return false
	case opJump:
		return nullable(frag, at+i.x, seen)
	case opSplit:
		return nullable(frag, at+i.x, seen) || nullable(frag, at+i.y, seen)
	}
	return nullable(frag, at+1, seen)
}

func repeat(one fragment, low, high int, lazy bool) fragment {
	frag := fragment{}
	for range low {
		frag = append(frag, one...)
	}
	n := len(one)
	switch {
	case high < 0 && low > 0:
		return append(frag, split(-n, 1, lazy))
	case high < 0 && nullable(one, 0, make([]bool, n)):
		frag = append(frag, split(1, n+2, lazy))
		frag = append(frag, one...)
		return append(frag, split(-n, 1, lazy))
	case high < 0:
		frag = append(frag, split(1, n+2, lazy))
		frag = append(frag, one...)
		return append(frag, inst{op: opJump, x: -n - 1})
	}
	for left := high - low; left > 0; left-- {
		frag = append(frag, split(1, left*(n+1), lazy))
		frag = append(frag, one...)
	}
	return frag
}

func (p *parser) char(ranges ...rune) fragment {
	return fragment{{op: opChar, ranges: ranges, fold: p.fold}}
}

func (p *parser) atom() fragment {
	switch p.peek() {
	case '(':
		return p.group()
	case '[':
		return p.class()
	case '.':
		p.at++
		if p.dotAll {
			return p.char(0, 0x10ffff)
		}
		return p.char(0, '\n'-1, '\n'+1, 0x10ffff)
	case '^':
		p.at++
		if p.multi {
			return fragment{{op: opAssert, x: lineStart}}
		}
		return fragment{{op: opAssert, x: textStart}}
	case '$':
		p.at++
		if p.multi {
			return fragment{{op: opAssert, x: lineEnd}}
		}
		return fragment{{op: opAssert, x: textEnd}}
	case '*', '+', '?', '{':
		at := p.at
		_, _, operator := p.repetition()
		p.at = at
		if operator {
			return nil
		}
	case '\\':
		return p.escape()
	}
	r := p.next()
	return p.char(r, r)
}

func (p *parser) group() fragment {
	start := p.at
	fold, multi, dotAll, lazy := p.fold, p.multi, p.dotAll, p.lazy
	p.at++
	number := -1
	if strings.HasPrefix(p.text[p.at:], "?P<") || strings.HasPrefix(p.text[p.at:], "?<") {
		end := strings.IndexByte(p.text[p.at:], '>')
		if end < 0 {
			p.fail("invalid named capture", p.text[start:])
		}
		_, name, _ := strings.Cut(p.text[p.at:p.at+end], "<")
		if name == "" || strings.TrimFunc(name, letter) != "" {
			p.fail("invalid named capture", p.text[start:p.at+end+1])
		}
		p.at += end + 1
		number = len(p.names)
		p.names = append(p.names, name)
	} else if p.peek() == '?' {
		if p.flags(start) {
			return fragment{}
		}
	} else {
		number = len(p.names)
		p.names = append(p.names, "")
	}
	frag := p.alternatives()
	if p.peek() != ')' || !p.more() {
		p.fail("missing closing )", p.text)
	}
	p.at++
	p.fold, p.multi, p.dotAll, p.lazy = fold, multi, dotAll, lazy
	if number >= 0 {
		frag = append(fragment{{op: opSave, x: 2 * number}}, frag...)
		frag = append(frag, inst{op: opSave, x: 2*number + 1})
	}
	return frag
}

func letter(r rune) bool {
	return r == '_' || '0' <= r && r <= '9' || 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z'
}

// flags reads what follows "(?": true where that is all of the group.
func (p *parser) flags(start int) bool {
	on := true
	if p.at++; !p.more() {
		p.fail("invalid or unsupported Perl syntax", p.text[start:])
	}
	for p.more() {
		c := p.peek()
		p.at++
		switch c {
		case 'i':
			p.fold = on
		case 'm':
			p.multi = on
		case 's':
			p.dotAll = on
		case 'U':
			p.lazy = on
		case '-':
			on = false
		case ':':
			return false
		case ')':
			return true
		default:
			p.fail("invalid or unsupported Perl syntax", p.text[start:p.at])
		}
	}
	p.fail("missing closing )", p.text)
	return false
}

var digits = []rune{'0', '9'}
var spaces = []rune{'\t', '\n', '\f', '\r', ' ', ' '}
var letters = []rune{'0', '9', 'A', 'Z', '_', '_', 'a', 'z'}

func negated(ranges []rune) (rest []rune) {
	next := rune(0)
	for {
		// The range that begins first from next on.
		first, last := rune(0x110000), rune(0)
		for i := 0; i < len(ranges); i += 2 {
			if ranges[i+1] >= next && ranges[i] < first {
				first, last = ranges[i], ranges[i+1]
			}
		}
		if first > next {
			rest = append(rest, next, min(first-1, 0x10ffff))
		}
		if first > 0x10ffff || last >= 0x10ffff {
			return rest
		}
		next = max(next, last+1)
	}
}

// perl is a class like \d, nil for others.
func perl(c byte) []rune {
	switch c {
	case 'd':
		return digits
	case 's':
		return spaces
	case 'w':
		return letters
	case 'D', 'S', 'W':
		return negated(perl(c + 'a' - 'A'))
	}
	return nil
}

func (p *parser) escape() fragment {
	if p.at+1 >= len(p.text) {
		p.fail("trailing backslash at end of expression", "")
	}
	c := p.text[p.at+1]
	if class := perl(c); class != nil {
		p.at += 2
		return fragment{{op: opChar, ranges: class}}
	}
	asserts := map[byte]int{'A': textStart, 'z': textEnd, 'b': wordEdge, 'B': noWordEdge}
	if kind, ok := asserts[c]; ok {
		p.at += 2
		return fragment{{op: opAssert, x: kind}}
	}
	if c == 'Q' {
		text, _, _ := strings.Cut(p.text[p.at+2:], `\E`)
		p.at = min(p.at+len(text)+4, len(p.text))
		frag := fragment{}
		for _, r := range text {
			frag = append(frag, p.char(r, r)...)
		}
		return frag
	}
	r := p.escaped()
	return p.char(r, r)
}

// escaped reads a character behind a backslash.
func (p *parser) escaped() rune {
	start := p.at
	p.at++
	c := p.next()
	switch c {
	case 'a':
		return 7
	case 'f':
		return '\f'
	case 'n':
		return '\n'
	case 'r':
		return '\r'
	case 't':
		return '\t'
	case 'v':
		return '\v'
	case 'x':
		text := ""
		if p.peek() == '{' {
			text, _, _ = strings.Cut(p.text[p.at+1:], "}")
			p.at += len(text) + 2
		} else if p.at+2 <= len(p.text) {
			text = p.text[p.at : p.at+2]
			p.at += 2
		}
		if n, err := strconv.ParseInt(text, 16, 32); err == nil && n <= 0x10ffff {
			return rune(n)
		}
	}
	if c < 0x80 && !letter(c) {
		return c
	}
	p.fail("invalid escape sequence", p.text[start:min(p.at, len(p.text))])
	return 0
}

var classes = map[string][]rune{
	"alnum": {'0', '9', 'A', 'Z', 'a', 'z'}, "alpha": {'A', 'Z', 'a', 'z'}, "digit": digits, "lower": {'a', 'z'},
	"punct": {'!', '/', ':', '@', '[', '`', '{', '~'}, "space": {'\t', '\r', ' ', ' '}, "upper": {'A', 'Z'},
	"word": letters, "xdigit": {'0', '9', 'A', 'F', 'a', 'f'},
}

func (p *parser) class() fragment {
	start := p.at
	p.at++
	negate := p.peek() == '^'
	if negate {
		p.at++
	}
	ranges := []rune{}
	for first := true; !p.more() || p.peek() != ']' || first; first = false {
		if !p.more() {
			p.fail("missing closing ]", p.text[start:])
		}
		if strings.HasPrefix(p.text[p.at:], "[:") {
			name, _, ok := strings.Cut(p.text[p.at+2:], ":]")
			if ok {
				class, known := classes[strings.TrimPrefix(name, "^")]
				if !known {
					p.fail("invalid character class range", "[:"+name+":]")
				}
				if name[0] == '^' {
					class = negated(class)
				}
				ranges = append(ranges, class...)
				p.at += len(name) + 4
				continue
			}
		}
		if p.peek() == '\\' && p.at+1 < len(p.text) {
			if class := perl(p.text[p.at+1]); class != nil {
				ranges = append(ranges, class...)
				p.at += 2
				continue
			}
		}
		at := p.at
		low := p.member()
		high := low
		if p.peek() == '-' && p.at+1 < len(p.text) && p.text[p.at+1] != ']' {
			p.at++
			high = p.member()
		}
		if high < low {
			p.fail("invalid character class range", p.text[at:p.at])
		}
		ranges = append(ranges, low, high)
	}
	p.at++
	if negate {
		if p.fold {
			for i := 0; i < len(ranges); i += 2 {
				for r := max(ranges[i], 'A'); r <= min(ranges[i+1], 'z'); r++ {
					ranges = append(ranges, unicode.ToLower(r), unicode.ToLower(r), unicode.ToUpper(r), unicode.ToUpper(r))
				}
				if i > 200 {
					break
				}
			}
		}
		return fragment{{op: opChar, ranges: negated(ranges)}}
	}
	return p.char(ranges...)
}

func (p *parser) member() rune {
	if p.peek() == '\\' {
		if p.at+1 >= len(p.text) {
			p.fail("trailing backslash at end of expression", "")
		}
		return p.escaped()
	}
	return p.next()
}

func Compile(expr string) (re *Regexp, err error) {
	defer func() {
		if e, ok := recover().(*Error); ok {
			re, err = nil, e
		}
	}()
	p := &parser{text: expr, names: []string{""}}
	frag := p.alternatives()
	if p.more() {
		p.fail("unexpected )", expr)
	}
	prog := append(fragment{{op: opSave}}, frag...)
	prog = append(prog, inst{op: opSave, x: 1}, inst{op: opMatch})
	for at := range prog {
		if op := prog[at].op; op == opSplit || op == opJump {
			prog[at].x += at
			prog[at].y += at
		}
	}
	return &Regexp{expr: expr, prog: prog, names: p.names}, nil
}

func MustCompile(expr string) *Regexp {
	re, err := Compile(expr)
	if err != nil {
		quoted := strconv.Quote(expr)
		if strconv.CanBackquote(expr) {
			quoted = "`" + expr + "`"
		}
		panic("regexp: Compile(" + quoted + "): " + err.Error())
	}
	return re
}

// ---- running

// thread is a place in the program and the places remembered on the way.
type thread struct {
	pc    int
	saved []int
}

type machine struct {
	re    *Regexp
	text  string
	seen  []int
	turn  int
	saves int
}

func (m *machine) holds(kind, at int) bool {
	before, after := at > 0, at < len(m.text)
	switch kind {
	case textStart:
		return !before
	case textEnd:
		return !after
	case lineStart:
		return !before || m.text[at-1] == '\n'
	case lineEnd:
		return !after || m.text[at] == '\n'
	}
	edge := (before && letter(rune(m.text[at-1]))) != (after && letter(rune(m.text[at])))
	return edge == (kind == wordEdge)
}

// add follows what needs no character from pc on.
func (m *machine) add(list []thread, pc, at int, saved []int) []thread {
	if m.seen[pc] == m.turn {
		return list
	}
	m.seen[pc] = m.turn
	switch i := &m.re.prog[pc]; i.op {
	case opJump:
		return m.add(list, i.x, at, saved)
	case opSplit:
		return m.add(m.add(list, i.x, at, saved), i.y, at, saved)
	case opSave:
		if i.x < m.saves {
			saved = append([]int(nil), saved...)
			saved[i.x] = at
		}
		return m.add(list, pc+1, at, saved)
	case opAssert:
		if !m.holds(i.x, at) {
			return list
		}
		return m.add(list, pc+1, at, saved)
	}
	return append(list, thread{pc, saved})
}

// match finds the first match from byte pos on: the places saved, or nil.
func (re *Regexp) match(text string, pos, saves int) []int {
	m := &machine{re: re, text: text, seen: make([]int, len(re.prog)), saves: saves}
	none := make([]int, saves)
	for i := range none {
		none[i] = -1
	}
	var found []int
	var list, next []thread
	for at := pos; ; {
		m.turn++
		if found == nil {
			list = m.restart(list, at, none)
		}
		if len(list) == 0 && (found != nil || at >= len(text)) {
			return found
		}
		r, width := rune(-1), 1
		if at < len(text) {
			r, width = utf8.DecodeRuneInString(text[at:min(at+4, len(text))])
		}
		m.turn++
		next = next[:0]
		for _, t := range list {
			i := &re.prog[t.pc]
			if i.op == opMatch {
				if found == nil || !re.longest || t.saved[1] > found[1] {
					found = t.saved
				}
				if !re.longest {
					break
				}
				continue
			}
			if r >= 0 && i.accepts(r) {
				next = m.add(next, t.pc+1, at+width, t.saved)
			}
		}
		list, next = next, list
		if at >= len(text) {
			return found
		}
		at += width
	}
}

// restart adds a thread that begins at this place, behind those under way.
func (m *machine) restart(list []thread, at int, none []int) []thread {
	for _, t := range list {
		m.seen[t.pc] = m.turn
	}
	return m.add(list, 0, at, none)
}

// ---- what programs call

func (re *Regexp) String() string        { return re.expr }
func (re *Regexp) NumSubexp() int        { return len(re.names) - 1 }
func (re *Regexp) SubexpNames() []string { return re.names }
func (re *Regexp) Longest()              { re.longest = true }

func (re *Regexp) SubexpIndex(name string) int {
	for i, known := range re.names {
		if name != "" && known == name {
			return i
		}
	}
	return -1
}

func (re *Regexp) MatchString(s string) bool { return re.match(s, 0, 2) != nil }
func (re *Regexp) Match(b []byte) bool       { return re.MatchString(string(b)) }

func MatchString(pattern, s string) (bool, error) {
	re, err := Compile(pattern)
	if err != nil {
		return false, err
	}
	return re.MatchString(s), nil
}

func (re *Regexp) FindStringIndex(s string) []int { return re.match(s, 0, 2) }

func (re *Regexp) FindString(s string) string {
	at := re.match(s, 0, 2)
	if at == nil {
		return ""
	}
	return s[at[0]:at[1]]
}

func (re *Regexp) FindStringSubmatchIndex(s string) []int { return re.match(s, 0, 2*len(re.names)) }

func (re *Regexp) FindStringSubmatch(s string) []string {
	return parts(s, re.FindStringSubmatchIndex(s))
}

func parts(s string, at []int) []string {
	if at == nil {
		return nil
	}
	list := make([]string, len(at)/2)
	for i := range list {
		if at[2*i] >= 0 {
			list[i] = s[at[2*i]:at[2*i+1]]
		}
	}
	return list
}

// all calls f for each match, at most n times if n is not negative.
func (re *Regexp) all(s string, n, saves int, f func(at []int)) {
	end := -1
	for pos := 0; pos <= len(s) && n != 0; {
		at := re.match(s, pos, saves)
		if at == nil {
			return
		}
		empty := at[1] == pos
		taken := !empty || at[0] != end
		if empty {
			_, width := utf8.DecodeRuneInString(s[pos:min(pos+4, len(s))])
			pos += max(width, 1)
		} else {
			pos = at[1]
		}
		end = at[1]
		if taken {
			f(at)
			n--
		}
	}
}

func (re *Regexp) FindAllString(s string, n int) (list []string) {
	re.all(s, n, 2, func(at []int) { list = append(list, s[at[0]:at[1]]) })
	return list
}

func (re *Regexp) FindAllStringIndex(s string, n int) (list [][]int) {
	re.all(s, n, 2, func(at []int) { list = append(list, at) })
	return list
}

func (re *Regexp) FindAllStringSubmatch(s string, n int) (list [][]string) {
	re.all(s, n, 2*len(re.names), func(at []int) { list = append(list, parts(s, at)) })
	return list
}

func (re *Regexp) FindAllStringSubmatchIndex(s string, n int) (list [][]int) {
	re.all(s, n, 2*len(re.names), func(at []int) { list = append(list, at) })
	return list
}

func (re *Regexp) replace(s string, with func(at []int) string) string {
	var b strings.Builder
	last, pos := 0, 0
	for pos <= len(s) {
		at := re.match(s, pos, 2*len(re.names))
		if at == nil {
			break
		}
		b.WriteString(s[last:at[0]])
		if at[1] > last || at[0] == 0 {
			b.WriteString(with(at))
		}
		last = at[1]
		_, width := utf8.DecodeRuneInString(s[pos:min(pos+4, len(s))])
		pos = max(pos+max(width, 1), at[1])
	}
	b.WriteString(s[last:])
	return b.String()
}

func (re *Regexp) ReplaceAllString(s, template string) string {
	return re.replace(s, func(at []int) string { return re.expand(s, template, at) })
}

func (re *Regexp) ReplaceAllLiteralString(s, with string) string {
	return re.replace(s, func([]int) string { return with })
}

func (re *Regexp) ReplaceAllStringFunc(s string, f func(string) string) string {
	return re.replace(s, func(at []int) string { return f(s[at[0]:at[1]]) })
}

// expand puts the groups into a template: $1, ${1}, $name, ${name}, $$.
func (re *Regexp) expand(s, template string, at []int) string {
	var b strings.Builder
	for {
		before, rest, found := strings.Cut(template, "$")
		b.WriteString(before)
		if !found {
			return b.String()
		}
		if strings.HasPrefix(rest, "$") {
			b.WriteByte('$')
			template = rest[1:]
			continue
		}
		name := rest
		if strings.HasPrefix(rest, "{") {
			var closed bool
			if name, template, closed = strings.Cut(rest[1:], "}"); !closed {
				b.WriteByte('$')
				template = rest
				continue
			}
		} else {
			if end := strings.IndexFunc(rest, func(r rune) bool { return !letter(r) }); end >= 0 {
				name = rest[:end]
			}
			template = rest[len(name):]
		}
		if name == "" {
			b.WriteByte('$')
			template = rest
			continue
		}
		group, err := strconv.Atoi(name)
		if err != nil {
			group = re.SubexpIndex(name)
		}
		if group >= 0 && 2*group < len(at) && at[2*group] >= 0 {
			b.WriteString(s[at[2*group]:at[2*group+1]])
		}
	}
}

func (re *Regexp) Split(s string, n int) []string {
	if n == 0 {
		return nil
	}
	if len(re.expr) > 0 && s == "" {
		return []string{""}
	}
	var list []string
	start, end := 0, 0
	for _, at := range re.FindAllStringIndex(s, n) {
		if n > 0 && len(list) == n-1 {
			break
		}
		end = at[0]
		if at[1] != 0 {
			list = append(list, s[start:end])
		}
		start = at[1]
	}
	if end != len(s) {
		list = append(list, s[start:])
	}
	return list
}

func QuoteMeta(s string) string {
	var b strings.Builder
	for _, r := range s {
		if strings.ContainsRune(`\.+*?()|[]{}^$`, r) {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}
