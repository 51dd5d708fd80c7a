"""The peer on Flask: the cached answer as its users return it (jsonify), and ready bytes as the best it can do."""

import json
import os

from flask import Flask, Response, jsonify

with open(os.environ["BENCH_BODY"], "rb") as file:
    READY = file.read()
CACHED = json.loads(READY)

app = Flask(__name__)


@app.get("/api/online_total")
def online_total():
    return jsonify(CACHED)


@app.get("/ready")
def ready():
    return Response(READY, mimetype="application/json")
