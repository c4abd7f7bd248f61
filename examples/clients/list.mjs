// Save as list-threads.mjs. Needs axios: npm install axios
import axios from "axios"

const { THREADS_USERNAME: username, THREADS_PASSWORD: password } = process.env
if (!username || !password) {
  console.error("Set THREADS_USERNAME and THREADS_PASSWORD.")
  process.exit(2)
}

try {
  const response = await axios.request({
    method: "POST",
    url: "http://127.0.0.1:8080/communications/departments/service-department/customers/customer-01/threads",
    auth: { username, password },
    headers: { Accept: "application/json", "Content-Type": "application/json" },
    data: { assigneeUserUUID: "advisor-chloe", isArchived: false, isClosed: false, maxResults: 3, sortOrderKey: "LAST_MESSAGE_ON", sortOrder: "ASC" },
    responseType: "text",
    timeout: 30_000,
    maxRedirects: 0,
    validateStatus: () => true,
  })
  console.log(response.data)
  if (response.status < 200 || response.status > 299) throw new Error(`HTTP ${response.status}`)
} catch (error) {
  console.error(error.message)
  process.exitCode = 1
}
