import { asciiJson, type Program, singleQuoted } from "./template.ts"

/** Ruby with Net::HTTP, which by default accepts a truncated response. */
export const ruby: Program = ({ body, headers, url }) => `\
require 'net/http'

username, password = ENV.values_at('THREADS_USERNAME', 'THREADS_PASSWORD')
abort 'Set THREADS_USERNAME and THREADS_PASSWORD.' if [username, password].any? { |value| value.to_s.empty? }

uri = URI(${singleQuoted(url)})
request = Net::HTTP::Post.new(uri)
request.basic_auth(username, password)
request['Accept'] = ${singleQuoted(headers.Accept)}
request['Content-Type'] = ${singleQuoted(headers["Content-Type"])}
request.body = ${singleQuoted(asciiJson(body))}

settings = { use_ssl: uri.scheme == 'https', open_timeout: 30, read_timeout: 30, ignore_eof: false }
response = Net::HTTP.start(uri.hostname, uri.port, settings) { |http| http.request(request) }
puts response.body
abort "HTTP #{response.code}" unless response.is_a?(Net::HTTPSuccess)
`
