import type { Fault, FaultKind, FaultOccasion, Latency } from "./Fault.ts"

const latency = (value: Latency): string => {
  switch (value._tag) {
    case "Fixed":
      return `${value.millis}ms`
    case "Uniform":
      return `uniform(${value.from}ms,${value.to}ms)`
    case "Normal":
      return `normal(${value.mean}ms,${value.deviation}ms)`
  }
}

const kindText = (kind: FaultKind): string => {
  switch (kind._tag) {
    case "Latency":
      return `latency=${latency(kind.latency)}`
    case "Status":
      return `status=${kind.status}`
    case "RateLimit":
      return kind.seconds === undefined ? "rate-limit" : `rate-limit=${kind.seconds}s`
    case "Html":
      return `html=${kind.status}`
    case "ContentType":
      return `content-type=${kind.contentType}`
    case "Errors":
      return `errors=${kind.code}`
    case "Warnings":
      return `warnings=${kind.code}`
    case "Malformed":
      return "malformed"
    case "Reset":
      return "reset"
    case "Truncate":
      return kind.bytes === undefined ? "truncate" : `truncate=${kind.bytes}`
    case "Drip":
      return `drip=${kind.millis}ms`
  }
}

const occasionText = (occasion: FaultOccasion): string => {
  switch (occasion._tag) {
    case "Always":
      return ""
    case "Share":
      return ` ${occasion.percent}%`
    case "Nth":
      return ` n=${occasion.n}`
    case "First":
      return ` first=${occasion.n}`
  }
}

/** The text of a fault, which `parseFault` reads back. */
export const printFault = ({ kind, occasion }: Fault): string => kindText(kind) + occasionText(occasion)
