import { generateKeyPairSync, sign } from "node:crypto"

const der = (tag: number, ...content: ReadonlyArray<Buffer>): Buffer => {
  const body = Buffer.concat(content)
  const length = body.length < 128 ? [body.length] : [0x82, body.length >> 8, body.length & 0xff]
  return Buffer.concat([Buffer.from([tag, ...length]), body])
}
const sequence = (...content: ReadonlyArray<Buffer>) => der(0x30, ...content)
const identifier = (hex: string) => der(0x06, Buffer.from(hex, "hex"))
const utcTime = (at: number) =>
  der(0x17, Buffer.from(`${new Date(at).toISOString().slice(2, 19).replace(/[-:T]/g, "")}Z`))
const pem = (label: string, bytes: Buffer) =>
  `-----BEGIN ${label}-----\n${bytes.toString("base64").replace(/(.{64})/g, "$1\n")}\n-----END ${label}-----\n`

const DAY = 86_400_000
const ecdsaWithSha256 = sequence(identifier("2a8648ce3d040302"))
const name = sequence(der(0x31, sequence(identifier("550403"), der(0x0c, Buffer.from("customer-threads test")))))

/** A certificate that vouches for itself and an IP address, valid from and until so many days from now, and its key; both PEM. */
export const selfSigned = ({
  address = "127.0.0.1",
  from = -30,
  until,
}: {
  readonly address?: string
  readonly from?: number
  readonly until: number
}) => {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" })
  const addresses = sequence(der(0x87, Buffer.from(address.split(".").map(Number))))
  const toBeSigned = sequence(
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, Buffer.from([1])),
    ecdsaWithSha256,
    name,
    sequence(utcTime(Date.now() + from * DAY), utcTime(Date.now() + until * DAY)),
    name,
    publicKey.export({ type: "spki", format: "der" }),
    der(0xa3, sequence(sequence(identifier("551d11"), der(0x04, addresses)))),
  )
  const signature = der(0x03, Buffer.from([0]), sign("sha256", toBeSigned, privateKey))
  return {
    cert: pem("CERTIFICATE", sequence(toBeSigned, ecdsaWithSha256, signature)),
    key: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
  }
}
