# Offers to upgrade to HTTP/2, and sends the request twice over one connection.
for _ in 1 2; do
  set -- "$@" --next --fail-with-body --silent --show-error --http2 --max-time 30 --output response.json \
    --user "$THREADS_USERNAME:$THREADS_PASSWORD" --header 'Content-Type: application/json' --data-raw "$THREADS_BODY" "$THREADS_URL"
done
shift
curl "$@" && cat response.json
