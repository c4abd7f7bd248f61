import { asciiJson, type Program } from "./template.ts"

const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`

/** A command for a POSIX shell. With no redirect allowed, one that is met is an error; not followed, it would not be. */
export const curl: Program = ({ body, headers, method, url }) => `\
curl --request ${method} ${quoted(url)} \\
  --user "\${THREADS_USERNAME:?}:\${THREADS_PASSWORD:?}" \\
  --header ${quoted(`Accept: ${headers.Accept}`)} \\
  --header ${quoted(`Content-Type: ${headers["Content-Type"]}`)} \\
  --data-raw ${quoted(asciiJson(body))} \\
  --globoff --silent --show-error --fail-with-body --location --max-redirs 0 --max-time 30
`
