import { asciiJson, type Program } from "./template.ts"

const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`

/** A command for a POSIX shell. It allows no redirect, so that a redirect is an error. */
export const curl: Program = ({ body, headers, method, url }) => `\
curl --request ${method} ${quoted(url)} \\
  --user "\${THREADS_USERNAME:?}:\${THREADS_PASSWORD:?}" \\
  --header ${quoted(`Accept: ${headers.Accept}`)} \\
  --header ${quoted(`Content-Type: ${headers["Content-Type"]}`)} \\
  --data-raw ${quoted(asciiJson(body))} \\
  --globoff --silent --show-error --fail-with-body --location --max-redirs 0 --max-time 30
`
