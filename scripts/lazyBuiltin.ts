/**
 * Stands in for one of Node's own modules, which is loaded when something of it is first used. A CommonJS module is imported
 * with its prototype, so no list of the exports is needed.
 */
export const lazyBuiltin = (name: string): object => {
  let loaded: object | undefined
  const get = (_: object, property: string | symbol): unknown => {
    loaded ??= process.getBuiltinModule(name)
    if (loaded === undefined) throw new Error(`Node has no module ${name}`)
    return Reflect.get(loaded, property)
  }
  return Object.create(new Proxy({}, { get }))
}
