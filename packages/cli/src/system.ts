import * as Context from "effect/Context"

/** The system that the program runs on. */
export class System extends Context.Service<
  System,
  {
    /** Node's name of the operating system, such as `linux`, `darwin` or `win32`. */
    readonly platform: string
    /** The number of the user. Windows has none. */
    readonly userId: number | undefined
    /** The file of the Node that runs the program. */
    readonly node: string
  }
>()("@customer-threads/cli/System") {}
