package runtime

type Error interface {
	error
	RuntimeError()
}

type errorString string

func (e errorString) RuntimeError() {}
func (e errorString) Error() string { return "runtime error: " + string(e) }

type boundsError string

func (e boundsError) RuntimeError() {}
func (e boundsError) Error() string { return "runtime error: " + string(e) }

type TypeAssertionError struct{ text string }

func (*TypeAssertionError) RuntimeError()   {}
func (e *TypeAssertionError) Error() string { return e.text }

type plainError string

func (e plainError) RuntimeError() {}
func (e plainError) Error() string { return string(e) }

type PanicNilError struct {
	_ [0]*PanicNilError
}

func (*PanicNilError) RuntimeError() {}
func (*PanicNilError) Error() string { return "runtime error: panic called with nil argument" }

const GOOS = "linux"
const GOARCH = "amd64"
const Compiler = "gc"

func Version() string { return "go1.27.3" }
func GOROOT() string  { return "/usr/local/go" }

func Gosched()
func Goexit()
func NumGoroutine() int
func GOMAXPROCS(n int) int
func NumCPU() int
func LockOSThread()
func UnlockOSThread()
func GC()

func NumCgoCall() int64 { return 0 }
func KeepAlive(x any)   {}

type MemStats struct {
	Alloc         uint64
	TotalAlloc    uint64
	Sys           uint64
	Lookups       uint64
	Mallocs       uint64
	Frees         uint64
	HeapAlloc     uint64
	HeapSys       uint64
	HeapIdle      uint64
	HeapInuse     uint64
	HeapReleased  uint64
	HeapObjects   uint64
	StackInuse    uint64
	StackSys      uint64
	NextGC        uint64
	LastGC        uint64
	PauseTotalNs  uint64
	NumGC         uint32
	NumForcedGC   uint32
	GCCPUFraction float64
	EnableGC      bool
}

func readMem() (total, heap, objects, next, stack, cycles, forced, pause uint64)

// Memory that a program has is counted in spans of 8 kB, and got in arenas of 4 MB.
func ReadMemStats(m *MemStats) {
	total, heap, objects, next, stack, cycles, forced, pause := readMem()
	*m = MemStats{EnableGC: true}
	m.Alloc, m.HeapAlloc, m.TotalAlloc = heap, heap, total
	m.HeapObjects, m.Mallocs, m.NextGC = objects, objects, next
	m.HeapInuse = (heap + 8191) / 8192 * 8192
	m.HeapSys = (heap + 4194303) / 4194304 * 4194304
	m.HeapIdle = m.HeapSys - m.HeapInuse
	m.StackInuse, m.StackSys = stack, stack
	m.Sys = m.HeapSys + stack
	m.NumGC, m.NumForcedGC, m.PauseTotalNs = uint32(cycles), uint32(forced), pause
}

func stack(all bool) string

func Stack(buf []byte, all bool) int { return copy(buf, stack(all)) }

func Caller(skip int) (pc uintptr, file string, line int, ok bool)

func funcName(pc uintptr) string

type Func struct{ pc uintptr }

func FuncForPC(pc uintptr) *Func { return &Func{pc} }

func (f *Func) Name() string { return funcName(f.pc) }
