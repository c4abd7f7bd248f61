# Needs requests: pip install requests
import os
import sys

import requests

username, password = os.environ.get("THREADS_USERNAME"), os.environ.get("THREADS_PASSWORD")
if not username or not password:
    sys.exit("Set THREADS_USERNAME and THREADS_PASSWORD.")

response = requests.request(
    "POST",
    "http://127.0.0.1:8080/communications/departments/service-department/customers/customer-01/threads",
    auth=(username.encode(), password.encode()),
    headers={"Accept": "application/json", "Content-Type": "application/json"},
    json={"assigneeUserUUID": "advisor-chloe", "isArchived": False, "isClosed": False, "maxResults": 3, "sortOrderKey": "LAST_MESSAGE_ON", "sortOrder": "ASC"},
    timeout=30,
    allow_redirects=False,
)
if response.raw.tell() < int(response.headers.get("Content-Length", 0)):
    sys.exit("The response is incomplete.")
sys.stdout.buffer.write(response.content + b"\n")
if not 200 <= response.status_code < 300:
    sys.exit(f"HTTP {response.status_code}")
