/** How long to wait: milliseconds, whole ones from 0 to an hour. */
export type Latency =
  | { readonly _tag: "Fixed"; readonly millis: number }
  | { readonly _tag: "Uniform"; readonly from: number; readonly to: number }
  | { readonly _tag: "Normal"; readonly mean: number; readonly deviation: number }

/** What goes wrong. */
export type FaultKind =
  | { readonly _tag: "Latency"; readonly latency: Latency }
  /** An error status with the vendor's envelope. */
  | { readonly _tag: "Status"; readonly status: number }
  /** 429, with `Retry-After` in whole seconds where it is given. */
  | { readonly _tag: "RateLimit"; readonly seconds?: number }
  /** A page as gateways write it. */
  | { readonly _tag: "Html"; readonly status: number }
  /** The right answer under another media type. */
  | { readonly _tag: "ContentType"; readonly contentType: string }
  /** A 200 with an error of this code and no threads. */
  | { readonly _tag: "Errors"; readonly code: string }
  /** The right answer with a warning of this code. */
  | { readonly _tag: "Warnings"; readonly code: string }
  /** A complete answer whose JSON is not. */
  | { readonly _tag: "Malformed" }
  /** The connection is reset before a byte is answered. */
  | { readonly _tag: "Reset" }
  /** The connection ends after so many bytes of the body, or half of it. */
  | { readonly _tag: "Truncate"; readonly bytes?: number }
  /** The body comes in pieces over so long. */
  | { readonly _tag: "Drip"; readonly millis: number }

/** Which of the requests that the fault meets it is given to. */
export type FaultOccasion =
  | { readonly _tag: "Always" }
  /** This share of them: over 0, at most 100, with at most two decimals. */
  | { readonly _tag: "Share"; readonly percent: number }
  /** The n-th alone, from 1. */
  | { readonly _tag: "Nth"; readonly n: number }
  /** The first n. */
  | { readonly _tag: "First"; readonly n: number }

/** Something that goes wrong, on some occasions. Its text is what `parseFault` reads. */
export interface Fault {
  readonly kind: FaultKind
  readonly occasion: FaultOccasion
}
