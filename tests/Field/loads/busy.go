// Keeps ROUTINES goroutines busy for SECONDS. Usage: busy SECONDS ROUTINES
package main

import (
	"os"
	"strconv"
	"time"
)

func main() {
	seconds, _ := strconv.Atoi(os.Args[1])
	routines, _ := strconv.Atoi(os.Args[2])
	for i := 0; i < routines; i++ {
		go func() {
			for count := 0; ; count++ {
			}
		}()
	}
	time.Sleep(time.Duration(seconds) * time.Second)
}
