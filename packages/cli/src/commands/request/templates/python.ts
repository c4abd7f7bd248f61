import type { Program } from "./template.ts"

/** A character beyond U+FFFF is one escape, where JSON has two. */
const escape = (character: string): string => {
  const point = character.codePointAt(0) ?? 0
  return point > 0xffff ? `\\U${point.toString(16).padStart(8, "0")}` : `\\u${point.toString(16).padStart(4, "0")}`
}

const literal = (value: unknown): string =>
  typeof value === "boolean" ? (value ? "True" : "False") : JSON.stringify(value).replace(/[^ -~]/gu, escape)

const dictionary = (object: object): string =>
  `{${Object.entries(object)
    .map(([name, value]) => `${literal(name)}: ${literal(value)}`)
    .join(", ")}}`

/** Python 3 with requests, which accepts a truncated response over urllib3 1. `tell` counts the bytes before decompression. */
export const python: Program = ({ body, headers, method, url }) => `\
# Needs requests: pip install requests
import os
import sys

import requests

username, password = os.environ.get("THREADS_USERNAME"), os.environ.get("THREADS_PASSWORD")
if not username or not password:
    sys.exit("Set THREADS_USERNAME and THREADS_PASSWORD.")

response = requests.request(
    ${literal(method)},
    ${literal(url)},
    auth=(username.encode(), password.encode()),
    headers=${dictionary(headers)},
    json=${dictionary(body)},
    timeout=30,
    allow_redirects=False,
)
if response.raw.tell() < int(response.headers.get("Content-Length", 0)):
    sys.exit("The response is incomplete.")
sys.stdout.buffer.write(response.content + b"\\n")
if not 200 <= response.status_code < 300:
    sys.exit(f"HTTP {response.status_code}")
`
