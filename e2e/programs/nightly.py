"""What a program does each night, by the client that openapi-python-client makes of the API's description.

It reads what the service is worth and what happened since last night, adds features that are not there yet,
and says a word that is said once however often the script runs.
"""

import os
from pathlib import Path

from covalue_client import AuthenticatedClient
from covalue_client.api.commands import command
from covalue_client.api.features import features
from covalue_client.api.the_table import relationship
from covalue_client.api.value import value
from covalue_client.api.you import changes, me, relationships
from covalue_client.models import (
    AudienceWord,
    CommandAddFeatures,
    CommandSay,
    ContributionKind,
    EntrySealed,
    NewFeature,
    Origin,
    PartyFigureSaid,
    Problem,
    Recorded,
)

WANTED = ["Report of dropped calls by depot", "Second link for the warehouse"]
POSITION = Path(os.environ["POSITION"])
client = AuthenticatedClient(
    base_url=os.environ["COVALUE_URL"], token=os.environ["COVALUE_TOKEN"], raise_on_unexpected_status=True
)


def told(answer):
    """The answer, unless it is a problem: then the night is over."""
    if isinstance(answer, Problem):
        places = ", ".join(f"{place.pointer or place.parameter}: {place.detail}" for place in answer.errors)
        raise SystemExit(f"{answer.code} ({answer.request_id}): {answer.detail} {places}")
    return answer


def send(key, act):
    return told(command.sync(table, client=client, body=act, idempotency_key=key))


you = told(me.sync(client=client))
print(f"{you.name}, until {you.expires}")
table = told(relationships.sync(client=client)).relationships[0].id
here = told(relationship.sync(table, client=client)).you.party

worth = told(value.sync(table, client=client))
for outcome in worth.outcomes:
    figures = [figure for figure in outcome.figures if isinstance(figure, PartyFigureSaid)]
    print(outcome.statement, {worth.names[str(figure.party)]: figure.worth for figure in figures})

after, count = POSITION.read_text() if POSITION.exists() else "", 0
while True:
    news = told(changes.sync(client=client, after=after, limit=500))
    entries = [entry for at in news.relationships for entry in at.entries]
    count += len([entry for entry in entries if not isinstance(entry, EntrySealed)])
    after = news.next_
    if not news.more:
        break
POSITION.write_text(after)
print(f"{count} things happened since last night")

known = {feature.name for feature in told(features.sync(table, client=client)).features}
new = [NewFeature(name=name, offered_by=here, origins=[Origin.USER]) for name in WANTED if name not in known]
if new:
    added = send("add-" + "-".join(name.split()[0] for name in WANTED), CommandAddFeatures("add_features", new))
    print("added", [str(made.id) for made in added.made])

words = CommandSay(
    command="say", kind=ContributionKind.IDEA, audience=AudienceWord.WHOLE_TABLE, words="Nightly report: all links are up."
)
first, again = send("report-by-python", words), send("report-by-python", words)
assert isinstance(first, Recorded) and first.last == again.last, "said twice"
assert os.environ["NIGHT"] == "first" or count < 10, "read from the beginning again"
