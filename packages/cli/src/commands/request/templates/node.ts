import { asciiJson, objectLiteral, type Program } from "./template.ts"

/** Node.js with axios, as a module. Only an error's message is printed: the error itself holds the credentials. */
export const node: Program = ({ body, headers, method, url }) => `\
// Save as list-threads.mjs. Needs axios: npm install axios
import axios from "axios"

const { THREADS_USERNAME: username, THREADS_PASSWORD: password } = process.env
if (!username || !password) {
  console.error("Set THREADS_USERNAME and THREADS_PASSWORD.")
  process.exit(2)
}

try {
  const response = await axios.request({
    method: ${asciiJson(method)},
    url: ${asciiJson(url)},
    auth: { username, password },
    headers: { Accept: ${asciiJson(headers.Accept)}, "Content-Type": ${asciiJson(headers["Content-Type"])} },
    data: ${objectLiteral(body)},
    responseType: "text",
    timeout: 30_000,
    maxRedirects: 0,
    validateStatus: () => true,
  })
  console.log(response.data)
  if (response.status < 200 || response.status > 299) throw new Error(\`HTTP \${response.status}\`)
} catch (error) {
  console.error(error.message)
  process.exitCode = 1
}
`
