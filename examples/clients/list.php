<?php
$username = getenv('THREADS_USERNAME');
$password = getenv('THREADS_PASSWORD');
if ("$username" === '' || "$password" === '') {
    fwrite(STDERR, "Set THREADS_USERNAME and THREADS_PASSWORD.\n");
    exit(2);
}

$curl = curl_init('http://127.0.0.1:8080/communications/departments/service-department/customers/customer-01/threads');
curl_setopt_array($curl, [
    CURLOPT_CUSTOMREQUEST => 'POST',
    CURLOPT_USERPWD => "$username:$password",
    CURLOPT_HTTPHEADER => ['Accept: application/json', 'Content-Type: application/json'],
    CURLOPT_POSTFIELDS => '{"assigneeUserUUID":"advisor-chloe","isArchived":false,"isClosed":false,"maxResults":3,"sortOrderKey":"LAST_MESSAGE_ON","sortOrder":"ASC"}',
    CURLOPT_RETURNTRANSFER => true,
    CURLOPT_TIMEOUT => 30,
]);
$response = curl_exec($curl);
if ($response === false) {
    fwrite(STDERR, curl_error($curl) . "\n");
    exit(1);
}
echo $response, "\n";
$status = curl_getinfo($curl, CURLINFO_RESPONSE_CODE);
if ($status < 200 || $status > 299) {
    fwrite(STDERR, "HTTP $status\n");
    exit(1);
}
