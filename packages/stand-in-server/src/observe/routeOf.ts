const templates: ReadonlyArray<readonly [RegExp, string]> = [
  [
    /^\/communications\/departments\/[^/]*\/customers\/[^/]*\/threads$/,
    "/communications/departments/:departmentUUID/customers/:customerUUID/threads",
  ],
  [/^\/__control(\/|$)/, "/__control"],
  [/^\/(healthz|metrics|openapi\.json)$/, ""],
]

/** The path of a request without what is in it: a template, or `other`. */
export const routeOf = (url: string): string => {
  const path = url.split(/[?#;]/, 1)[0] ?? ""
  const [, template] = templates.find(([pattern]) => pattern.test(path)) ?? []
  return template === undefined ? "other" : template || path
}
