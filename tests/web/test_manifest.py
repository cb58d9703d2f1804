"""The bundle as the manifest describes it."""

import json
from pathlib import Path

from web.manifest import Entry, Manifest


def manifest(folder: Path, chunks: object) -> Manifest:
    (folder / "dist").mkdir()
    (folder / "dist" / "manifest.json").write_text(json.dumps(chunks))
    return Manifest(folder)


def test_names_the_script_its_styles_and_what_it_imports(tmp_path: Path) -> None:
    bundle = manifest(
        tmp_path,
        {
            "designer/main.js": {"file": "assets/a.js", "css": ["assets/a.css"], "imports": ["_shared.js"]},
            "_shared.js": {"file": "assets/shared.js", "css": ["assets/shared.css"], "imports": ["_deep.js"]},
            "_deep.js": {"file": "assets/deep.js", "imports": ["_shared.js"]},
        },
    )

    assert bundle.entry("designer/main.js") == Entry(
        script="/static/dist/assets/a.js",
        imports=("/static/dist/assets/shared.js", "/static/dist/assets/deep.js"),
        styles=("/static/dist/assets/a.css", "/static/dist/assets/shared.css"),
    )


def test_has_no_entry_without_a_bundle(tmp_path: Path) -> None:
    assert Manifest(tmp_path).entry("designer/main.js") is None


def test_has_no_entry_that_the_bundle_lacks(tmp_path: Path) -> None:
    assert manifest(tmp_path, {}).entry("designer/main.js") is None


def test_keeps_still_over_a_manifest_that_is_being_written(tmp_path: Path) -> None:
    bundle = manifest(tmp_path, {})
    (tmp_path / "dist" / "manifest.json").write_text('{"designer/main')

    assert bundle.entry("designer/main.js") is None
