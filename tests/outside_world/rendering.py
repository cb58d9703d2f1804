from engine.calls import Call, Later, Refused, Result, outside

REFUSING: set[str] = set()
"""Case numbers whose document can't be made: the error path."""
FAILING: set[str] = set()
"""Case numbers whose document fails for the moment."""


@outside(
    "Buat PDF",
    "Make the PDF",
    queue="documents",
    templat="The template",
    nomor="The number",
    salinan="Copies",
    berlaku="Whether it is in force",
)
def render(call: Call) -> Result:
    if call.case.number in REFUSING:
        raise Refused("data", "Expected a name, but it is missing")
    if call.case.number in FAILING:
        raise Later("the renderer is being replaced")
    return {"dokumen": call.key, "sha256": "0" * 64}
