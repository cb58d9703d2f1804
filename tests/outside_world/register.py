from engine.calls import Call, Result, inside


@inside("Catat dalam register", "Enter in the register", kode="LU or LT", nomor="A number given elsewhere")
def enter(call: Call) -> Result:
    return {"nomor": f"5371-{call.parameters['kode']}-24112026-0001", "tanggal": "2026-11-24"}
