/** Content policy of the page: scripts, styles and images of this server alone, and no HTML made of text. */
export const ownAssets =
  "script-src 'self'; style-src 'self'; img-src 'self'; require-trusted-types-for 'script'; trusted-types 'none'"

/**
 * Headers of a page: the browser loads, runs, shows and requests nothing but what this server serves, and no other page
 * may frame it. `policy` says which scripts, styles and images there may be.
 */
export const pageHeaders = (policy: string): Record<string, string> => ({
  "content-security-policy": [
    "default-src 'none'",
    policy,
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join("; "),
  "x-frame-options": "DENY",
  "referrer-policy": "no-referrer",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "cache-control": "no-cache",
})
