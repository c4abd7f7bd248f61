import { formatDuration } from "@customer-threads/http-api/settings"
import * as Duration from "effect/Duration"
import type { Fault, FaultKind, FaultOccasion, Latency } from "./Fault.ts"

const millis = (count: number): string => formatDuration(Duration.millis(count))

const latency = (value: Latency): string => {
  switch (value._tag) {
    case "Fixed":
      return millis(value.millis)
    case "Uniform":
      return `uniform(${millis(value.from)},${millis(value.to)})`
    case "Normal":
      return `normal(${millis(value.mean)},${millis(value.deviation)})`
  }
}

const kindText = (kind: FaultKind): string => {
  switch (kind._tag) {
    case "Latency":
      return `latency=${latency(kind.latency)}`
    case "Status":
      return `status=${kind.status}`
    case "RateLimit":
      return kind.seconds === undefined ? "rate-limit" : `rate-limit=${millis(kind.seconds * 1_000)}`
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
      return `drip=${millis(kind.millis)}`
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
