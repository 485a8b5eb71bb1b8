"""`kg eval`: how good the extraction is, against documents annotated by hand."""

import json
from pathlib import Path

import click

from kg.cli.common import note, progress
from kg.cli.reading import pipeline_option, workers_option
from kg.evaluate import evaluate, format_table, load_gold
from kg.extract import Failure, extract_all
from kg.read import source_of
from kg.records import Document, Json


def _document(gold: Json) -> Document:
    known = {name: gold.get(name) for name in ("id", "text", "url", "title", "published")}
    return Document.from_dict({**known, "source": gold.get("source") or source_of(gold.get("url"))})


@click.command("eval")
@click.argument("gold", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--errors", "errors", is_flag=True, help="Also show what was missed and what is wrong, in its sentence.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
@pipeline_option
@workers_option
def command(gold: tuple[Path, ...], errors: bool, as_json: bool, pipeline: str, workers: int) -> None:
    """Extract from the texts of annotated documents and score the result.

    GOLD is a folder or a JSON file: id, text, sentences, mentions, times, entities, events, relations.

    \b
    Example: kg eval seeds/sample
    """
    annotated = load_gold(list(gold))
    records = {}
    with progress(len(annotated)) as advance:
        for result in extract_all(map(_document, annotated), pipeline=pipeline, workers=workers):
            advance()
            if isinstance(result, Failure):
                note(f"{result.document.id}: {result.reason}")
            else:
                records[result.id] = result
    scores = evaluate(annotated, records, samples=0 if as_json else 300)
    if as_json:
        click.echo(json.dumps(scores.to_dict(), ensure_ascii=False))
    else:
        if errors:
            for mistake in scores.mistakes:
                click.echo(str(mistake))
        click.echo(format_table(scores))
    if len(records) < len(annotated):
        raise SystemExit(1)
