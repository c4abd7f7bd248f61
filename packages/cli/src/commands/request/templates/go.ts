import { asciiJson, type Program } from "./template.ts"

/** Makes a raw string. Only a backtick would end it, so the JSON has an escape in its place. */
const raw = (json: string): string => `\`${json.replaceAll("`", "\\u0060")}\``

/** Go with net/http. */
export const go: Program = ({ body, headers, method, url }) => `\
// Save as list_threads.go, then: go run list_threads.go
package main

import (
	"io"
	"log"
	"net/http"
	"os"
	"strings"
	"time"
)

func main() {
	username, password := os.Getenv("THREADS_USERNAME"), os.Getenv("THREADS_PASSWORD")
	if username == "" || password == "" {
		log.Fatal("Set THREADS_USERNAME and THREADS_PASSWORD.")
	}
	body := strings.NewReader(${raw(asciiJson(body))})
	request, err := http.NewRequest(${asciiJson(method)}, ${asciiJson(url)}, body)
	if err != nil {
		log.Fatal(err)
	}
	request.SetBasicAuth(username, password)
	request.Header.Set("Accept", ${asciiJson(headers.Accept)})
	request.Header.Set("Content-Type", ${asciiJson(headers["Content-Type"])})
	client := &http.Client{
		Timeout:       30 * time.Second,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
	response, err := client.Do(request)
	if err != nil {
		log.Fatal(err)
	}
	defer response.Body.Close()
	if _, err := io.Copy(os.Stdout, response.Body); err != nil {
		log.Fatal(err)
	}
	if response.StatusCode < 200 || response.StatusCode > 299 {
		log.Fatal("HTTP ", response.StatusCode)
	}
}
`
