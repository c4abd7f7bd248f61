import { serve } from "@hono/node-server"
import { Hono } from "hono"
import { authorization } from "../sampleCall.ts"
import { answer, route } from "./answer.ts"
import { ready } from "./ready.ts"

const app = new Hono()
app.post(route, async (context) =>
  context.req.header("authorization") === authorization
    ? context.body(answer(context.req.param(), await context.req.json()), 200, { "content-type": "application/json" })
    : context.body(null, 401),
)
serve({ fetch: app.fetch, hostname: "127.0.0.1", port: 0 }, ready)
