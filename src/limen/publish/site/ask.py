"""The page to ask questions on, and the engine that answers them in a browser."""

from __future__ import annotations

import json
from functools import cache

from limen.files import files_below, read_resources, read_whole, resource_folder
from limen.pages import Editor, Page, Question, Section
from limen.publish.site.frame import frame
from limen.publish.site.here import Here
from limen.query import read_questions
from limen.vocab import prefixes

_SCRIPT = "query.js"


@cache
def engine() -> dict[str, bytes]:
    """Read the scripts of the query page, by name; none where they are not built."""
    folder = resource_folder("web/dist")
    found = (*files_below(folder, ".js"), *files_below(folder, ".wasm"))
    return {file.name: read_whole(file) for file in found}


def query_page(here: Here) -> Page:
    """Make the page with the named questions and an editor.

    A server answers the form; on the static site a script does, from the exported graph.
    """
    root = here.urls.root(here.place)
    known = read_questions(read_resources("queries", ".rq")).values()
    endpoint = f"{root}sparql"
    editor = Editor(
        action=endpoint,
        endpoint=endpoint if here.urls.is_served else "",
        data=f"{root}downloads/limen.nq",
        base=here.world.base,
        prefixes=json.dumps(prefixes(), sort_keys=True),
        questions=tuple(Question(each.name, each.words, each.text) for each in known),
    )
    return frame(
        here,
        "Ask",
        [Section("_ask", "A question in SPARQL", (editor,))],
        description="Ask limen’s data: questions with names, or your own in SPARQL 1.1.",
        scripts=((f"{root}assets/{_SCRIPT}", True),) if _SCRIPT in engine() else (),
    )
