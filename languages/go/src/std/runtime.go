package runtime

func Gosched()
func NumGoroutine() int
