/** An HTTP/1.1 response, byte by byte. A header that is undefined is left out. */
export const responseBytes = (
  status: number,
  body: string | Uint8Array,
  headers: Readonly<Record<string, string | undefined>> = {},
): Buffer => {
  const bytes = Buffer.from(body)
  const all = { "content-type": "application/json", "content-length": String(bytes.byteLength), ...headers }
  const lines = Object.entries(all).flatMap(([name, value]) => (value === undefined ? [] : [`${name}: ${value}\r\n`]))
  return Buffer.concat([Buffer.from(`HTTP/1.1 ${status} Status\r\n${lines.join("")}\r\n`), bytes])
}

/** The same with its body in chunks of at most so many bytes. */
export const chunkedResponseBytes = (body: string | Uint8Array, chunkSize: number): Buffer => {
  const bytes = Buffer.from(body)
  const parts = [Buffer.from("HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n")]
  for (let at = 0; at < bytes.byteLength; at += chunkSize) {
    const chunk = bytes.subarray(at, at + chunkSize)
    parts.push(Buffer.from(`${chunk.byteLength.toString(16)}\r\n`), chunk, Buffer.from("\r\n"))
  }
  return Buffer.concat([...parts, Buffer.from("0\r\n\r\n")])
}
