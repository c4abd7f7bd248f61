use strict;
use warnings;
use HTTP::Tiny;
use MIME::Base64;

my $client = HTTP::Tiny->new(timeout => 30);
my $authorization = "Basic " . encode_base64("$ENV{THREADS_USERNAME}:$ENV{THREADS_PASSWORD}", "");
my $response;
for (1 .. 2) {
    $response = $client->post($ENV{THREADS_URL}, {
        content => $ENV{THREADS_BODY},
        headers => { "content-type" => "application/json", authorization => $authorization },
    });
    die "$response->{status} $response->{content}" unless $response->{success};
}
print $response->{content};
