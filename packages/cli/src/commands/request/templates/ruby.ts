import { asciiJson, type Program, singleQuoted } from "./template.ts"

/** Ruby with Net::HTTP, which accepts a truncated response: Ruby 3.1 always, later ones by default. */
export const ruby: Program = ({ body, headers, url }) => `\
require 'net/http'

username, password = ENV.values_at('THREADS_USERNAME', 'THREADS_PASSWORD')
abort 'Set THREADS_USERNAME and THREADS_PASSWORD.' if [username, password].any? { |value| value.to_s.empty? }

uri = URI(${singleQuoted(url)})
request = Net::HTTP::Post.new(uri)
request.basic_auth(username, password)
request['Accept'] = ${singleQuoted(headers.Accept)}
request['Accept-Encoding'] = 'identity'
request['Content-Type'] = ${singleQuoted(headers["Content-Type"])}
request.body = ${singleQuoted(asciiJson(body))}

settings = { use_ssl: uri.scheme == 'https', open_timeout: 30, read_timeout: 30 }
response = Net::HTTP.start(uri.hostname, uri.port, settings) { |http| http.request(request) }
length = response.content_length
abort 'The response is incomplete.' if length && response.body.to_s.bytesize < length
puts response.body
abort "HTTP #{response.code}" unless response.is_a?(Net::HTTPSuccess)
`
