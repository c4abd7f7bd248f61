import * as CliConfig from "effect/cli/CliConfig"
import * as CliOutput from "effect/cli/CliOutput"
import * as Command from "effect/cli/Command"
import * as GlobalFlag from "effect/cli/GlobalFlag"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Logger from "effect/Logger"
import { demo } from "./commands/demo.ts"
import { exportCommand } from "./commands/export.ts"
import { list } from "./commands/list.ts"
import { serve } from "./commands/serve.ts"
import { verify } from "./commands/verify.ts"
import { presenter } from "./presenter.ts"
import { version } from "./version.ts"

/** The program `threads`, over the arguments of the process. */
export const threads = Command.make("threads").pipe(
  Command.withDescription("Which message threads does this customer have with this department?"),
  Command.withSubcommands([list, serve, demo, verify, exportCommand]),
  Command.run({ version }),
  Effect.provide(
    Layer.mergeAll(
      CliOutput.layerPresenter(presenter),
      Layer.succeed(Logger.LogToStderr, true),
      CliConfig.layer({ builtIns: [GlobalFlag.Help, GlobalFlag.Version, GlobalFlag.Completions] }),
    ),
  ),
)
