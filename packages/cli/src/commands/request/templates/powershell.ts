import { asciiJson, type Program } from "./template.ts"

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`

/** Windows PowerShell 5.1, or PowerShell 7, with Invoke-RestMethod. */
export const powershell: Program = ({ body, headers, method, url }) => `\
$ErrorActionPreference = 'Stop'
foreach ($name in 'THREADS_USERNAME', 'THREADS_PASSWORD') {
    if (-not [Environment]::GetEnvironmentVariable($name)) { throw "$name is not set." }
}
$credentials = '{0}:{1}' -f $env:THREADS_USERNAME, $env:THREADS_PASSWORD
$request = @{
    Method             = ${quoted(method)}
    Uri                = ${quoted(url)}
    Headers            = @{
        Accept        = ${quoted(headers.Accept)}
        Authorization = 'Basic ' + [Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes($credentials))
    }
    ContentType        = ${quoted(headers["Content-Type"])}
    Body               = ${quoted(asciiJson(body))}
    TimeoutSec         = 30
    MaximumRedirection = 0
}
Invoke-RestMethod @request | ConvertTo-Json -Depth 10
`
