import { asciiJson, type Program, singleQuoted } from "./template.ts"

/** PHP with its cURL extension. */
export const php: Program = ({ body, headers, method, url }) => `\
<?php
$username = getenv('THREADS_USERNAME');
$password = getenv('THREADS_PASSWORD');
if ("$username" === '' || "$password" === '') {
    fwrite(STDERR, "Set THREADS_USERNAME and THREADS_PASSWORD.\\n");
    exit(2);
}

$curl = curl_init(${singleQuoted(url)});
curl_setopt_array($curl, [
    CURLOPT_CUSTOMREQUEST => ${singleQuoted(method)},
    CURLOPT_USERPWD => "$username:$password",
    CURLOPT_HTTPHEADER => [${singleQuoted(`Accept: ${headers.Accept}`)}, ${singleQuoted(`Content-Type: ${headers["Content-Type"]}`)}],
    CURLOPT_POSTFIELDS => ${singleQuoted(asciiJson(body))},
    CURLOPT_RETURNTRANSFER => true,
    CURLOPT_TIMEOUT => 30,
]);
$response = curl_exec($curl);
if ($response === false) {
    fwrite(STDERR, curl_error($curl) . "\\n");
    exit(1);
}
echo $response, "\\n";
$status = curl_getinfo($curl, CURLINFO_RESPONSE_CODE);
if ($status < 200 || $status > 299) {
    fwrite(STDERR, "HTTP $status\\n");
    exit(1);
}
`
