package main

import (
	"fmt"
	"os"
	"text/tabwriter"
)

func main() {
	w := tabwriter.NewWriter(os.Stdout, 0, 8, 2, ' ', 0)
	fmt.Fprintln(w, "NAME\tAGE\tCITY")
	fmt.Fprintln(w, "ann\t30\tZürich")
	fmt.Fprintln(w, "bartholomew\t4\tRome")
	w.Flush()
	w = tabwriter.NewWriter(os.Stdout, 5, 0, 1, ' ', tabwriter.AlignRight|tabwriter.Debug)
	fmt.Fprintln(w, "a\tb\tc\t")
	fmt.Fprintln(w, "aaaa\tbbbbbbb\tc\t")
	fmt.Fprintln(w, "no cells here")
	fmt.Fprintln(w, "x\ty\tz\t")
	w.Flush()
	w.Init(os.Stdout, 8, 8, 0, '\t', 0)
	fmt.Fprintf(w, "one\ttwo\tthree\n")
	fmt.Fprintf(w, "a much longer cell\t2\t3\n")
	fmt.Fprintf(w, "\tempty first\t\n")
	w.Flush()
	w.Init(os.Stdout, 0, 4, 1, '.', tabwriter.TabIndent|tabwriter.DiscardEmptyColumns)
	fmt.Fprint(w, "\t\tindented\tx\n\t\tmore\ty\fafter\ta\n")
	fmt.Fprint(w, "bb\tc\vd\nlast line without newline\tz")
	w.Flush()
	fmt.Println()
	for i := range 3 {
		fmt.Fprintf(w, "%d\t%s\t|\n", i*i*i*10, "é日本"[:2+3*(i%2)])
	}
	w.Flush()
}
