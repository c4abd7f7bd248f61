import base64
import os
import urllib.request

credentials = os.environ["THREADS_USERNAME"] + ":" + os.environ["THREADS_PASSWORD"]
request = urllib.request.Request(
    os.environ["THREADS_URL"],
    data=os.environ["THREADS_BODY"].encode(),
    headers={
        "Authorization": "Basic " + base64.b64encode(credentials.encode()).decode(),
        "Content-Type": "application/json",
    },
)
with urllib.request.urlopen(request, timeout=30) as response:
    print(response.read().decode())
