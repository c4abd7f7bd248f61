curl --request POST 'http://127.0.0.1:8080/communications/departments/service-department/customers/customer-01/threads' \
  --user "${THREADS_USERNAME:?}:${THREADS_PASSWORD:?}" \
  --header 'Accept: application/json' \
  --header 'Content-Type: application/json' \
  --data-raw '{"assigneeUserUUID":"advisor-chloe","isArchived":false,"isClosed":false,"maxResults":3,"sortOrderKey":"LAST_MESSAGE_ON","sortOrder":"ASC"}' \
  --globoff --silent --show-error --fail-with-body --location --max-redirs 0 --max-time 30
