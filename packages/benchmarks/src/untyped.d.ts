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
