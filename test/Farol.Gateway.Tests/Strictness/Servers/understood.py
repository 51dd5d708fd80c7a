"""Says in a header what was understood of a request: method, target, host, length of the body."""


async def app(scope, receive, send):
    if scope["type"] != "http":
        return
    length = 0
    more = True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            return
        length += len(message.get("body", b""))
        more = message.get("more_body", False)
    target = scope["raw_path"]
    if scope["query_string"]:
        target += b"?" + scope["query_string"]
    host = b",".join(value for name, value in scope["headers"] if name == b"host")
    understood = b" ".join([scope["method"].encode(), target, host, str(length).encode()])
    headers = [(b"content-length", b"0"), (b"x-understood", understood)]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": b""})
