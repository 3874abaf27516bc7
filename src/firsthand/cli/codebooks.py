"""The verbs of codebooks: which ship, what is wrong with one, and a new one to begin with."""

import json
from pathlib import Path

import click

from firsthand.model.errors import CodebookError


@click.group()
def codebook() -> None:
    """Codebooks say which records a case keeps: list those that ship, check yours, begin a new one."""


@codebook.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print them as JSON.")
def list_codebooks(as_json: bool) -> None:
    """List the codebooks that ship with firsthand."""
    from firsthand.register.codebook import read_codebook, shipped_codebooks

    books = [read_codebook(name) for name in shipped_codebooks()]
    if as_json:
        rows = [{"name": b.name, "title": b.title, "types": [kind.name for kind in b.types]} for b in books]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=1))
        return
    widest = max(len(book.name) for book in books)
    for book in books:
        click.echo(f"{book.name:<{widest}}  {book.title}")
        click.echo(f"{'':<{widest}}  {', '.join(kind.plural.lower() for kind in book.types)}")


@codebook.command()
@click.argument("source", metavar="FILE|NAME")
@click.option("--json", "as_json", is_flag=True, help="Print problems, or what it holds, as JSON.")
def check(source: str, as_json: bool) -> None:
    """Tell all that is wrong with a codebook, line by line; or, where nothing is, what it holds.

    The exit code is 1 where anything is wrong.
    """
    from firsthand.register.codebook import check_codebook
    from firsthand.register.codebook.holdings import holdings_as_data, told_holdings

    book, problems = check_codebook(source)
    if problems or book is None:
        if as_json:
            rows = [{"file": p.file, "line": p.line, "what": p.what, "fix": p.fix} for p in problems]
            click.echo(json.dumps({"problems": rows}, ensure_ascii=False, indent=1))
        else:
            for problem in problems:
                click.echo(str(problem))
        count = f"{len(problems)} problem{'s' if len(problems) != 1 else ''}"
        raise CodebookError(f"{source}: {count}. Nothing is derived with it until there is none.")
    if as_json:
        click.echo(json.dumps({"problems": []} | holdings_as_data(book), ensure_ascii=False, indent=1))
    else:
        click.echo(told_holdings(book), nl=False)


@codebook.command()
@click.argument("name")
@click.option(
    "--from", "base", metavar="NAME|FILE", help="Begin with a copy of this codebook, not with the template."
)
@click.option("--out", type=click.Path(path_type=Path), help="Where to. Default: NAME.yaml")
def new(name: str, base: str | None, out: Path | None) -> None:
    """Write a codebook to begin with: a template with notes, or a copy of another."""
    from firsthand.register.codebook.beginning import new_codebook

    text = new_codebook(name, base=base)
    target = out or Path(f"{name}.yaml")
    try:
        with target.open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError:
        raise CodebookError(f"{target}: there is a file already. Name another with --out.") from None
    except OSError as error:
        raise CodebookError(f"{target}: it cannot be written ({error.strerror}).") from None
    click.echo(f"{target}: edit it, then firsthand codebook check {target}")
