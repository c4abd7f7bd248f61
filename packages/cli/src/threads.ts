import * as CliConfig from "effect/cli/CliConfig"
import * as CliOutput from "effect/cli/CliOutput"
import * as Command from "effect/cli/Command"
import * as GlobalFlag from "effect/cli/GlobalFlag"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Logger from "effect/Logger"
import { auth } from "./commands/auth.ts"
import { config } from "./commands/config.ts"
import { demo } from "./commands/demo.ts"
import { list } from "./commands/list.ts"
import { request } from "./commands/request.ts"
import { serve } from "./commands/serve.ts"
import { verify } from "./commands/verify.ts"
import { presenter } from "./presenter.ts"
import { version } from "./version.ts"
import { withCredentials } from "./withCredentials.ts"
import { withProfile } from "./withProfile.ts"

/** The program `threads`, over the arguments of the process. */
export const threads = Command.make("threads").pipe(
  Command.withDescription("Which message threads does this customer have with this department?"),
  Command.withSubcommands([
    withCredentials(list),
    serve,
    demo,
    withCredentials(verify),
    withProfile(request),
    config,
    auth,
  ]),
  Command.run({ version }),
  Effect.provide(
    Layer.mergeAll(
      CliOutput.layerPresenter(presenter),
      Layer.succeed(Logger.LogToStderr, true),
      CliConfig.layer({ builtIns: [GlobalFlag.Help, GlobalFlag.Version, GlobalFlag.Completions] }),
    ),
  ),
)
