const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`

/** Formats the request as a command for a shell. It names the variables of the credentials, never their values. */
export const curlCommand = (url: string, body: string, withCredentials: boolean): string =>
  [
    `curl -sS -X POST ${quoted(url)}`,
    ...(withCredentials ? [`-u "$THREADS_USERNAME:$THREADS_PASSWORD"`] : []),
    "-H 'Content-Type: application/json'",
    `--data-raw ${quoted(body)}`,
  ].join(" \\\n  ")
