// What is used here of packages without types.
declare module "lokijs" {
  interface ResultSet<A> {
    find(query: Readonly<Record<string, unknown>>): ResultSet<A>
    compoundsort(by: ReadonlyArray<readonly [key: string, descending: boolean]>): ResultSet<A>
    limit(count: number): ResultSet<A>
    data(): Array<A>
  }
  interface Collection<A> {
    insert(documents: ReadonlyArray<A>): unknown
    ensureIndex(key: string): void
    chain(): ResultSet<A>
  }
  export default class Loki {
    constructor(name: string)
    addCollection<A>(name: string, options: { readonly disableMeta: boolean }): Collection<A>
  }
}

declare module "better-sqlite3" {
  export default class Database {
    constructor(name: string)
    exec(sql: string): unknown
    prepare(sql: string): {
      run(...values: ReadonlyArray<string | number | null>): unknown
      all(...values: ReadonlyArray<string | number | null>): Array<unknown>
    }
  }
}

declare module "express" {
  import type { IncomingHttpHeaders, Server } from "node:http"

  interface Request {
    readonly headers: IncomingHttpHeaders
    readonly params: unknown
    readonly body: unknown
  }
  interface Reply {
    set(name: string, value: string): this
    send(text: string): void
    sendStatus(status: number): void
  }
  interface Application {
    use(handler: unknown): void
    post(route: string, handler: (request: Request, reply: Reply) => void): void
    listen(port: number, host: string, listening: () => void): Server
  }
  const express: { (): Application; json(): unknown }
  export default express
}
