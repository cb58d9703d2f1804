from engine.calls import Call, Result, outside


@outside("Kirim kabar", "Send a notice", queue="notify", given_up={}, pesan="What it says", telepon="To whom")
def send(call: Call) -> Result:
    return {"dikirim": call.key}
