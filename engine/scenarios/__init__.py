"""Scenarios of a document type: what may come to the office, played on the real engine by made-up people.

`processes/<type>/scenarios.toml`, in words of the office, run by `terbit process test` and by the tests:

    [application]             what the application of every scenario has, nested as the record is
    pelapor = { nama = "{suami.nama}", nik = "{suami.nik}", kk = "{kk}" }

    [[scenario]]
    id = "rumah_sakit"        of its own in the file
    name = "…"                name_en = "…"
    desk = "loket"            who of the made-up office opens it (default: loket)
    message = "…"             instead of the desk, this message of another case opens it; the application is its content
    before = "akta_kelahiran:rumah_sakit"   a scenario of a type, whose application is taken to its end first, for the
                              same people, every step with `setuju`; `{sebelum.akta.nomor}` is of its record
    application = { … }       laid over [application], deeply
    remove = ["ayah"]         dotted paths that are taken out of it again
    policies = { rt = "wajib" }   the office's step policies while it lasts
      [[scenario.step]]       only what is special: other tasks are done by whoever may, with `setuju` and answers
                              that are made up or, where the application has one, taken from there
      task = "validasi"       the node; steps come in the order given
      outcome = "kembalikan"  default setuju
      reason = "…"            a code of reasons.toml; default the first that fits
      note = "…"
      answers = { "siak.nik_anak" = "{bayi.nik}" }   by dotted path
      by = "Kepala bidang"    the role that has to do it
      after = "P2D"           the clock moves on before the step, timers go off. Alone in a step: when its turn comes;
                              with a task: when that waits, or when a timer of the case is due by then
      [[scenario.step]]
      fail = "rendering.render"   the next call of this handler is refused; code = "…" with that error (default: gagal)
    [scenario.expect]
    state = "issued"          or rejected, withdrawn, open (then nothing happens after the last step); default issued
    requirements = […]        exactly these papers are asked for
    path = […]                nodes that were reached in this order, not_reached = […] nodes that were not
    record = { "akta.kode" = "LU" }   by dotted path
    documents = 1             how many PDFs were issued
    refused = ["anak.nama required"]   instead of all that: no case, the desk is told exactly this, field and code
    linked = ["kartu_keluarga"]   the types of the cases that it started, each as often as it was

    [[uncovered]]             a flow that no scenario takes
    flow = "…"                reason = "…"

Where nothing waits but time, the clock goes to the next timer. Texts may name people and things in braces:
`{suami.nama}`; suami, istri, anak1 (20), anak2 (17), anak3 (8), bayi (12 days), kakek, nenek, mertua, saksi1, saksi2,
tokoh, calon1, calon2, each with nama, nik, lahir, kelamin, tempat, kk; `{kk}` of the family, `{kk2}` of kakek and
nenek; telepon, jalan, rt, rw, kelurahan; `{hari}`, `{hari-12}`, `{hari+3}` for days from today.
"""
