const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`

/** The request as a command for a shell. Credentials are only ever named, as the program's own settings. */
export const curlCommand = (url: string, body: string, withCredentials: boolean): string =>
  [
    `curl -sS -X POST ${quoted(url)}`,
    ...(withCredentials ? [`-u "$THREADS_USERNAME:$THREADS_PASSWORD"`] : []),
    "-H 'Content-Type: application/json'",
    `--data-raw ${quoted(body)}`,
  ].join(" \\\n  ")
