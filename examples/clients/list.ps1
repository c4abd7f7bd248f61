$ErrorActionPreference = 'Stop'
foreach ($name in 'THREADS_USERNAME', 'THREADS_PASSWORD') {
    if (-not [Environment]::GetEnvironmentVariable($name)) { throw "$name is not set." }
}
$credentials = '{0}:{1}' -f $env:THREADS_USERNAME, $env:THREADS_PASSWORD
$request = @{
    Method             = 'POST'
    Uri                = 'http://127.0.0.1:8080/communications/departments/service-department/customers/customer-01/threads'
    Headers            = @{
        Accept        = 'application/json'
        Authorization = 'Basic ' + [Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes($credentials))
    }
    ContentType        = 'application/json'
    Body               = '{"assigneeUserUUID":"advisor-chloe","isArchived":false,"isClosed":false,"maxResults":3,"sortOrderKey":"LAST_MESSAGE_ON","sortOrder":"ASC"}'
    TimeoutSec         = 30
    MaximumRedirection = 0
}
Invoke-RestMethod @request | ConvertTo-Json -Depth 10
