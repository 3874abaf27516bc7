"""What must hold of findings whatever was decided: nothing dangles, nothing is twice, sums are right."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from firsthand.model import Findings, Record, Statement
from firsthand.review import Reviewed
from firsthand.weigh.standing import with_standing


def faults(before: Findings, reviewed: Reviewed) -> list[str]:
    """Return what does not hold together, in words; `before` is what was derived."""
    found = reviewed.findings
    return [
        *_twice(found),
        *_statements(found),
        *_claims(found),
        *_between(found),
        *_lineage(found),
        *_records(found),
        *_people(found),
        *_moves(before, reviewed),
    ]


def _ids(items: Iterable[object]) -> set[str]:
    return {str(item.id) for item in items}  # type: ignore[attr-defined]


def _twice(found: Findings) -> Iterator[str]:
    kinds: Mapping[str, tuple[object, ...]] = {
        "document": found.documents,
        "source": found.sources,
        "statement": found.statements,
        "claim": found.claims,
        "conflict": found.conflicts,
        "variant": found.variants,
        "update": found.updates,
        "record": found.records,
        "person": found.people,
    }
    for kind, items in kinds.items():
        for name, times in Counter(each.id for each in items).items():  # type: ignore[attr-defined]
            if times > 1:
                yield f"{kind} {name} is there {times} times"


def _statements(found: Findings) -> Iterator[str]:
    texts = {document.id: document.text for document in found.documents}
    sources = _ids(found.sources)
    at: dict[object, str] = {}
    for each in found.statements:
        text = texts.get(each.document, "")
        if text[each.start : each.end] != each.text:
            yield f"{each.id} is not what its document says"
        if at.setdefault(each.passage, each.id) != each.id:
            yield f"{each.id} stands where {at[each.passage]} stands"
        for name in {*each.attribution, *each.about} - sources:
            yield f"{each.id} speaks of the source {name}, which is nowhere"
        if len(set(each.attribution)) != len(each.attribution):
            yield f"{each.id} has one source twice in its chain"
        for part in (*each.words, *each.quantities, *each.places, *each.dates):
            if not each.start <= part.start <= part.end <= each.end:
                yield f"{each.id} has something marked that is outside of it"
        for passage in each.evidence:
            if not 0 <= passage.start <= passage.end <= len(texts.get(passage.document, "")):
                yield f"{each.id} has evidence outside of its document"


def _claims(found: Findings) -> Iterator[str]:
    told = {each.id: each for each in found.statements}
    sources = _ids(found.sources)
    home: dict[str, str] = {}
    story = {document: each.id for each in found.stories for document in each.documents}
    for claim in found.claims:
        if not claim.statements:
            yield f"{claim.id} has no statement"
        if list(claim.statements) != sorted(set(claim.statements)):
            yield f"{claim.id} has its statements in no order, or one twice"
        for name in claim.statements:
            if name not in told:
                yield f"{claim.id} has the statement {name}, which is nowhere"
            if home.setdefault(name, claim.id) != claim.id:
                yield f"{name} is in {home[name]} and in {claim.id}"
        held = [told[name] for name in claim.statements if name in told]
        if claim.documents != len({each.document for each in held}):
            yield f"{claim.id} counts {claim.documents} documents"
        if len({story.get(each.document, "") for each in held}) > 1:
            yield f"{claim.id} is in two stories"
        for name in set(claim.origins) - sources:
            yield f"{claim.id} begins with {name}, which is nowhere"
        if not 1 <= claim.independent_origins <= max(len(held), 1):
            yield f"{claim.id} counts {claim.independent_origins} origins of {len(held)} statements"
        if claim.origins and claim.independent_origins < len(claim.origins):
            yield f"{claim.id} names {len(claim.origins)} origins and counts {claim.independent_origins}"
        if not claim.text.strip():
            yield f"{claim.id} has no words"
        elif not any(_says(each, claim.text) for each in held):
            yield f"{claim.id} is worded as none of its statements"
    for name in told.keys() - home.keys():
        yield f"{name} is in no claim"
    standing = with_standing(found.claims, found.conflicts, found.updates)
    for claim, right in zip(found.claims, standing, strict=True):
        if claim.standing != right.standing:
            yield f"{claim.id} is {claim.standing}, and should be {right.standing}"
    contested = {name for conflict in found.conflicts for name in conflict.claims[:2]}
    for claim in found.claims:
        if claim.credibility is not None and claim.id not in contested:
            yield f"{claim.id} has a credibility and stands in no conflict"


def _says(statement: Statement, text: str) -> bool:
    """Tell whether a wording ends as a statement does: what leads into it ("that") may differ."""
    told = " ".join((statement.reading or statement.text).split()).casefold().strip(' ."“”。')
    return told[-20:] in " ".join(text.split()).casefold()


def _between(found: Findings) -> Iterator[str]:
    claims, told = _ids(found.claims), _ids(found.statements)
    home = {name: claim.id for claim in found.claims for name in claim.statements}
    documents = _ids(found.documents)
    for conflict in found.conflicts:
        for name in set(conflict.claims) - claims:
            yield f"{conflict.id} holds the claim {name}, which is nowhere"
        for name in set(conflict.statements) - told:
            yield f"{conflict.id} holds the statement {name}, which is nowhere"
        if len(set(conflict.claims[:2])) != 2:
            yield f"{conflict.id} is between a claim and itself"
        if len(set(conflict.claims)) != len(conflict.claims):
            yield f"{conflict.id} names a claim twice"
        if not {home.get(name) for name in conflict.statements} <= set(conflict.claims):
            yield f"{conflict.id} has statements of claims that it is not between"
    for variant in found.variants:
        if variant.claim and variant.claim not in claims:
            yield f"{variant.id} is of the claim {variant.claim}, which is nowhere"
        for name in set(variant.statements) - told:
            yield f"{variant.id} holds the statement {name}, which is nowhere"
        for name in {*filter(None, (variant.changed_by,)), *variant.inherited_by} - documents:
            yield f"{variant.id} names the document {name}, which is nowhere"
    for update in found.updates:
        for name in set(update.claims) - claims:
            yield f"{update.id} holds the claim {name}, which is nowhere"
        if len(set(update.claims)) < 2:
            yield f"{update.id} moves from a claim to itself"


def _lineage(found: Findings) -> Iterator[str]:
    known = _ids(found.sources) | _ids(found.documents)
    names = {source.id: source.name for source in found.sources}
    nodes = _ids(found.lineage.nodes)
    for node in found.lineage.nodes:
        if node.kind == "document" and node.id not in known:
            yield f"lineage: {node.id} is no document"
        if node.id in names and node.name != names[node.id]:
            yield f"lineage: {node.id} is called {node.name}, and {names[node.id]} elsewhere"
    for edge in found.lineage.edges:
        for end in {edge.parent, edge.child} - nodes:
            yield f"lineage: {end} is no node"
        if edge.parent == edge.child:
            yield f"lineage: {edge.parent} derives from itself"


def _records(found: Findings) -> Iterator[str]:
    told = {each.id: each for each in found.statements}
    claims, conflicts, sources = _ids(found.claims), _ids(found.conflicts), _ids(found.sources)
    home = {name: claim.id for claim in found.claims for name in claim.statements}
    counted = [(f"tally of {tally.type}", value) for tally in found.tallies for value in tally.counted]
    for record in found.records:
        yield from _record(record, claims, sources)
        counted += [(f"{record.id} {field.name}", v) for field in record.fields for v in field.values]
    for where, value in counted:
        for name in value.statements:
            if name not in told:
                yield f"{where}: the statement {name} is nowhere"
        for name in set(value.claims) - claims:
            yield f"{where}: the claim {name} is nowhere"
        for name in set(value.conflicts) - conflicts:
            yield f"{where}: the conflict {name} is nowhere"
        for name in {*value.origins, *filter(None, (value.party,))} - sources:
            yield f"{where}: the source {name} is nowhere"
        held = [told[name] for name in value.statements if name in told]
        if held and value.documents != len({each.document for each in held}):
            yield f"{where}: {value.text} counts {value.documents} documents"
        if held and not {home.get(each.id) for each in held} <= set(value.claims):
            yield f"{where}: {value.text} has statements of claims it does not name"
        if not 1 <= value.independent_origins <= max(len(held), 1):
            yield f"{where}: {value.text} counts {value.independent_origins} origins"
    records = _ids(found.records)
    for tally in found.tallies:
        for name in set(tally.listed) - records:
            yield f"tally of {tally.type}: the record {name} is nowhere"


def _record(record: Record, claims: set[str], sources: set[str]) -> Iterator[str]:
    if not record.fields:
        yield f"{record.id} has no field"
    for name in set(record.claims) - claims:
        yield f"{record.id}: the claim {name} is nowhere"
    for name in set(record.origins) - sources:
        yield f"{record.id}: the source {name} is nowhere"
    behind = {name for field in record.fields for value in field.values for name in value.claims}
    if not behind <= set(record.claims):
        yield f"{record.id}: claims behind its values are not among its own"
    if (record.standing == "contested") != any(field.contested for field in record.fields):
        yield f"{record.id} is {record.standing}, its fields say otherwise"


def _people(found: Findings) -> Iterator[str]:
    sources = _ids(found.sources)
    for person in found.people:
        if person.source and person.source not in sources:
            yield f"person {person.id} is the source {person.source}, which is nowhere"


def _moves(before: Findings, reviewed: Reviewed) -> Iterator[str]:
    found = reviewed.findings
    now = _ids(found.claims) | _ids(found.conflicts) | _ids(found.variants) | _ids(found.records)
    for old in reviewed.moved.keys() & now:
        yield f"{old} is said to be {reviewed.moved[old]} now, and is there"
    for old, new in reviewed.moved.items():
        if new in reviewed.moved:
            yield f"{old} leads to {new}, which leads on"
    for name in reviewed.touched - _ids(found.claims):
        yield f"{name} was touched and is nowhere"
    if found.documents != before.documents or found.stories != before.stories:
        yield "documents or stories are others"
