from engine.calls import Call, Result, outside


@outside("Tandatangani", "Sign", queue="signing", nomor="The number", tingkat="The level")
def sign(call: Call) -> Result:
    """The papers of these tests have no file that could be signed."""
    return {"electronic": False, "key": call.key}
