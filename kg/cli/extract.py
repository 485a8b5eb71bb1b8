"""`kg extract`: articles to records, one JSON object a line."""

from pathlib import Path

import click

from kg.cli.common import progress, text_output
from kg.cli.reading import Reading, max_chars_option, path_argument, pipeline_option, workers_option
from kg.extract import Failure, extract_all


@click.command("extract")
@path_argument
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, allow_dash=True, path_type=Path),
    default="-",
    help="Default: stdout.",
)
@pipeline_option
@workers_option
@max_chars_option
def command(paths: tuple[Path, ...], output: Path, pipeline: str, workers: int, max_chars: int) -> None:
    """Extract names, times, events and relations as JSON Lines, without any graph.

    PATH is a file, a folder (walked in sorted order) or - for standard input: archived feed pages, HTML, RSS, Atom,
    text, or JSON Lines with at least "text".

    \b
    Example: kg extract seeds/sample -o records.jsonl
    """
    if not paths:
        raise click.UsageError("give at least one PATH, or - for standard input")
    reading = Reading(paths, max_chars)
    with text_output(output) as lines, progress(reading.files) as advance:
        for result in extract_all(reading, pipeline=pipeline, workers=workers):
            if isinstance(result, Failure):
                reading.fail(result)
            else:
                lines.write(result.to_json() + "\n")
            advance()
    reading.finish()
