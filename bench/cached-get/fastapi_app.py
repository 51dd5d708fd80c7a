"""The peer on FastAPI: the cached answer as its users return it (a dict), and ready bytes as the best it can do."""

import json
import os

from fastapi import FastAPI, Response

with open(os.environ["BENCH_BODY"], "rb") as file:
    READY = file.read()
CACHED = json.loads(READY)

app = FastAPI()


@app.get("/api/online_total")
async def online_total():
    return CACHED


@app.get("/ready")
async def ready():
    return Response(content=READY, media_type="application/json")
