# Gives each of Schemathesis' valid requests a live session of its own.
import json
import os
import urllib.request

import schemathesis


@schemathesis.hook
def before_call(context, case, **kwargs):
    if case.meta is None or case.meta.generation.mode.name != "POSITIVE":
        return
    call = urllib.request.Request(os.environ["PROOF_URL"] + "/__test/session", method="POST")
    with urllib.request.urlopen(call) as answer:
        session = json.load(answer)["session"]["id"]
    case.headers["sessionId"] = session
    if isinstance(case.body, dict) and "sessionId" in case.body:
        case.body["sessionId"] = session
