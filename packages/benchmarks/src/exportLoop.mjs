// Exports the threads of many customers to NDJSON, 8 customers at a time: the loop to write without the program.
import { createWriteStream, readFileSync } from "node:fs"
import { request } from "undici"

const [origin, department, customersFile, outputFile] = process.argv.slice(2)
const headers = { authorization: process.env.AUTHORIZATION, "content-type": "application/json" }
const customers = readFileSync(customersFile, "utf8").split("\n")
const output = createWriteStream(outputFile)

let next = 0
const exportSome = async () => {
  while (next < customers.length) {
    const customer = customers[next++]
    const url = `${origin}/communications/departments/${department}/customers/${customer}/threads`
    const { body } = await request(url, { method: "POST", headers, body: "{}" })
    const { customerThreads } = JSON.parse(await body.text())
    output.write(customerThreads.map((thread) => `${JSON.stringify(thread)}\n`).join(""))
  }
}
await Promise.all(Array.from({ length: 8 }, exportSome))
output.end()
