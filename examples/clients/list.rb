require 'net/http'

username, password = ENV.values_at('THREADS_USERNAME', 'THREADS_PASSWORD')
abort 'Set THREADS_USERNAME and THREADS_PASSWORD.' if [username, password].any? { |value| value.to_s.empty? }

uri = URI('http://127.0.0.1:8080/communications/departments/service-department/customers/customer-01/threads')
request = Net::HTTP::Post.new(uri)
request.basic_auth(username, password)
request['Accept'] = 'application/json'
request['Accept-Encoding'] = 'identity'
request['Content-Type'] = 'application/json'
request.body = '{"assigneeUserUUID":"advisor-chloe","isArchived":false,"isClosed":false,"maxResults":3,"sortOrderKey":"LAST_MESSAGE_ON","sortOrder":"ASC"}'

settings = { use_ssl: uri.scheme == 'https', open_timeout: 30, read_timeout: 30 }
response = Net::HTTP.start(uri.hostname, uri.port, settings) { |http| http.request(request) }
length = response.content_length
abort 'The response is incomplete.' if length && response.body.to_s.bytesize < length
puts response.body
abort "HTTP #{response.code}" unless response.is_a?(Net::HTTPSuccess)
