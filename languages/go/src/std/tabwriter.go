package tabwriter

import (
	"io"
	"unicode/utf8"
)

const (
	AlignRight          uint = 4
	DiscardEmptyColumns uint = 8
	TabIndent           uint = 16
	Debug               uint = 32
)

// cell is a text and its width in characters; htab says that a horizontal tab ended it.
type cell struct {
	text  []byte
	width int
	htab  bool
}

type Writer struct {
	out                         io.Writer
	minWidth, tabWidth, padding int
	padChar                     byte
	flags                       uint
	// The lines read and not yet written; the last cell of the last one is still open.
	lines [][]cell
	open  []byte
	// The widths of the columns to the left of the one being laid out.
	widths []int
	err    error
}

func NewWriter(output io.Writer, minwidth, tabwidth, padding int, padchar byte, flags uint) *Writer {
	return new(Writer).Init(output, minwidth, tabwidth, padding, padchar, flags)
}

func (b *Writer) Init(output io.Writer, minwidth, tabwidth, padding int, padchar byte, flags uint) *Writer {
	if minwidth < 0 || tabwidth < 0 || padding < 0 {
		panic("negative minwidth, tabwidth, or padding")
	}
	if padchar == '\t' {
		flags &^= AlignRight
	}
	*b = Writer{out: output, minWidth: minwidth, tabWidth: tabwidth, padding: padding, padChar: padchar, flags: flags}
	b.lines = [][]cell{nil}
	return b
}

// end ends the open cell and gives the number of cells of its line.
func (b *Writer) end(htab bool) int {
	last := len(b.lines) - 1
	b.lines[last] = append(b.lines[last], cell{b.open, utf8.RuneCount(b.open), htab})
	b.open = nil
	return len(b.lines[last])
}

func (b *Writer) Write(buf []byte) (n int, err error) {
	for _, c := range buf {
		switch c {
		case '\t', '\v':
			b.end(c == '\t')
		case '\n', '\f':
			cells := b.end(false)
			b.lines = append(b.lines, nil)
			if c == '\f' || cells == 1 {
				b.flush()
				if c == '\f' && b.flags&Debug != 0 {
					b.write([]byte("---\n"))
				}
			}
		default:
			b.open = append(b.open, c)
		}
	}
	return len(buf), b.err
}

func (b *Writer) Flush() error {
	b.flush()
	err := b.err
	b.err = nil
	return err
}

func (b *Writer) flush() {
	if len(b.open) > 0 {
		b.end(false)
	}
	b.format(0, len(b.lines))
	b.lines = [][]cell{nil}
}

func (b *Writer) write(text []byte) {
	if b.err == nil && len(text) > 0 {
		_, b.err = b.out.Write(text)
	}
}

// format lays out and writes lines from to to, whose columns up to len(b.widths) are laid out.
func (b *Writer) format(from, to int) {
	column := len(b.widths)
	for at := from; at < to; at++ {
		if column >= len(b.lines[at])-1 {
			continue
		}
		b.writeLines(from, at)
		from = at
		width, empty := b.minWidth, true
		for ; at < to && column < len(b.lines[at])-1; at++ {
			c := b.lines[at][column]
			width = max(width, c.width+b.padding)
			empty = empty && c.width == 0 && !c.htab
		}
		if empty && b.flags&DiscardEmptyColumns != 0 {
			width = 0
		}
		b.widths = append(b.widths, width)
		b.format(from, at)
		b.widths = b.widths[:column]
		from = at
	}
	b.writeLines(from, to)
}

func (b *Writer) writeLines(from, to int) {
	for at := from; at < to; at++ {
		indent := b.flags&TabIndent != 0
		var text []byte
		for j, c := range b.lines[at] {
			if j > 0 && b.flags&Debug != 0 {
				text = append(text, '|')
			}
			indent = indent && len(c.text) == 0
			var pad []byte
			if j < len(b.widths) {
				pad = b.pad(c.width, b.widths[j], indent)
			}
			if b.flags&AlignRight != 0 && len(c.text) > 0 {
				text = append(append(text, pad...), c.text...)
			} else {
				text = append(append(text, c.text...), pad...)
			}
		}
		if at+1 < len(b.lines) {
			text = append(text, '\n')
		}
		b.write(text)
	}
}

func (b *Writer) pad(width, cellWidth int, tabs bool) []byte {
	n, char := cellWidth-width, b.padChar
	if char == '\t' || tabs {
		if b.tabWidth == 0 {
			return nil
		}
		cellWidth = (cellWidth + b.tabWidth - 1) / b.tabWidth * b.tabWidth
		n, char = (cellWidth-width+b.tabWidth-1)/b.tabWidth, '\t'
	}
	pad := make([]byte, n)
	for i := range pad {
		pad[i] = char
	}
	return pad
}
