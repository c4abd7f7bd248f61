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
	body := strings.NewReader(`{"assigneeUserUUID":"advisor-chloe","isArchived":false,"isClosed":false,"maxResults":3,"sortOrderKey":"LAST_MESSAGE_ON","sortOrder":"ASC"}`)
	request, err := http.NewRequest("POST", "http://127.0.0.1:8080/communications/departments/service-department/customers/customer-01/threads", body)
	if err != nil {
		log.Fatal(err)
	}
	request.SetBasicAuth(username, password)
	request.Header.Set("Accept", "application/json")
	request.Header.Set("Content-Type", "application/json")
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
