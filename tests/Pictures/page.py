"""Writes docs/screens.md, which shows every picture: the table of scenes, in its order."""

import os

FIRST = "120x40"
HEAD = """# Screens

Made by `tests/Pictures/run` from `tests/Pictures/scenes.toml`: each picture is the program in a terminal, drawn cell by cell, most of
them on a captured machine. A test checks that all of them are here. Where there are two, the left one is from before the screen was redesigned. A
click opens one in full size; the other sizes of the terminal are linked below.
"""


def write(root, scenes):
    """Writes the page; what has no picture is left out of it, and a test says so."""
    parts = [HEAD]
    for scene in scenes:
        if not any(_path(root, folder, scene, size) for folder in ("", "before/") for size in scene.sizes):
            continue
        first = FIRST if FIRST in scene.sizes else scene.sizes[0]
        before, now = _path(root, "before/", scene, first), _path(root, "", scene, first)
        parts.append(f"## {scene.title}\n\n{scene.caption}\n")
        if before and now:
            parts.append(f"| before | now |\n|---|---|\n| {_picture(scene, before)} | {_picture(scene, now)} |\n")
        elif now:
            parts.append(f"{_picture(scene, now)}\n")
        others = [link for size in scene.sizes if size != first for link in _links(root, scene, size)]
        if others:
            parts.append(" · ".join(others) + "\n")
    with open(os.path.join(root, "docs", "screens.md"), "w", encoding="utf-8") as file:
        file.write("\n".join(parts))


def _path(root, folder, scene, size):
    path = f"pictures/{folder}{scene.name}-{size}.svg"
    return path if os.path.exists(os.path.join(root, "docs", path)) else None


def _picture(scene, path):
    return f"[![{scene.title}]({path})]({path})"


def _links(root, scene, size):
    for folder, word in (("", ""), ("before/", " before")):
        path = _path(root, folder, scene, size)
        if path:
            yield f"[{size}{word}]({path})"
